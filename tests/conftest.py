"""For all tests."""

from hypothesis import HealthCheck, settings

# `make test` must be repeatable and independent of the clock. What the free run
# (`make test-lang`) finds becomes a fixed @example.
settings.register_profile("fest", derandomize=True, deadline=None, database=None)
settings.register_profile(
    "frei",
    max_examples=2000,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("fest")

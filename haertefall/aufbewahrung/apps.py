"""The room of retention."""

from django.apps import AppConfig


class AufbewahrungConfig(AppConfig):
    """Every field has its class and its retention: Django's own check insists."""

    name = "haertefall.aufbewahrung"

    def ready(self) -> None:
        """Register the check."""
        from haertefall.aufbewahrung import pruefung  # noqa: F401, PLC0415

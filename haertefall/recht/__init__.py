"""The law: pure functions without framework, clock or database."""

"""Acts about a meeting."""

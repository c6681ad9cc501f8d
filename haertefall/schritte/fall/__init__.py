"""Acts about a case."""

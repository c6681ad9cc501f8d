"""Acts about a body."""

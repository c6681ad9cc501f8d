"""Acts about figures that come from elsewhere."""

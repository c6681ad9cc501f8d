"""Acts of the secret vote."""

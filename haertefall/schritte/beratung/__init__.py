"""Acts in a running session: who is there, what is moved, what is decided."""

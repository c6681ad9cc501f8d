"""Härtefall: case management for hardship bodies in German residence law."""

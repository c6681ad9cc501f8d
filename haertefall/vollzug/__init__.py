"""An authority's own checks before a deportation, and what it lays before a body."""

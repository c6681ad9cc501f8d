"""Acts in an authority's own room: a check before a deportation, from beginning to end."""

"""Acts: what one can do. One file per act, one door."""

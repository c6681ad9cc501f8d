"""Bodies, authorities, accounts; which version of the rules applies."""

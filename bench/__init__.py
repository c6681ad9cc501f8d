"""Measurements: `make bench`. Ratios taken in one run, never asserted in a timed test."""

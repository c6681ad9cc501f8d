"""Counted facts, tables, report."""

"""Meetings, agenda, votes."""

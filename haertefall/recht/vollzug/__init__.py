"""Before a deportation: the points to check, decrees and stops, and what is explained to people.

Everything is data in `gesetze/vollzug/`. The rules here only count what is open; whether something
stands against a deportation a person says, point by point.
"""

"""The roles are about PostgreSQL; there is nothing of the kind on SQLite."""

from django.db import connection

collect_ignore = [] if connection.vendor == "postgresql" else ["test_siegel_rollen.py"]

"""Django registration of the room."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """Who saw or did what; append-only."""

    name = "haertefall.audit"
    label = "audit"
    verbose_name = "Spur"

"""Django registration of the room."""

from django.apps import AppConfig


class SitzungenConfig(AppConfig):
    """Meetings, agenda, votes."""

    name = "haertefall.sitzungen"
    label = "sitzungen"
    verbose_name = "Sitzungen"

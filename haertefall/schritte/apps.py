"""Django registration of the room."""

from django.apps import AppConfig


class SchritteConfig(AppConfig):
    """Acts: what one can do. One file per act, one door."""

    name = "haertefall.schritte"
    label = "schritte"
    verbose_name = "Schritte"

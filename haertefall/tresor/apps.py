"""Django registration of the room."""

from django.apps import AppConfig


class TresorConfig(AppConfig):
    """Keys and encrypted fields."""

    name = "haertefall.tresor"
    label = "tresor"
    verbose_name = "Tresor"

"""Django registration of the room."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AuftraegeConfig(AppConfig):
    """Jobs and mail, written in the act's transaction."""

    name = "haertefall.auftraege"
    label = "auftraege"
    verbose_name = "Aufträge"

    def ready(self) -> None:
        """Let every room register its tasks: the worker knows only names."""
        autodiscover_modules("aufgaben")

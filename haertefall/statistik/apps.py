"""Django registration of the room."""

from django.apps import AppConfig


class StatistikConfig(AppConfig):
    """Counted facts, tables, report."""

    name = "haertefall.statistik"
    label = "statistik"
    verbose_name = "Statistik"

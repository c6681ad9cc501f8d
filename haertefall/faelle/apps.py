"""Django registration of the room."""

from django.apps import AppConfig


class FaelleConfig(AppConfig):
    """The case file."""

    name = "haertefall.faelle"
    label = "faelle"
    verbose_name = "Fälle"

"""Django registration of the room."""

from django.apps import AppConfig


class GremienConfig(AppConfig):
    """Bodies, authorities, accounts; which version of the rules applies."""

    name = "haertefall.gremien"
    label = "gremien"
    verbose_name = "Gremien"

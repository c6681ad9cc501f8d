"""Django registration of the room."""

from django.apps import AppConfig


class VollzugConfig(AppConfig):
    """Checks before a deportation, in the rooms of authorities."""

    name = "haertefall.vollzug"
    label = "vollzug"
    verbose_name = "Vollzugsprüfungen"

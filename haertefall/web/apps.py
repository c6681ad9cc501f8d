"""Django registration of the room."""

from django.apps import AppConfig
from django.forms import Field


class WebConfig(AppConfig):
    """Pages: read, show, hand over to a step; never write."""

    name = "haertefall.web"
    label = "web"
    verbose_name = "Seiten"

    def ready(self) -> None:
        """Say it kindly; Django's own words are „Dieses Feld ist zwingend erforderlich“."""
        Field.default_error_messages["required"] = "Bitte ausfüllen."

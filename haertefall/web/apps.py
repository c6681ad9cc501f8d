"""Django registration of the room."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages: read, show, hand over to a step; never write."""

    name = "haertefall.web"
    label = "web"
    verbose_name = "Seiten"

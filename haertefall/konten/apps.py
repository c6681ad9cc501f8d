"""Django registration of the room."""

from django.apps import AppConfig


class KontenConfig(AppConfig):
    """Invitations, second factors, limits on guessing, sessions of the browser."""

    name = "haertefall.konten"
    label = "konten"
    verbose_name = "Konten"

"""Takes files that are sent: encrypted while they arrive, never in clear on a disk.

Instead of Django's own handlers, for every page. Whoever is not signed in sends nothing here.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from haertefall.faelle.ablage import Eingang

# Reading on to the end keeps what was typed beside a file that is too big; there is an end to it.
HOECHSTENS_GELESEN = 8


class Empfang(FileUploadHandler):
    """Puts an `Eingang` into request.FILES; at the end of the request it goes if nobody kept it."""

    chunk_size = 64 * 2**10

    def __init__(self, request: Any = None) -> None:
        super().__init__(request)
        self._eingang: Eingang | None = None

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - Django's word
        content_length: int | None,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """A body far beyond all that is taken is not read at all."""
        if (content_length or 0) > HOECHSTENS_GELESEN * settings.DOKUMENT_HOECHSTENS:
            raise RequestDataTooBig("Der Körper der Anfrage ist zu groß.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A file begins."""
        super().new_file(*args, **kwargs)
        nutzer = getattr(self.request, "user", None)
        if nutzer is None or not nutzer.is_authenticated:
            raise SkipFile
        self._eingang = Eingang(self.file_name or "")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Some of it; no other handler gets to see it."""
        if self._eingang is not None:
            self._eingang.schreibe(raw_data)

    def file_complete(self, file_size: int) -> Any:
        """The whole file is there."""
        eingang, self._eingang = self._eingang, None
        if eingang is not None:
            eingang.beende()
        return eingang

    def upload_interrupted(self) -> None:
        """The connection broke."""
        if self._eingang is not None:
            self._eingang.close()

"""What somebody without power of attorney tells a body about a case."""

from django.db import models

from haertefall.faelle.models.fall import Fall
from haertefall.faelle.models.verfahren import Fallteil
from haertefall.tresor.felder import VerschluesselterText


class Nachricht(Fallteil):
    """One message of a third party, as the office received it.

    Who sent it reads it again, and nothing else (`faelle.nachrichten`): not the case, its number or
    state, nor an answer. It goes with the case.
    """

    fall = models.ForeignKey(Fall, on_delete=models.CASCADE, related_name="nachrichten")
    am = models.DateField()
    erfasst_um = models.DateTimeField()
    absender = VerschluesselterText("faelle.nachricht.absender")
    text = VerschluesselterText("faelle.nachricht.text")

    class Meta:
        ordering = ["am", "erfasst_um", "id"]

    def __str__(self) -> str:
        return f"Nachricht vom {self.am}"

"""The key table. Installation key → key of a body or room → keys of cases, sessions, drafts."""

import secrets
import uuid

from django.conf import settings
from django.db import models

from haertefall.tresor import schluesseldatei, siegel

ETIKETT = "tresor.schluessel"


class Schluessel(models.Model):
    """A data key, wrapped by its parent or, without one, by the installation key.

    Deleting the row makes everything under it unreadable.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    art = models.CharField(max_length=20)
    eltern = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="kinder")
    generation = models.PositiveSmallIntegerField(null=True)
    huelle = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="schluessel_hat_genau_eine_huelle",
                condition=models.Q(eltern__isnull=True, generation__isnull=False)
                | models.Q(eltern__isnull=False, generation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.art} {self.id}"

    def klartext(self) -> bytes:
        """The data key itself. Kept in memory only for keys that have no parent.

        Raises:
            Tresorfehler: key file missing or wrong, or the wrapped key was changed.
        """
        if self.eltern_id is None:
            return _rahmenschluessel(self)
        eltern = _RAHMEN.get(self.eltern_id) or _eltern(self).klartext()
        return siegel.oeffnen(eltern, bytes(self.huelle), ETIKETT, self.id.bytes)


# Keys of bodies and rooms, by id. Keys of cases are never kept: destroying one must take effect.
_RAHMEN: dict[uuid.UUID, bytes] = {}
_BUND: list[schluesseldatei.Schluesselbund] = []


def schluesselbund() -> schluesseldatei.Schluesselbund:
    """The installation key of this process, read once."""
    if not _BUND:
        _BUND.append(schluesseldatei.lesen(settings.SCHLUESSEL_DATEI))
    return _BUND[0]


def vergessen() -> None:
    """Drop every key from memory (tests, key change)."""
    _RAHMEN.clear()
    _BUND.clear()


def _eltern(schluessel: Schluessel) -> Schluessel:
    if schluessel.eltern is None:
        raise schluesseldatei.SchluesselFehlt("Der übergeordnete Schlüssel fehlt.")
    return schluessel.eltern


def _rahmenschluessel(schluessel: Schluessel) -> bytes:
    if schluessel.id not in _RAHMEN:
        haupt = schluesselbund().hole(schluessel.generation or 0)
        try:
            klar = siegel.oeffnen(haupt, bytes(schluessel.huelle), ETIKETT, schluessel.id.bytes)
        except schluesseldatei.Verfaelscht:
            raise schluesseldatei.SchluesselFalsch(
                "Der Installationsschlüssel öffnet diese Datenbank nicht."
            ) from None
        _RAHMEN[schluessel.id] = klar
    return _RAHMEN[schluessel.id]


def neuer_schluessel(art: str, eltern: Schluessel | None = None) -> Schluessel:
    """Make and store a new data key under `eltern`, or under the installation key."""
    zeile = Schluessel(art=art, eltern=eltern)
    if eltern is None:
        bund = schluesselbund()
        zeile.generation = bund.aktuell
        haupt = bund.hole(bund.aktuell)
    else:
        haupt = eltern.klartext()
    zeile.huelle = siegel.versiegeln(
        haupt, secrets.token_bytes(schluesseldatei.LAENGE), ETIKETT, zeile.id.bytes
    )
    zeile.save(force_insert=True)
    return zeile

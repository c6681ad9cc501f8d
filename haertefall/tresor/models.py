"""The key table. Installation key → key of a body or room → keys of cases, sessions, drafts."""

import uuid

from django.conf import settings
from django.db import connection, models, transaction

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
            # The trace has one key; a second one beside it would be a way to seal it anew.
            models.UniqueConstraint(
                fields=["art"], condition=models.Q(art="audit"), name="schluessel_audit_einmal"
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
_bund: schluesseldatei.Schluesselbund | None = None


def schluesselbund(*, neu: bool = False) -> schluesseldatei.Schluesselbund:
    """The installation key of this process, read once, or again with `neu`."""
    global _bund
    bund = _bund
    if neu or bund is None:
        bund = _bund = schluesseldatei.lesen(settings.SCHLUESSEL_DATEI)
    return bund


def vergessen() -> None:
    """Drop every key from memory (key taken away, tests)."""
    global _bund
    _RAHMEN.clear()
    _bund = None


def _eltern(schluessel: Schluessel) -> Schluessel:
    if schluessel.eltern is None:
        raise schluesseldatei.SchluesselFehlt("Der übergeordnete Schlüssel fehlt.")
    return schluessel.eltern


def _rahmenschluessel(schluessel: Schluessel) -> bytes:
    klar = _RAHMEN.get(schluessel.id)
    if klar is None:
        klar = _RAHMEN[schluessel.id] = rahmen_oeffnen(schluessel)
    return klar


def rahmen_oeffnen(
    schluessel: Schluessel, bund: schluesseldatei.Schluesselbund | None = None
) -> bytes:
    """A top-level key as `bund`, or the key file as it is now, opens it; past all memory.

    Raises:
        Tresorfehler: its generation is missing, or does not open it.
    """
    generation = schluessel.generation or 0
    # Another process may have added the generation since this one read the file.
    bund = bund or schluesselbund(neu=generation not in schluesselbund().generationen)
    try:
        return siegel.oeffnen(
            bund.hole(generation), bytes(schluessel.huelle), ETIKETT, schluessel.id.bytes
        )
    except schluesseldatei.Verfaelscht:
        raise schluesseldatei.SchluesselFalsch(
            "Der Installationsschlüssel öffnet diese Datenbank nicht."
        ) from None


def umhuellen(schluessel: Schluessel, klar: bytes) -> None:
    """Wrap a top-level key in the newest generation; the caller saves it."""
    bund = schluesselbund(neu=True)
    schluessel.generation = bund.aktuell
    schluessel.huelle = siegel.versiegeln(
        bund.hole(bund.aktuell), klar, ETIKETT, schluessel.id.bytes
    )


def sperren(modus: str) -> None:
    """Lock the key table in this transaction; on SQLite a transaction is alone anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as zeiger:
            zeiger.execute(f"LOCK TABLE {Schluessel._meta.db_table} IN {modus} MODE")


def neuer_schluessel(art: str, eltern: Schluessel | None = None) -> Schluessel:
    """Make and store a new data key under `eltern`, or under the installation key."""
    zeile = Schluessel(art=art, eltern=eltern)
    klar = schluesseldatei.neues_geheimnis()
    if eltern is not None:
        zeile.huelle = siegel.versiegeln(eltern.klartext(), klar, ETIKETT, zeile.id.bytes)
        zeile.save(force_insert=True)
        return zeile
    with transaction.atomic():
        # Before the file is read: no generation may be taken out between reading and storing.
        sperren("ROW EXCLUSIVE")
        umhuellen(zeile, klar)
        zeile.save(force_insert=True)
    return zeile

"""Why an act was not done. Every text is German and says what to do; nothing was changed."""

from django.forms.utils import ErrorDict


class Schrittfehler(Exception):
    """Base: the act was not done and nothing was written."""


class NichtVorhanden(Schrittfehler):
    """The case or meeting does not exist for this Akteur (404)."""

    def __init__(self) -> None:
        super().__init__("Das gibt es hier nicht.")


class NichtErlaubt(Schrittfehler):
    """Wrong Funktion, state or order (403). The text names the reason and the norm."""


class Zwischenzeitlich(Schrittfehler):
    """Somebody else changed the case or session meanwhile (409)."""

    def __init__(self, was: str) -> None:
        super().__init__(
            f"{was} wurde in der Zwischenzeit geändert. Ihre Eingabe ist unten noch da. "
            "Bitte sehen Sie sich den neuen Stand an und senden Sie sie dann noch einmal."
        )


class AndereEingabe(Schrittfehler):
    """The same form was sent again with another input (409)."""

    def __init__(self) -> None:
        super().__init__(
            "Dieses Formular wurde schon einmal abgesendet, mit anderem Inhalt. Was zuerst ankam, "
            "gilt. Bitte sehen Sie nach, ob es richtig ist; sonst berichtigen Sie es."
        )


class EingabeUnvollstaendig(Schrittfehler):
    """The form has errors (422)."""

    def __init__(self, errors: ErrorDict) -> None:
        felder = ", ".join(errors)
        super().__init__(f"Bitte prüfen Sie die markierten Felder ({felder}).")
        self.errors = errors


class FolgeNichtMoeglich(NichtErlaubt):
    """What the act would bring about in a case is not possible there; nothing was done (403)."""

    def __init__(self, aktenzeichen: str, grund: EingabeUnvollstaendig) -> None:
        saetze = " ".join(satz for liste in grund.errors.values() for satz in map(str, liste))
        super().__init__(f"Im Fall {aktenzeichen} ist das nicht möglich: {saetze}")


class KeinPlatz(Schrittfehler):
    """The disk is full (507). Nothing was written."""

    def __init__(self) -> None:
        super().__init__(
            "Auf dem Rechner, auf dem Härtefall läuft, ist kein Platz mehr. Es wurde nichts "
            "gespeichert. Ihre Eingabe ist unten noch da; eine Datei wählen Sie bitte noch einmal "
            "aus. Sagen Sie dem Betrieb Bescheid und versuchen Sie es dann erneut."
        )

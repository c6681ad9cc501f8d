"""What a password must not be: easily guessed. zxcvbn counts the tries; nothing else is asked.

Django's list of 20,000 holds 187 that are long enough for us; the long passwords that people really
choose are made of short ones: doubled, lengthened by a year, run along the keys. zxcvbn takes them
apart with its lists of passwords, names and words (30,000 passwords among them).
"""

from typing import Any

from django.core.exceptions import ValidationError
from zxcvbn import zxcvbn

# Against an attacker who has the hashes: argon2 allows some ten tries a second and core.
VERSUCHE = 10**10
# zxcvbn takes quadratic time; what is longer is not easier to guess.
ANGESEHEN = 72
# Words of this house and of German offices that no list has.
WOERTER = [
    "haertefall", "härtefall", "haertefallkommission", "härtefallkommission", "kommission",
    "gremium", "geschaeftsstelle", "geschäftsstelle", "auslaenderbehoerde", "ausländerbehörde",
    "behoerde", "behörde", "ministerium", "aufenthalt", "aufenthaltsgesetz", "duldung", "ersuchen",
    "passwort", "kennwort", "geheim", "willkommen", "hallo", "schatz", "sommer", "winter",
    "fruehling", "frühling", "herbst", "januar", "februar", "maerz", "märz", "april", "juni",
    "juli", "august", "september", "oktober", "november", "dezember", "montag", "dienstag",
    "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "deutschland", "nordrhein",
    "westfalen", "duesseldorf", "düsseldorf", "dortmund", "koeln", "köln", "hallihallo", "schalke",
    "borussia", "bayern", "fussball", "fußball", "rathaus", "stadt", "buero", "büro", "arbeit",
]  # fmt: skip


class NichtLeichtZuErraten:
    """A validator for AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password: str, user: Any = None) -> None:
        """Refuse what is guessed too soon.

        Raises:
            ValidationError: with what to do about it.
        """
        eigene = [*WOERTER]
        for angabe in (getattr(user, "name", ""), getattr(user, "email", "")):
            teile = [str(angabe).lower(), str(angabe).lower().partition("@")[0], *_teile(angabe)]
            eigene += [teil for teil in teile if len(teil) > 2]
        ergebnis = zxcvbn(password[:ANGESEHEN], user_inputs=eigene, max_length=ANGESEHEN)
        if ergebnis["guesses"] < VERSUCHE:
            raise ValidationError(
                "Dieses Passwort ist leicht zu erraten. Nehmen Sie zum Beispiel vier Wörter, die "
                "nichts miteinander und nichts mit Ihnen zu tun haben.",
                code="password_too_common",
            )

    def get_help_text(self) -> str:
        """Above the field."""
        return (
            "Mindestens zwölf Zeichen, nicht leicht zu erraten. Gut sind vier Wörter, die nichts "
            "miteinander zu tun haben."
        )


def _teile(angabe: str) -> list[str]:
    return "".join(z if z.isalnum() else " " for z in str(angabe).lower()).split()

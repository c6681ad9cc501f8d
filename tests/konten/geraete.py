"""The phone of a person in a test."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from haertefall.gremien.models import Konto
from haertefall.konten import faktoren
from haertefall.zeit import jetzt


def code_jetzt(geheimnis: str, schritte: int = 0) -> str:
    """What the app shows now, or some steps of 30 seconds later."""
    schritt = int(jetzt().timestamp()) // 30 + schritte
    return str(format_hotp_value(hotp_value(geheimnis, schritt)))


def app_fuer(konto: Konto) -> str:
    """An app that was set up some minutes ago; returns its secret."""
    geheimnis = faktoren.neues_geheimnis()
    assert faktoren.richte_app_ein(konto, geheimnis, code_jetzt(geheimnis))
    zeile = Authenticator.objects.get(user=konto, type=Authenticator.Type.TOTP)
    zeile.data[faktoren.ZULETZT] -= 10
    zeile.save(update_fields=["data"])
    return geheimnis

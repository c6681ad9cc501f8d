"""The second factor: codes of an app (TOTP), passkeys, recovery codes. Calculated by allauth.

What allauth keeps of TOTP and recovery codes is sealed here; of a passkey there is only the public
half. A code of an app is taken once, over all processes: its time step must be a later one.
"""

from base64 import b64decode, b64encode
from typing import Any, cast
from uuid import UUID

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.webauthn.internal import auth as webauthn
from django.db import transaction

from haertefall.gremien.models import Konto
from haertefall.konten.nachricht import Aenderung, melden
from haertefall.recht.begriffe import Funktion
from haertefall.tresor import siegel
from haertefall.tresor.models import Schluessel, neuer_schluessel
from haertefall.tresor.schluesseldatei import Verfaelscht

ETIKETT = "konten.faktor"
ART = "konten"
ZULETZT = "zuletzt"
JE_GRUPPE = 4

# Who sees cases, who gives accounts, and who sees what others read.
PFLICHT = frozenset(Funktion) - {Funktion.RAT, Funktion.REVISION}


class Faktoradapter(DefaultMFAAdapter):  # type: ignore[misc]
    """What allauth asks of us: sealing, and how things are called on the person's device."""

    def encrypt(self, text: str) -> str:
        """Seal under the key of the accounts."""
        schluessel = Schluessel.objects.filter(art=ART).first() or neuer_schluessel(ART)
        geheim = siegel.versiegeln(
            schluessel.klartext(), text.encode(), ETIKETT, schluessel.pk.bytes
        )
        return f"{schluessel.pk}:{b64encode(geheim).decode()}"

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` made.

        Raises:
            Tresorfehler: key away, or the value was changed.
        """
        kennung, _, geheim = encrypted_text.partition(":")
        schluessel = Schluessel.objects.filter(pk=UUID(kennung), art=ART).first()
        if schluessel is None:
            raise Verfaelscht("Der Schlüssel der Konten fehlt.")
        return siegel.oeffnen(
            schluessel.klartext(), b64decode(geheim), ETIKETT, schluessel.pk.bytes
        ).decode()

    def _get_site_name(self) -> str:
        return "Härtefall"


def hat(konto: Konto) -> bool:
    """Whether the account has a second factor (recovery codes alone are none)."""
    return bool(_zeilen(konto).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def zeilen(konto: Konto) -> list[Authenticator]:
    """The factors of an account, app first, then passkeys in the order of their making."""
    ohne_codes = _zeilen(konto).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return list(ohne_codes.order_by("type", "created_at", "pk"))


def pruefe_code(konto: Konto, code: str) -> Authenticator | None:
    """The factor to which a typed code belongs: of the app, or a recovery code."""
    with transaction.atomic():
        gesperrt = list(_zeilen(konto).select_for_update(of=("self",)).order_by("pk"))
        for zeile in gesperrt:
            if zeile.type == Authenticator.Type.TOTP and _app_code(zeile, code):
                zeile.record_usage()
                return zeile
    for zeile in gesperrt:
        if zeile.type == Authenticator.Type.RECOVERY_CODES and RecoveryCodes(zeile).validate_code(
            code.replace(" ", "").replace("-", "")
        ):
            return zeile
    return None


def _app_code(zeile: Authenticator, code: str) -> bool:
    schritt = _zeitschritt(totp.decrypt(zeile.data["secret"]), code)
    if schritt is None or schritt <= zeile.data.get(ZULETZT, 0):
        return False
    zeile.data[ZULETZT] = schritt
    zeile.save(update_fields=["data"])
    return True


def _zeitschritt(geheimnis: str, code: str) -> int | None:
    """The time step whose code this is, of those at which the clock of a phone may be."""
    for schritt in totp.yield_hotp_counters_from_time():
        erwartet = totp.format_hotp_value(totp.hotp_value(geheimnis, schritt))
        if compare_user_code(actual=code, expected=erwartet):
            return cast(int, schritt)
    return None


def neues_geheimnis() -> str:
    """A secret for an app; it counts once a code of it was typed."""
    return cast(str, totp.generate_totp_secret())


def richte_app_ein(konto: Konto, geheimnis: str, code: str) -> bool:
    """Add the app, if the code is one of its secret. An earlier app is replaced.

    The code is used up with it: whoever saw it being typed does not get in with it.
    """
    schritt = _zeitschritt(geheimnis, code)
    if schritt is None:
        return False
    with transaction.atomic():
        Konto.objects.sperren(konto)
        _zeilen(konto).filter(type=Authenticator.Type.TOTP).delete()
        zeile = totp.TOTP.activate(konto, geheimnis).instance
        zeile.data[ZULETZT] = schritt
        zeile.save(update_fields=["data"])
        melden(konto, Aenderung.FAKTOR_NEU)
    return True


def einrichtungsadresse(konto: Konto, geheimnis: str) -> tuple[str, str]:
    """What the app scans: address, and picture as SVG."""
    adapter = Faktoradapter()
    adresse = adapter.build_totp_url(konto, geheimnis)
    return adresse, adapter.build_totp_svg(adresse)


def neue_wiederherstellungscodes(konto: Konto) -> list[str]:
    """Ten new codes in groups of four; the earlier ones are void."""
    with transaction.atomic():
        Konto.objects.sperren(konto)
        ersetzt, _ = _zeilen(konto).filter(type=Authenticator.Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(konto).generate_codes()
        if ersetzt:  # The first ones come with a factor, which has its own mail.
            melden(konto, Aenderung.CODES_NEU)
    return [" ".join(c[n : n + JE_GRUPPE] for n in range(0, len(c), JE_GRUPPE)) for c in codes]


def uebrige_codes(konto: Konto) -> int:
    """How many recovery codes are unused."""
    zeile = _zeilen(konto).filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(zeile).get_unused_codes()) if zeile else 0


def beginne_passkey(konto: Konto) -> dict[str, Any]:
    """What the browser needs to make a passkey; the challenge waits in the session."""
    return cast(dict[str, Any], webauthn.begin_registration(konto, True))


def beginne_anmeldung() -> dict[str, Any]:
    """What the browser needs to use a passkey of whatever account."""
    return cast(dict[str, Any], webauthn.begin_authentication(None))


def richte_passkey_ein(konto: Konto, name: str, nachweis: dict[str, Any]) -> bool:
    """Add a passkey, if what the browser says answers our challenge."""
    try:
        webauthn.parse_registration_response(nachweis)
        webauthn.complete_registration(nachweis)
    except Exception:  # whatever a browser can send wrong is a no
        return False
    with transaction.atomic():
        webauthn.WebAuthn.add(konto, name, nachweis)
        melden(konto, Aenderung.FAKTOR_NEU)
    return True


def konto_des_passkeys(nachweis: dict[str, Any]) -> Konto | None:
    """The account whose passkey answers our challenge. The device has checked the person."""
    try:
        webauthn.parse_authentication_response(nachweis)
        konto = webauthn.extract_user_from_response(nachweis)
        zeile = webauthn.complete_authentication(konto, nachweis)
    except Exception:  # whatever a browser can send wrong is a no
        return None
    if not konto.is_active:
        return None
    zeile.record_usage()
    return cast(Konto, konto)


def entferne(konto: Konto, nummer: int) -> bool:
    """Remove a factor. With the last one the recovery codes go too."""
    with transaction.atomic():
        weg, _ = (
            _zeilen(konto)
            .filter(pk=nummer)
            .exclude(type=Authenticator.Type.RECOVERY_CODES)
            .delete()
        )
        if not hat(konto):
            _zeilen(konto).delete()
        if weg:
            melden(konto, Aenderung.FAKTOR_ENTFERNT)
    return bool(weg)


def entferne_alle(konto: Konto) -> int:
    """Remove every factor: a device was lost. Returns how many rows went."""
    weg, _ = _zeilen(konto).delete()
    return int(weg)


def _zeilen(konto: Konto) -> Any:
    return Authenticator.objects.filter(user_id=konto.pk)

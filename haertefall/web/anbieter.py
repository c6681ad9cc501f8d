"""Sign-in through the identity provider of the house (OIDC with PKCE), if one is configured.

It only ever leads into accounts that exist: by the provider's number of the person, the first time
by the address that the provider has verified. It is a first factor like the password.
"""

import logging
import secrets
from hmac import compare_digest
from typing import Any, NoReturn
from urllib.parse import urlsplit

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException, Session

from haertefall.audit.record import record
from haertefall.gremien.models import Konto
from haertefall.konten import verbindung
from haertefall.web import eintritt
from haertefall.web.huelle import CSP

KENNUNG = "haus"
# In the session: what the token of the provider must repeat.
NONCE = "anbieter_nonce"
# How it may be signed: with a key whose other half the provider alone has.
VERFAHREN = frozenset(
    {"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"}
)
protokoll = logging.getLogger(__name__)


def anbieter() -> str:
    """What the provider is called; "" if there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"]
    return str(apps[0]["name"]) if apps else ""


def csp_der_anmeldung() -> str:
    """The sign-in page may send its form on to the provider; nothing else is different there."""
    if not settings.OIDC:
        return CSP
    teile = urlsplit(settings.OIDC)
    return CSP.replace("form-action 'self'", f"form-action 'self' {teile.scheme}://{teile.netloc}")


@login_not_required
@require_POST
def zum_anbieter(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go to the provider, with a challenge (PKCE) whose answer only this session knows."""
    if NONCE not in request.session:
        request.session[NONCE] = secrets.token_urlsafe(32)
    return _nur_wo_eingestellt(OAuth2LoginView, request, provider_id)


@login_not_required
@require_safe
def vom_anbieter(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Back from the provider."""
    return _nur_wo_eingestellt(OAuth2CallbackView, request, provider_id)


def _nur_wo_eingestellt(seite: Any, request: HttpRequest, provider_id: str) -> HttpResponseBase:
    if not anbieter() or provider_id != KENNUNG:
        raise Http404
    try:
        antwort: HttpResponseBase = seite.adapter_view(_Weg(request, KENNUNG))(request)
    except RequestException as grund:
        protokoll.warning("Der Anmeldedienst antwortet nicht: %s", type(grund).__name__)
        messages.error(
            request,
            "Der Anmeldedienst antwortet gerade nicht. Bitte versuchen Sie es in einigen Minuten "
            "noch einmal, oder melden Sie sich mit Ihrem Passwort an, wenn Sie eines haben.",
        )
        return redirect("anmelden")
    return antwort


class _Weg(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """One attempt. What identity rests on is the ID token that answers it, and nothing else."""

    def get_provider(self) -> Any:
        """As the house has set it, with what the token must repeat."""
        dienst = super().get_provider()
        nonce = self.request.session.get(NONCE, "")
        dienst.app.settings = {**dienst.app.settings, "auth_params": {"nonce": nonce}}
        return dienst

    def get_access_token_data(self, *args: Any, **kwargs: Any) -> Any:
        """The library need not check a signature of what it fetched itself; here it does."""
        antwort = super().get_access_token_data(*args, **kwargs)
        self.did_fetch_access_token = False
        return antwort

    def complete_login(self, request: HttpRequest, *args: Any, **kwargs: Any) -> SocialLogin:
        """Who it is; the library looks at signature, issuer, audience and time.

        Raises:
            OAuth2Error: no ID token, a forged one, or one of another attempt or another person.
        """
        try:
            kopf = jwt.get_unverified_header(kwargs["response"]["id_token"])
            if kopf["alg"] not in VERFAHREN:
                raise OAuth2Error("Das Token ist anders unterschrieben, als es sein darf.")
            eintritt_durch = super().complete_login(request, *args, **kwargs)
        except (jwt.PyJWTError, KeyError) as grund:
            raise OAuth2Error("In der Antwort des Anmeldedienstes fehlt etwas.") from grund
        konto = eintritt_durch.account
        token = konto.extra_data.get("id_token") or {}
        erwartet = request.session.pop(NONCE, "")
        if not erwartet or not compare_digest(
            str(token.get("nonce", "")).encode(), erwartet.encode()
        ):
            raise OAuth2Error("Das Token gehört nicht zu diesem Versuch.")
        if str(token.get("sub", "")) != konto.uid:
            raise OAuth2Error("Token und Auskunft nennen verschiedene Personen.")
        # A number is one of its provider: the same one elsewhere is somebody else.
        konto.uid = verbindung.kennung(str(token["iss"]), konto.uid)
        # What else the provider says about the person is not ours to keep.
        konto.extra_data = {}
        return eintritt_durch


class Anbieteradapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """What allauth asks of us when somebody comes back from the provider."""

    def get_requests_session(self) -> Session:
        """To the addresses the provider has named, and to no other that they point to."""
        strecke: Session = super().get_requests_session()
        strecke.max_redirects = 0
        return strecke

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Nobody makes an account by coming."""
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> NoReturn:
        """Into the account, or back to the sign-in: allauth's own way ends here."""
        konto = sociallogin.user if sociallogin.account.pk else _nach_adresse(sociallogin)
        if not isinstance(konto, Konto) or not konto.is_active:
            record(None, "anbieter_ohne_konto")
            eintritt.gescheitert("Anmeldedienst, ohne Zugang")
            _zurueck(request, "Für Sie gibt es hier keinen Zugang. Bitte wenden Sie sich an die "
                     "Geschäftsstelle.")  # fmt: skip
        ziel = str(sociallogin.state.get("next") or "")
        raise ImmediateHttpResponse(eintritt.nach_erstem_faktor(request, konto, ziel))

    def on_authentication_error(self, request: HttpRequest, *args: Any, **rest: Any) -> NoReturn:
        """Cancelled, expired or refused: the sign-in page says so."""
        eintritt.gescheitert("Anmeldedienst")
        _zurueck(request, "Die Anmeldung über den Anmeldedienst hat nicht geklappt. Bitte "
                 "versuchen Sie es noch einmal.")  # fmt: skip


def _nach_adresse(sociallogin: SocialLogin) -> Konto | None:
    bestaetigt = [a.email for a in sociallogin.email_addresses if a.verified is True]
    return verbindung.verbinden(sociallogin.account.provider, sociallogin.account.uid, bestaetigt)


def _zurueck(request: HttpRequest, satz: str) -> NoReturn:
    messages.error(request, satz)
    raise ImmediateHttpResponse(redirect("anmelden"))

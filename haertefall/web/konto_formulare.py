"""Forms around one's own account. What proves who one is never comes back on a page."""

import json
from typing import Any

from django import forms
from django.contrib.auth import password_validation

from haertefall.gremien.models import Konto


class Codeeingabe(forms.TextInput):
    """Readable while one types; never sent back with a page."""

    def __init__(self) -> None:
        super().__init__(
            {"autocomplete": "one-time-code", "inputmode": "numeric", "spellcheck": "false"}
        )

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return super().get_context(name, None, attrs)


class Codebogen(forms.Form):
    """A code of the app, or a recovery code."""

    code = forms.CharField(
        label="Code",
        max_length=40,
        widget=Codeeingabe(),
        help_text="Sechs Ziffern aus Ihrer App, oder einer Ihrer Wiederherstellungscodes.",
    )


class Appbogen(forms.Form):
    """The first code of a new app."""

    code = forms.CharField(
        label="Code aus der App",
        max_length=20,
        widget=Codeeingabe(),
        help_text="Sechs Ziffern. Sie wechseln alle 30 Sekunden.",
    )


class Nachweisfeld(forms.CharField):
    """What the browser says about a passkey: an object in JSON, filled by a script."""

    def __init__(self) -> None:
        super().__init__(widget=forms.HiddenInput, max_length=20_000, required=False)

    def clean(self, value: Any) -> dict[str, Any]:
        """An object; whether it proves anything is calculated afterwards."""
        text = super().clean(value)
        try:
            nachweis = json.loads(text)
        except (ValueError, RecursionError):
            nachweis = None
        if not isinstance(nachweis, dict):
            raise forms.ValidationError("Der Browser hat keinen Passkey geliefert.")
        return nachweis


class Passkeybogen(forms.Form):
    """Proof by a passkey."""

    nachweis = Nachweisfeld()


class NeuerPasskey(Passkeybogen):
    """A new passkey and what one calls it."""

    name = forms.CharField(
        label="Wie soll dieser Passkey heißen?",
        max_length=60,
        initial="Mein Gerät",
        help_text="Damit Sie ihn wiedererkennen, zum Beispiel „Diensthandy“.",
    )
    field_order = ["name", "nachweis"]


class NeuesPasswort(forms.Form):
    """A new password, typed twice."""

    neues_passwort = forms.CharField(
        label="Neues Passwort",
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Mindestens zwölf Zeichen, nicht leicht zu erraten. Gut sind vier Wörter, die "
        "nichts miteinander zu tun haben.",
    )
    noch_einmal = forms.CharField(
        label="Neues Passwort noch einmal",
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, konto: Konto, **kwargs: Any) -> None:
        self.konto = konto
        super().__init__(*args, **kwargs)

    def clean_neues_passwort(self) -> str:
        """Long enough and not easily guessed, also by who knows the person."""
        passwort: str = self.cleaned_data["neues_passwort"]
        password_validation.validate_password(passwort, self.konto)
        return passwort

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        daten = super().clean() or {}
        neu, wieder = daten.get("neues_passwort"), daten.get("noch_einmal")
        if neu and wieder and neu != wieder:
            self.add_error("noch_einmal", "Die beiden Eingaben sind verschieden.")
        return daten


class Passwortwechsel(NeuesPasswort):
    """With the present password: an unlocked screen is not enough."""

    passwort = forms.CharField(
        label="Jetziges Passwort",
        strip=False,
        max_length=1_000,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    field_order = ["passwort", "neues_passwort", "noch_einmal"]

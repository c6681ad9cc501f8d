"""Part of `check`: no field without class and retention, none declared that is not there."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from haertefall.aufbewahrung.feldklassen import NAME, felder


@register(deploy=True)
def jedes_feld_hat_seine_klasse(app_configs: Any, **_: Any) -> list[CheckMessage]:
    """One message per model, so that whoever adds a field sees where it belongs."""
    genannt = {(f.modell, f.name) for f in felder()}
    wirklich = {
        (modell._meta.label, feld.name)
        for modell in apps.get_models(include_auto_created=True)
        for feld in modell._meta.local_concrete_fields
    }
    return [
        Error(
            f"{modell}: {_satz(wirklich - genannt, modell, 'ohne Klasse')}"
            f"{_satz(genannt - wirklich, modell, 'genannt, aber nicht da')}",
            hint=f"Felder gehören in haertefall/<raum>/{NAME} unter ihre Klasse; Klassen und Arten "
            "der Aufbewahrung: haertefall/aufbewahrung/klassen.toml.",
            id="aufbewahrung.E001",
        )
        for modell in sorted({modell for modell, _ in wirklich ^ genannt})
    ]


def _satz(felder: set[tuple[str, str]], modell: str, was: str) -> str:
    namen = sorted(name for label, name in felder if label == modell)
    return f"{', '.join(namen)} ({was}) " if namen else ""

"""Renders forms in KERN markup; the markup itself is in templates/django/forms and formular/."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting


class KernRenderer(TemplatesSetting):
    """Form renderer with own templates for form and field."""

    form_template_name = "formular/formular.html"
    field_template_name = "formular/feld.html"


@dataclass(frozen=True)
class Fehlerstelle:
    """One entry of the error summary: text and the id of the field it leads to."""

    text: str
    ziel: str


def fehlerliste(formular: forms.BaseForm) -> list[Fehlerstelle]:
    """All errors of a form in the order of its fields, those of the whole form first."""
    stellen = [Fehlerstelle(str(text), "") for text in formular.non_field_errors()]
    for feld in formular:
        # A label that asks needs no colon; one that is a sentence ends with it.
        wort = str(feld.label)
        vor = wort if wort.endswith("?") else f"{wort.rstrip('.')}:"
        stellen += [Fehlerstelle(f"{vor} {text}", sprungziel(feld)) for text in feld.errors]
    return stellen


def sprungziel(feld: BoundField) -> str:
    """Id of the first control of a field (groups of choices have no single one)."""
    return feld.id_for_label or f"{feld.auto_id}_0"

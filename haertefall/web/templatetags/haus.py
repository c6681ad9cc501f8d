"""Days and addresses in templates."""

import re
from datetime import date, datetime

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from haertefall.sitzungen import mitwirkende
from haertefall.sitzungen.models import Sitzung
from haertefall.web.raum import Raum
from haertefall.zeit import BERLIN

register = template.Library()

_ZUSAMMEN = re.compile(r"(§§?|Abs\.|Satz|Nr\.|Kap\.|Spiegelstrich) (?=[0-9])")


@register.filter
def tag(wert: date | None) -> SafeString | str:
    """A day as people write it, readable for programs too."""
    if wert is None:
        return ""
    return format_html('<time datetime="{}">{}</time>', wert.isoformat(), f"{wert:%d.%m.%Y}")


@register.filter
def zeitpunkt(wert: datetime) -> SafeString:
    """Day and time in Berlin."""
    hier = wert.astimezone(BERLIN)
    text = f"{hier:%d.%m.%Y, %H:%M} Uhr"
    return format_html('<time datetime="{}">{}</time>', hier.isoformat(timespec="minutes"), text)


@register.filter
def termin(sitzung: Sitzung) -> SafeString | str:
    """When a session begins; an Umlauf has only a day by which to answer."""
    return str(sitzung) if sitzung.ist_umlauf else zeitpunkt(sitzung.beginn)


@register.filter
def wessen(sitzung: Sitzung) -> str:
    """The small body whose session it is; nothing for the body itself."""
    return mitwirkende.wessen(sitzung)


@register.filter
def klein(text: str) -> str:
    """In the middle of a sentence: only the first letter, German nouns stay as they are."""
    return text[:1].lower() + text[1:]


@register.filter
def fest(text: str) -> str:
    """„§ 7 Abs. 2“ stays on one line."""
    return _ZUSAMMEN.sub(r"\1" + "\N{NO-BREAK SPACE}", text)


@register.simple_tag
def adresse(raum: Raum, seite: str, **teile: object) -> str:
    """Address of a page of the room."""
    return raum.adresse(seite, **teile)

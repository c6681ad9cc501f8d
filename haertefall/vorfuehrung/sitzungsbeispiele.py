"""Example input for acts on sessions."""

from datetime import timedelta
from typing import Any

from haertefall.zeit import BERLIN, jetzt


def sitzungsbeispiel(schritt: str) -> dict[str, Any]:
    """What somebody might enter; empty where the act needs nothing or depends on the session."""
    match schritt:
        case "sitzung_anberaumen":
            return _termin(14, "10:00", "beides", "Sitzungssaal")
        case "sitzung_verlegen":
            return {
                **_termin(21, "14:00", "raum", "Kleiner Saal"),
                "grund": "Der Saal ist belegt.",
            }
        case "punkt_aufsetzen":
            return {
                "art": "frage",
                "titel": "Wartezeiten bei Terminen",
                "frage": "Wie lange wartet man zurzeit auf einen Termin?",
            }
        case "sitzung_absagen":
            return {"grund": "Zu viele sind verhindert."}
    return {}


def _termin(tage: int, uhrzeit: str, form: str, ort: str) -> dict[str, str]:
    beginn = jetzt().astimezone(BERLIN) + timedelta(days=tage)
    return {"tag": beginn.date().isoformat(), "uhrzeit": uhrzeit, "form": form, "ort": ort}

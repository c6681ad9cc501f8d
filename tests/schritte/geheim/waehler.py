"""A vote in a process of its own, which can be killed at the worst moment.

python -m tests.schritte.geheim.waehler anlegen
python -m tests.schritte.geheim.waehler stimme NUMMER STIMME [vorher|nachher]
    "vorher": the process dies when the new key is made, before the commit;
    "nachher": after the commit, before the old key is destroyed.
python -m tests.schritte.geheim.waehler auszaehlen
"""

import os
import signal
import sys
from typing import Any

import django


def _sterben(*_: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(was: str, nummer: str = "0", stimme: str = "", wann: str = "") -> None:
    from haertefall.gremien.models import Amt, Gremium  # noqa: PLC0415
    from haertefall.sitzungen import fluechtig  # noqa: PLC0415
    from haertefall.sitzungen.models import Urne  # noqa: PLC0415
    from haertefall.vorfuehrung.einrichten import grundausstattung  # noqa: PLC0415
    from haertefall.vorfuehrung.spiel import Spiel  # noqa: PLC0415
    from tests.schritte.geheim.wahl import Wahl, wahl  # noqa: PLC0415

    if was == "anlegen":
        wahl(Spiel(grundausstattung(["nrw"])[0])).eroeffne()
        return
    urne = Urne.objects.select_related("punkt").get()
    waehlende = Amt.objects.filter(konto__name__startswith="Stimme").order_by("konto__name")
    probe = Wahl(Spiel(Gremium.objects.get()), urne.punkt, list(waehlende))
    if wann == "vorher":
        wahr = fluechtig.anlegen

        def anlegen_und_sterben(*args: Any) -> None:
            wahr(*args)
            _sterben()

        fluechtig.anlegen = anlegen_und_sterben  # type: ignore[assignment]
    elif wann == "nachher":
        fluechtig.vernichten_vor = _sterben  # type: ignore[assignment]
    if was == "stimme":
        probe.stimme(probe.waehlende[int(nummer)], urne, stimme)
    else:
        print(*probe.schliesse(urne), flush=True)


if __name__ == "__main__":
    django.setup()
    main(*sys.argv[1:])

"""An office that has worked for a while, as a process of its own, so that its disk can be stolen.

python -m tests.tresor.beute
A life of a case with the mark in every text, papers, sessions of browsers, a search, jobs, anchors
of the trace. Prints "fertig".
"""

import uuid

import django


def main() -> None:
    from django.core.management import call_command  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415
    from django.test.utils import setup_test_environment  # noqa: PLC0415

    from haertefall.auftraege.lauf import lauf  # noqa: PLC0415
    from haertefall.recht.begriffe import Funktion  # noqa: PLC0415
    from haertefall.vorfuehrung.einrichten import grundausstattung  # noqa: PLC0415
    from haertefall.vorfuehrung.spiel import Spiel  # noqa: PLC0415
    from tests.tresor.test_klartext import MARKE, ein_leben  # noqa: PLC0415

    setup_test_environment()
    call_command("collectstatic", verbosity=0, interactive=False)
    (gremium,) = grundausstattung(["nrw"])
    nrw = Spiel(gremium)
    fall = ein_leben(nrw)
    nrw.neuer_fall(nachname=MARKE)  # the same name once more
    nrw.akteur(Funktion.GESCHAEFTSSTELLE)
    amt = nrw.aemter[Funktion.GESCHAEFTSSTELLE]
    client = Client()
    client.force_login(amt.konto)
    sitzung = client.session
    sitzung["amt"] = str(amt.pk)
    sitzung.save()
    hier = f"/nrw/faelle/{fall.pk}/"
    assert MARKE in client.get(hier).content.decode()
    assert MARKE in client.post("/nrw/faelle/suche/", {"wer": MARKE}).content.decode()
    dokument = fall.dokumente.get()
    antwort = client.get(f"{hier}dokumente/{dokument.pk}/")
    assert b"".join(antwort.streaming_content)  # type: ignore[attr-defined]
    falsch = {"einmal": str(uuid.uuid4()), "version": "1", "worauf": MARKE}
    assert client.post(f"{hier}schritt/ruhen_lassen/", falsch).status_code in (403, 422)
    lauf(einmal=True)
    print("fertig", flush=True)


if __name__ == "__main__":
    django.setup()
    main()

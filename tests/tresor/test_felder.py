"""Encrypted model fields on real rows of a case."""

import pickle
from typing import Any

import pytest
from django.core import serializers
from django.db import connection, models, transaction
from django.db.models.functions import Lower

from haertefall.faelle.models import Darstellung, Fall, Person, Verlaufseintrag
from haertefall.tresor.felder import VerschluesselterText, VerschluesseltesFeld, Versiegelt
from haertefall.tresor.models import Schluessel
from haertefall.tresor.schluesseldatei import Tresorfehler, Verfaelscht
from haertefall.vorfuehrung.spiel import Spiel
from tests.schritte.pruefstand import unsere_modelle


@pytest.fixture
def fall(nrw: Spiel) -> Fall:
    """Two people, so that values can be exchanged between rows."""
    fall = nrw.neuer_fall(nachname="Hoxha", vornamen="Arlinda", anschrift="Beispielstraße 1")
    nrw.zug(fall, "person_hinzufuegen", nachname="Gashi", vornamen="Besnik")
    return fall


def person(fall: Fall, nummer: int = 1) -> Person:
    return Person.objects.select_related("fall__schluessel").get(fall=fall, nummer=nummer)


def roh(modell: type[models.Model], spalte: str, pk: Any) -> bytes:
    feld = modell._meta.pk
    assert feld is not None
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {spalte} FROM {modell._meta.db_table} WHERE id = %s",  # noqa: S608
            [feld.get_db_prep_value(pk, connection)],
        )
        return bytes(cursor.fetchone()[0])


def setze_roh(modell: type[models.Model], spalte: str, pk: Any, wert: bytes) -> None:
    feld = modell._meta.pk
    assert feld is not None
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {modell._meta.db_table} SET {spalte} = %s WHERE id = %s",  # noqa: S608
            [wert, feld.get_db_prep_value(pk, connection)],
        )


def test_it_opens_a_value_when_it_is_read(fall: Fall) -> None:
    eine = person(fall)
    assert isinstance(eine.__dict__["nachname"], Versiegelt)
    assert (eine.nachname, eine.anschrift) == ("Hoxha", "Beispielstraße 1")
    assert {k for k, w in vars(eine).items() if isinstance(w, Versiegelt)} == {
        "vornamen",
        "geburtsdatum",
        "staatsangehoerigkeit",
        "suchform",
    }


def test_it_keeps_sealed_what_nobody_looked_at(fall: Fall) -> None:
    # Of name and day of birth the form is made by which one finds the person; this is none of them.
    vorher = roh(Person, "staatsangehoerigkeit", person(fall).pk)
    eine = person(fall)
    eine.nachname = "Berisha"
    eine.save()
    assert roh(Person, "staatsangehoerigkeit", eine.pk) == vorher
    assert person(fall).name == "Arlinda Berisha"


def test_it_stores_nothing_for_nothing(fall: Fall) -> None:
    eine = person(fall, 2)
    assert eine.geburtsort is None
    assert Person.objects.filter(fall=fall, geburtsort__isnull=True).count() == 2
    assert Person.objects.filter(fall=fall, anschrift=None).count() == 1


def test_it_seals_when_rows_are_made_in_bulk(fall: Fall) -> None:
    neu = Person(fall=fall, nummer=3)
    neu.nachname, neu.vornamen = "Rahmani", "Zohra"
    Person.objects.bulk_create([neu])
    assert b"Rahmani" not in roh(Person, "nachname", neu.pk)
    assert person(fall, 3).name == "Zohra Rahmani"


def test_it_keeps_structures(fall: Fall) -> None:
    eintrag = Verlaufseintrag.objects.select_related("fall__schluessel").filter(fall=fall).first()
    assert eintrag is not None
    assert eintrag.angaben["antragsweg"] == "antrag_aus_kommission"
    assert isinstance(eintrag.angaben["vor_erster_fassung"], bool)


@pytest.mark.parametrize(
    ("von", "nach"),
    [(("nachname", 1), ("nachname", 2)), (("nachname", 1), ("vornamen", 1))],
    ids=["other row", "other field"],
)
def test_it_notices_an_exchanged_value(
    fall: Fall, von: tuple[str, int], nach: tuple[str, int]
) -> None:
    wert = roh(Person, von[0], person(fall, von[1]).pk)
    setze_roh(Person, nach[0], person(fall, nach[1]).pk, wert)
    with pytest.raises(Verfaelscht):
        getattr(person(fall, nach[1]), nach[0])


def test_it_notices_a_value_of_another_case(nrw: Spiel, fall: Fall) -> None:
    anderer = person(nrw.neuer_fall())
    setze_roh(Person, "nachname", anderer.pk, roh(Person, "nachname", person(fall).pk))
    with pytest.raises(Verfaelscht):
        assert person(anderer.fall).nachname


@pytest.mark.parametrize("schaden", [lambda w: w[:-1], lambda w: b"\x02" + w[1:], lambda w: b""])
def test_it_notices_a_damaged_value(fall: Fall, schaden: Any) -> None:
    eine = person(fall)
    setze_roh(Person, "nachname", eine.pk, schaden(roh(Person, "nachname", eine.pk)))
    with pytest.raises(Verfaelscht):
        assert person(fall).nachname
    assert person(fall).vornamen == "Arlinda"


def test_it_notices_an_exchanged_key(nrw: Spiel, fall: Fall) -> None:
    """The key of one case under the name of another does not open."""
    anderer = nrw.neuer_fall()
    setze_roh(
        Schluessel, "huelle", fall.schluessel_id, roh(Schluessel, "huelle", anderer.schluessel_id)
    )
    with pytest.raises(Verfaelscht):
        assert person(fall).nachname


def test_it_cannot_read_a_case_whose_key_is_gone(nrw: Spiel, fall: Fall) -> None:
    anderer = nrw.neuer_fall(nachname="Okonkwo")
    with transaction.atomic():
        with connection.cursor() as cursor:
            feld = Schluessel._meta.pk
            assert feld is not None
            cursor.execute(
                "DELETE FROM tresor_schluessel WHERE id = %s",
                [feld.get_db_prep_value(fall.schluessel_id, connection)],
            )
        eine = Person.objects.get(fall=fall, nummer=1)
        with pytest.raises((Tresorfehler, Schluessel.DoesNotExist)):
            assert eine.nachname
        with pytest.raises((Tresorfehler, Schluessel.DoesNotExist)):
            assert Darstellung.objects.get(fall=fall).gruende
        assert person(anderer).nachname == "Okonkwo"
        transaction.set_rollback(True)  # The file of the case still points to its key.


VERSCHLUESSELT = [
    (modell, feld)
    for modell in unsere_modelle()
    for feld in modell._meta.concrete_fields
    if isinstance(feld, VerschluesseltesFeld)
]
SUCHEN = [
    "", "__exact", "__iexact", "__contains", "__icontains", "__startswith", "__istartswith",
    "__endswith", "__iendswith", "__regex", "__iregex", "__gt", "__gte", "__lt", "__lte",
]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("modell", "feld"), VERSCHLUESSELT, ids=str)
def test_it_refuses_every_search_by_an_encrypted_field(
    modell: type[models.Model], feld: "models.Field[Any, Any]"
) -> None:
    """An empty answer would look as if there were nobody of this name."""
    for suche in SUCHEN:
        with pytest.raises(TypeError):
            list(modell._default_manager.filter(**{f"{feld.name}{suche}": "Hoxha"}))
    with pytest.raises(TypeError):
        list(modell._default_manager.filter(**{f"{feld.name}__in": ["Hoxha"]}))
    with pytest.raises(TypeError):
        list(modell._default_manager.filter(**{f"{feld.name}__range": ["A", "Z"]}))
    with pytest.raises(TypeError):
        list(modell._default_manager.exclude(**{feld.name: "Hoxha"}))


@pytest.mark.django_db
def test_it_refuses_to_search_across_tables() -> None:
    with pytest.raises(TypeError):
        list(Fall.objects.filter(personen__nachname__icontains="Hoxha"))


@pytest.mark.parametrize(("modell", "feld"), VERSCHLUESSELT, ids=str)
def test_it_never_sorts_by_an_encrypted_field(
    modell: type[models.Model], feld: "models.Field[Any, Any]"
) -> None:
    ordnung: Any = modell._meta.ordering
    assert not {feld.name, f"-{feld.name}"} & set(ordnung)


def test_it_refuses_a_plain_value_past_the_seal(fall: Fall) -> None:
    with pytest.raises(TypeError):
        Person.objects.filter(fall=fall).update(nachname="Klartext")
    with pytest.raises(TypeError):
        list(Person.objects.annotate(klein=Lower("nachname")).filter(klein="hoxha"))


def test_it_gives_lists_of_values_sealed(fall: Fall) -> None:
    wert: Any = Person.objects.filter(fall=fall, nummer=1).values_list("nachname", flat=True).get()
    assert isinstance(wert, Versiegelt)
    assert b"Hoxha" not in bytes(wert)


def test_it_does_not_serialise(fall: Fall) -> None:
    with pytest.raises(TypeError):
        serializers.serialize("json", Person.objects.filter(fall=fall))


def test_it_shows_no_content_in_its_name(fall: Fall) -> None:
    eine = person(fall)
    assert eine.name == "Arlinda Hoxha"
    for modell in unsere_modelle():
        for zeile in modell._default_manager.all()[:5]:
            assert "Hoxha" not in f"{zeile} {zeile!r}"


def test_it_may_be_carried_elsewhere_sealed(fall: Fall) -> None:
    """A cache or a queue that pickles a row gets no plain text that nobody opened."""
    assert b"Hoxha" not in pickle.dumps(Person.objects.get(fall=fall, nummer=1))


@pytest.mark.parametrize(("modell", "feld"), VERSCHLUESSELT, ids=str)
def test_it_is_used_only_where_there_is_a_key_and_an_early_id(
    modell: type[models.Model], feld: VerschluesselterText
) -> None:
    assert isinstance(modell._meta.pk, models.UUIDField)
    assert modell._meta.pk.default is not models.NOT_PROVIDED
    assert isinstance(getattr(modell, "tresor_schluessel", None), property)

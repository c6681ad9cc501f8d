"""Encrypted model fields.

A model that uses them has a UUID primary key made before the insert and a property
`tresor_schluessel`. Values are opened when they are read and sealed when they are saved; searching
by them is an error, not an empty result. They are filled up before they are sealed, so that their
length does not tell „ja“ from „nein“.
"""

import json
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol, cast
from uuid import UUID

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.query_utils import DeferredAttribute

from haertefall.tresor import siegel
from haertefall.tresor.models import Schluessel

if TYPE_CHECKING:
    _Binaerfeld = models.BinaryField[Any, Any]
    _Vergleich = models.Lookup[Any]
else:
    _Binaerfeld = models.BinaryField
    _Vergleich = models.Lookup

# Never part of UTF-8, so that no text ends with it by itself.
FUELLUNG = b"\xff"


class Verschlossen(Protocol):
    """What a model with encrypted fields must offer."""

    pk: UUID

    @property
    def tresor_schluessel(self) -> Schluessel: ...


class Versiegelt(bytes):
    """A sealed value as it came from the database, not opened yet."""

    __slots__ = ()


class _Attribut(DeferredAttribute):
    """Opens a sealed value at first access and keeps the plain one on the instance."""

    field: "VerschluesseltesFeld"

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        wert = super().__get__(instance, cls)
        if isinstance(wert, Versiegelt):
            wert = self.field.oeffne(instance, wert)
            instance.__dict__[self.field.attname] = wert
        return wert

    def __set__(self, instance: Any, wert: Any) -> None:
        instance.__dict__[self.field.attname] = wert


class _Unsuchbar(_Vergleich):
    """A comparison that would silently find nobody."""

    def __init__(self, lhs: Any, rhs: Any) -> None:
        raise TypeError(f"{lhs.target.name} ist verschlüsselt: damit kann man nicht suchen.")


class VerschluesseltesFeld(_Binaerfeld):
    """Common part; use VerschluesselterText or VerschluesseltesJson."""

    descriptor_class = _Attribut
    aus_bytes: Callable[[bytes], Any]
    in_bytes: Callable[[Any], bytes]
    stueck: int

    def __init__(self, etikett: str = "", **kwargs: Any) -> None:
        self.etikett = etikett
        kwargs["editable"] = False
        super().__init__(**kwargs)

    def deconstruct(self) -> Any:
        name, pfad, args, kwargs = super().deconstruct()
        kwargs.pop("editable", None)
        kwargs["etikett"] = self.etikett
        return name, pfad, args, kwargs

    def oeffne(self, zeile: Verschlossen, wert: bytes) -> Any:
        """Plain value of a sealed one; raises Verfaelscht."""
        klar = siegel.oeffnen(
            zeile.tresor_schluessel.klartext(), wert, self.etikett, zeile.pk.bytes
        )
        return type(self).aus_bytes(klar.rstrip(FUELLUNG))

    def from_db_value(self, wert: Any, *_: object) -> Versiegelt | None:
        return None if wert is None else Versiegelt(wert)

    def pre_save(self, model_instance: models.Model, add: bool) -> bytes | None:
        wert = model_instance.__dict__.get(self.attname)
        if wert is None or isinstance(wert, Versiegelt):
            return wert
        zeile = cast(Verschlossen, model_instance)
        klar = type(self).in_bytes(wert)
        klar += FUELLUNG * (self.stueck - len(klar) % self.stueck)
        schluessel = zeile.tresor_schluessel.klartext()
        return Versiegelt(siegel.versiegeln(schluessel, klar, self.etikett, zeile.pk.bytes))

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        if value is not None and not isinstance(value, Versiegelt):
            raise TypeError(f"{self.name} ist verschlüsselt: damit kann man nicht suchen.")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        """Whether there is a value can be asked, and `= None`; patterns would find nobody."""
        erlaubt = lookup_name in ("isnull", "exact", "in")
        return super().get_lookup(lookup_name) if erlaubt else _Unsuchbar

    def get_default(self) -> Any:
        """None: a BinaryField would put empty bytes, which no key opens."""
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.name} ist verschlüsselt und wird nicht serialisiert.")


class VerschluesselterText(VerschluesseltesFeld):
    """Text of any length. Every code and every name is one piece."""

    stueck = 64
    aus_bytes = staticmethod(lambda klar: klar.decode())
    in_bytes = staticmethod(lambda wert: wert.encode())


class VerschluesseltesJson(VerschluesseltesFeld):
    """A small structure of texts, numbers, lists and mappings."""

    stueck = 256
    aus_bytes = staticmethod(json.loads)
    in_bytes = staticmethod(lambda wert: json.dumps(wert, ensure_ascii=False).encode())

"""Statements whose text never changes: built once per connection, then only filled in.

Building a statement costs the ORM several times what the database needs to answer it. What every
act and every poll asks in the same words is therefore built once. It stays the ORM's statement,
with its converters and its rows: nothing here writes SQL. PostgreSQL keeps its plan as well, after
it has seen it a few times.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import Field, QuerySet, Value
from django.db.models.query import ModelIterable, get_related_populators
from django.db.models.sql import UpdateQuery
from django.db.transaction import TransactionManagementError

Zeile = TypeVar("Zeile")
Werte = tuple[Any, ...]


class Stelle(Value):
    """A place that is filled at every call: `filter(fall=Stelle("fall", UUIDField()))`."""

    def __init__(self, name: str, feld: "Field[Any, Any]") -> None:
        super().__init__(None, output_field=feld)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The place itself travels among the parameters until it is filled."""
        return "%s", [self]

    def fuellen(self, werte: dict[str, Any], connection: Any) -> Any:
        """What the database gets.

        Raises:
            KeyError: nobody filled it.
            ValueError: None. `= NULL` finds nothing; the ORM would build another statement for it.
        """
        wert = werte[self.name]
        if wert is None:
            raise ValueError(f"„{self.name}“ ist leer.")
        return self.output_field.get_db_prep_value(wert, connection=connection)


@dataclass(frozen=True)
class _Gebaut:
    """A statement on one connection.

    Attributes:
        connection: where it was built.
        sql: its text.
        stellen: its parameters, places among them.
        zeilen: makes of what the database answers what the QuerySet would give.
        sperrt: it locks rows, which lasts as long as a transaction.
    """

    connection: Any
    sql: str
    stellen: Werte
    zeilen: Callable[[Iterable[Any]], list[Any]] = list
    sperrt: bool = False

    def ausfuehren(self, werte: dict[str, Any]) -> Any:
        """Fill and run it; the cursor.

        Raises:
            TransactionManagementError: it locks rows outside a transaction.
        """
        if self.sperrt and not self.connection.in_atomic_block:
            raise TransactionManagementError("Wer sperrt, braucht eine Transaktion.")
        zeiger = _zeiger(self.connection)
        zeiger.execute(
            self.sql,
            tuple(
                stelle.fuellen(werte, self.connection) if isinstance(stelle, Stelle) else stelle
                for stelle in self.stellen
            ),
        )
        return zeiger


class FesteLesung(Generic[Zeile]):
    """A reading in fixed words.

    Args:
        bauen: makes the QuerySet, with a `Stelle` for each value that differs from call to call.
    """

    def __init__(self, bauen: Callable[[], "QuerySet[Any, Zeile]"]) -> None:
        self._bauen = bauen

    def __call__(self, **werte: Any) -> list[Zeile]:
        """The rows, as the QuerySet would give them; `werte` fills the places."""
        gebaut = _gebaut(self, self._baue)
        with gebaut.ausfuehren(werte) as zeiger:
            antwort = zeiger.fetchall()
        return gebaut.zeilen(antwort)

    def erste(self, **werte: Any) -> Zeile | None:
        """The first row, if there is one."""
        return next(iter(self(**werte)), None)

    def _baue(self, connection: Any) -> _Gebaut:
        abfrage = self._bauen()
        compiler = abfrage.query.get_compiler(connection=connection)
        sql, stellen = compiler.as_sql()
        sperrt = abfrage.query.select_for_update and connection.features.has_select_for_update
        return _Gebaut(connection, sql, tuple(stellen), _zeilen(abfrage, compiler), sperrt)


def _zeilen(abfrage: Any, compiler: Any) -> Callable[[Iterable[Any]], list[Any]]:
    """What the ORM does with every row; what it finds out anew each time is found out once."""
    umwandeln = compiler.get_converters([spalte[0] for spalte in compiler.select])

    def gewandelt(antwort: Iterable[Any]) -> Iterable[Any]:
        return compiler.apply_converters(antwort, umwandeln) if umwandeln else antwort

    if abfrage._iterable_class is not ModelIterable:
        return lambda antwort: [tuple(zeile) for zeile in gewandelt(antwort)]
    bauplan = compiler.klass_info
    von, bis = bauplan["select_fields"][0], bauplan["select_fields"][-1] + 1
    namen = [spalte[0].target.attname for spalte in compiler.select[von:bis]]
    verbundene = get_related_populators(bauplan, compiler.select, abfrage.db)  # type: ignore[call-arg]
    dazu = compiler.annotation_col_map or {}

    def objekt(zeile: Any) -> Any:
        gelesen = abfrage.model.from_db(abfrage.db, namen, zeile[von:bis])
        for verbundenes in verbundene:
            verbundenes.populate(zeile, gelesen)
        for name, stelle in dazu.items():
            setattr(gelesen, name, zeile[stelle])
        return gelesen

    return lambda antwort: [objekt(zeile) for zeile in gewandelt(antwort)]


class FesteAenderung:
    """A change of rows in fixed words: `FesteAenderung(lambda: offene, erledigt_am=Stelle(…))`."""

    def __init__(self, bauen: Callable[[], "QuerySet[Any, Any]"], **neu: Any) -> None:
        self._bauen = bauen
        self._neu = neu

    def __call__(self, **werte: Any) -> int:
        """Change; how many rows it was."""
        gebaut = _gebaut(self, self._baue)
        with (
            transaction.mark_for_rollback_on_error(gebaut.connection.alias),
            gebaut.ausfuehren(werte) as zeiger,
        ):
            return int(zeiger.rowcount)

    def _baue(self, connection: Any) -> _Gebaut:
        aenderung: Any = self._bauen().query.chain(UpdateQuery)
        aenderung.add_update_values(self._neu)
        sql, stellen = aenderung.get_compiler(connection=connection).as_sql()
        return _Gebaut(connection, sql, tuple(stellen))


def _zeiger(connection: Any) -> Any:
    """Where the server can keep a plan, text and values go to it apart.

    Only for what is built here: not each statement of the ORM can be sent so. Whoever has the
    statements written down gets them the usual way: of a kept one nobody knows the text any more.
    """
    if connection.vendor != "postgresql" or connection.queries_logged:
        return connection.cursor()
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    getrennt = import_module("django.db.backends.postgresql.base").ServerBindingCursor
    return connection._prepare_cursor(getrennt(connection.connection))


def _gebaut(feste: object, baue: Callable[[Any], _Gebaut]) -> _Gebaut:
    """Built on this connection before, or now. It lives as long as the connection."""
    connection = connections[DEFAULT_DB_ALIAS]
    gebaute: dict[object, _Gebaut] = connection.__dict__.setdefault("feste_anweisungen", {})
    if feste not in gebaute:
        gebaute[feste] = baue(connection)
    return gebaute[feste]

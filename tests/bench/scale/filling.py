"""Clones the hundred invoices to as many as are wanted, by the database itself."""

import random
from collections.abc import Callable, Sequence
from datetime import timedelta

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.types import DateTime, String

from jupiter_core.store import Database
from jupiter_core.store.migrations.versions.v0059_word_index import BY_GRAM
from jupiter_core.store.migrations.versions.v0060_desk_sums import filling
from jupiter_core.store.word_filling import fill_words
from tests.bench.scale import templates as t
from tests.factories import WORKSPACE

TABLES = ("versions", "invoices", "search_entries", "desk_entries", "reminder_looks")
_ID = {"versions": "subject_id", "invoices": "id", "reminder_looks": "invoice_id"}
_HELPERS = ("scale_names", "scale_days", "scale_rounds")
_AT_ONCE = 250
"""Clones of each template in one transaction."""
_THREE_YEARS = 94_000_000
_SYLLABLES = [
    *("bal", "tor", "en", "ku", "mi", "sa", "ve", "lo", "dan", "pre", "go", "rin", "tal", "us"),
    *("fa", "wen", "zor", "il", "cam", "ber", "hax", "qui", "dro", "nef", "spi", "jul", "ock"),
]
_FORMS = ("GmbH", "Ltd", "Inc.", "SA", "AG")
_UTC = {"sqlite": "strftime('%Y-%m-%d %H:%M:%S.000000', {}, '-' || {} || ' seconds')",
        "postgresql": "{} - make_interval(secs => {})"}  # fmt: skip
_PARTS = {
    t.ID: "round.id",
    t.CONTRACT: "'01JCONTRACT' || round.id",
    t.NUMBER: "round.digits",
    t.PO: "round.digits",
    t.EXTERNAL: "'deal-' || round.digits",
}
_WHOSE = {
    t.CUSTOMER: "whose.id",
    t.NAME: "whose.name",
    t.NAME.lower(): "whose.name_key",
    t.MAILBOX: "'ap-' || whose.n",
}
_DAYS = {"day.issued": "day.issued_then", "day.due": "day.due_then"}
Tell = Callable[[str], None]


def fill(database: Database, invoices: int, customers: int, tell: Tell) -> None:
    """As many invoices, in hundreds, of as many customers; with what the planner knows of them."""
    with database.write(WORKSPACE) as uow:
        t.fill_templates(uow)
    rounds = invoices // t.COUNT - 1
    with database.engine.begin() as connection:
        _write_helpers(connection, rounds, customers)
        _clone_customer(connection)
    for begin in range(0, rounds, _AT_ONCE):
        tell(f"{begin * t.COUNT:,} of {invoices:,} invoices")
        with database.engine.begin() as connection:
            for table in TABLES:
                _clone(connection, table, begin, rounds, customers)
    tell("words and sums")
    with database.engine.begin() as connection:
        for helper in _HELPERS:
            connection.execute(text(f"DROP TABLE {helper}"))
        _make_anew(connection)
    _analyse(database.engine)


def name_of(n: int) -> str:
    """What the customer of that place is called: two made-up words and a legal form."""
    rnd = random.Random(n)
    first, second = ("".join(rnd.choices(_SYLLABLES, k=k)).capitalize() for k in (4, 2))
    return f"{first} {second} {_FORMS[n % len(_FORMS)]}"


def customer_id_of(n: int) -> str:
    return f"customer-{n:08}"


def clone_of(template: int, round_: int) -> str:
    """The id of an invoice; the rounds begin at 0."""
    return f"{_id_of(round_)}{template:03}"


def digits_of(round_: int) -> str:
    """What the numbers of a round have in common: `JUS-` before it, two figures behind."""
    return str(100_000 + round_)


def _id_of(round_: int) -> str:
    return f"01JC{round_:019}"


def _write_helpers(connection: Connection, rounds: int, customers: int) -> None:
    """Names of customers, days by template and round, and what a round is called."""
    connection.execute(
        text("CREATE TABLE scale_names (n INTEGER PRIMARY KEY, id TEXT, name TEXT, name_key TEXT)")
    )
    names = [(n, customer_id_of(n), name_of(n), name_of(n).lower()) for n in range(customers)]
    _insert(connection, "scale_names", names)
    connection.execute(
        text(
            "CREATE TABLE scale_days (n INTEGER, shift INTEGER, suffix TEXT, issued TEXT,"
            " due TEXT, issued_then TEXT, due_then TEXT, PRIMARY KEY (suffix, shift))"
        )
    )
    days = [
        (n, shift, f"{n:03}", *(f"{day}" for day in (*t.dates_of(n), *_shifted(n, shift))))
        for n in range(t.COUNT)
        for shift in range(t.SPREAD)
    ]
    _insert(connection, "scale_days", days)
    connection.execute(
        text(
            "CREATE TABLE scale_rounds (c INTEGER PRIMARY KEY, shift INTEGER, id TEXT,"
            " digits TEXT, ago INTEGER)"
        )
    )
    told = [
        (c, c % t.SPREAD, _id_of(c), digits_of(c), (rounds - c) * _THREE_YEARS // rounds)
        for c in range(rounds)
    ]
    _insert(connection, "scale_rounds", told)


def _shifted(template: int, shift: int) -> list[object]:
    return [day - timedelta(days=shift) for day in t.dates_of(template)]


def _insert(connection: Connection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    if rows:
        places = ", ".join(f":v{n}" for n in range(len(rows[0])))
        values = [{f"v{n}": each for n, each in enumerate(row)} for row in rows]
        connection.execute(text(f"INSERT INTO {table} VALUES ({places})"), values)


def _clone_customer(connection: Connection) -> None:
    names, values = _copied(connection, "customers", _WHOSE)
    connection.execute(
        text(
            f"INSERT INTO customers ({names}) SELECT {values} FROM customers AS it, "
            f"scale_names AS whose WHERE it.id = '{t.CUSTOMER}'"
        )
    )


def _clone(connection: Connection, table: str, begin: int, rounds: int, customers: int) -> None:
    names, values = _copied(connection, table, {**_PARTS, **_WHOSE, **_DAYS})
    key = _ID.get(table, "subject_id")
    connection.execute(
        text(
            f"INSERT INTO {table} ({names}) SELECT {values} FROM scale_rounds AS round"
            f" JOIN {table} AS it ON it.{key} >= '{t.ID}' AND it.{key} < '{t.ID}9'"
            f" JOIN scale_days AS day"
            f" ON day.suffix = substr(it.{key}, {len(t.ID) + 1}) AND day.shift = round.shift"
            f" JOIN scale_names AS whose ON whose.n = (round.c * {t.COUNT} + day.n) % :customers"
            f" WHERE round.c >= :begin AND round.c < :end ORDER BY round.c, it.{key}"
        ),
        {"begin": begin, "end": min(begin + _AT_ONCE, rounds), "customers": customers},
    )


def _copied(connection: Connection, table: str, tokens: dict[str, str]) -> tuple[str, str]:
    """The names of its columns, and what a clone has in each."""
    names, values = [], []
    for each in inspect(connection).get_columns(table):
        name, kind = f'it."{each["name"]}"', each["type"]
        is_own = each["name"] not in {"workspace_id", "hash", "previous_hash", "head_hash", "by"}
        if isinstance(kind, DateTime) and table != "versions":
            name = _UTC[connection.dialect.name].format(name, _ago(each["name"]))
        elif isinstance(kind, String) and is_own:
            for token, part in tokens.items():
                spelled = token if token in _DAYS else f"'{token}'"
                name = f"replace({name}, {spelled}, {part})"
        names.append(f'"{each["name"]}"')
        values.append(name)
    return ", ".join(names), ", ".join(values)


def _ago(column: str) -> str:
    """Seconds: no two rounds were settled at the same moment."""
    return "round.ago" if column == "updated_at" else "(round.shift * 86400 + round.c % 80000)"


def _make_anew(connection: Connection) -> None:
    """What follows from the rows, as the migrations make it."""
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.execute(text("DROP INDEX search_words_by_gram"))
    fill_words(connection)
    if not is_sqlite:
        connection.execute(text(BY_GRAM))
    connection.execute(text("DELETE FROM desk_sums"))
    for statement in filling(connection.dialect.name):
        connection.execute(text(statement))


def _analyse(engine: Engine) -> None:
    """As PostgreSQL does by itself; SQLite does not, and nothing here asks it to."""
    if engine.dialect.name == "sqlite":
        return
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("VACUUM ANALYZE")

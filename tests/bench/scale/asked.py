"""What is asked of a filled database, each as a door asks it."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple

from bot.intake.search.query import read_query
from bot.slack.views.found import MOST_COUNTED, PAGE_ROWS
from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.timer import SCHEDULED_TASKS
from jupiter_core.domain.invoice import State
from jupiter_core.domain.search import Sight, Wanted
from jupiter_core.ports import InvoiceFilter, UnitOfWork
from jupiter_core.queries.aging import aging
from jupiter_core.queries.desk import desk_parts, look_of, owed_to
from jupiter_core.queries.local_days import local_days
from jupiter_core.store import Database
from tests.bench.scale.naming import clone_of, customer_id_of, digits_of, name_of
from tests.bench.scale.po_changes import changed_by_link, changed_in_slack
from tests.bench.scale.templates import TODAY
from tests.factories import FIONA, NOW, SAM, WORKSPACE
from tests.harness.fake_renderer import FakeRenderer

_LIMIT, _CUSTOMERS = 26, 100
"""Of a list of the API, which asks for one more than it shows; of customers in a menu."""


class Place(NamedTuple):
    """How many rounds of invoices a database has, of which each question chooses one; which time
    it is asked; and how many rows a list may have."""

    rounds: int
    n: int
    most: int


Work = Callable[[UnitOfWork, Place], object]


class Asked(NamedTuple):
    """`most` is how many rows its list has, where it is one: then `ask` returns them. A database
    with few invoices may have fewer, and more rows take longer: so both are asked for as many."""

    what: str
    ask: Callable[[Database, Place], object]
    most: int = 0
    writes: bool = False


def all_asked() -> list[Asked]:
    return [*_found(), *_customers(), *_home(), *_listed(), *_others()]


def _reading(work: Work) -> Callable[[Database, Place], object]:
    def ask(database: Database, place: Place) -> object:
        with database.read(WORKSPACE) as uow:
            return work(uow, place)

    return ask


def _found() -> list[Asked]:
    lines: dict[str, Callable[[int, int], str]] = {
        "list all": lambda _rounds, _n: "",
        "list approved, of which none are": lambda _rounds, _n: "status:approved",
        "list void": lambda _rounds, _n: "status:void",
        "list overdue": lambda _rounds, _n: "status:overdue",
        "list customer:": lambda _rounds, n: f'customer:"{_first_word(n)}"',
        "find a number": lambda rounds, n: f"JUS-{digits_of(n % rounds)}42",
        "find a customer's word": lambda _rounds, n: _first_word(n),
        "find a part of a word": lambda _rounds, n: _first_word(n)[2:],
        "find a part of a word of few": lambda _rounds, n: name_of(n % 10).split()[1][1:],
        "find two words": lambda _rounds, n: " ".join(name_of(n % 10).split()[:2]),
        "find a PO": lambda rounds, n: f"45{digits_of(n % rounds)}41",
        "find a PO that none has": lambda rounds, n: f"45{digits_of(n % rounds)}42",
        "find a word of every fifth": lambda _rounds, _n: "gmbh",
        "find a word of all": lambda _rounds, _n: "acme.example",
        "find what is nowhere": lambda _rounds, n: f"nowhere{n}",
    }
    everything = Sight(person=FIONA.id, everything=True)
    little = Sight(person="U0NEW", channels=frozenset({"C0NEW"}))
    of_little = ("list all", "find a customer's word", "find a word of every fifth")
    half = Sight(person=SAM.id, channels=frozenset({"C0NEW"}))
    of_half = ("list all", "list void", "list approved, of which none are")
    asked = [(what, lines[what], everything) for what in lines]
    asked += [(f"{what}, of little", lines[what], little) for what in of_little]
    asked += [(f"{what}, of half", lines[what], half) for what in of_half]
    return [
        Asked(f"/invoice {what}", _reading(_looking(line, sight)), PAGE_ROWS)
        for what, line, sight in asked
    ]


def _first_word(n: int) -> str:
    return name_of(n % 10).split()[0]


def _looking(line: Callable[[int, int], str], sight: Sight) -> Work:
    def work(uow: UnitOfWork, place: Place) -> object:
        query = read_query(line(place.rounds, place.n))
        wanted = Wanted(
            sight=sight,
            terms=query.terms,
            today=TODAY,
            days=local_days(uow),
            states=query.states,
            overdue=query.overdue,
            customer=query.customer,
        )
        uow.search.count(wanted, most=MOST_COUNTED)
        return uow.search.page(wanted, limit=place.most)

    return work


def _customers() -> list[Asked]:
    typed: dict[str, Callable[[int], str]] = {
        "nothing typed": lambda _n: "",
        "a rare word": _first_word,
        "three letters": lambda n: _first_word(n)[:3],
        "two letters": lambda _n: "ba",
        "a word of every fifth": lambda _n: "gmbh",
        "what is nowhere": lambda n: f"nowhere{n}",
    }
    return [
        Asked(f"customers: {what}", _reading(_typing(word)), _CUSTOMERS)
        for what, word in typed.items()
    ]


def _typing(word: Callable[[int], str]) -> Work:
    return lambda uow, place: uow.customers.search(word(place.n), limit=place.most)


def _home() -> list[Asked]:
    def home(person: str) -> Work:
        def work(uow: UnitOfWork, _place: Place) -> object:
            look = look_of(uow, person)
            return desk_parts(uow, look), owed_to(uow, look)

        return work

    return [
        Asked("Home of finance", _reading(home(FIONA.id))),
        Asked("Home of who drafted half of it", _reading(home(SAM.id))),
        Asked("Home of somebody new", _reading(home("U0NEW"))),
    ]


def _listed() -> list[Asked]:
    of_customer = {"customer_id": customer_id_of(3)}
    filters: dict[str, Callable[[int, int], dict[str, Any]]] = {
        "all": lambda _r, _n: {},
        "status=paid": lambda _r, _n: {"states": (State.PAID,)},
        "status=void": lambda _r, _n: {"states": (State.VOID,)},
        "status=approved": lambda _r, _n: {"states": (State.APPROVED,)},
        "status=draft&status=void": lambda _r, _n: {"states": (State.DRAFT, State.VOID)},
        "customer=": lambda _r, _n: of_customer,
        "customer=&status=issued": lambda _r, _n: {**of_customer, "states": (State.ISSUED,)},
        "contract=": lambda r, n: {
            "contract_id": f"01JCONTRACT{clone_of(0, n % max(1, r // 3))[:-3]}"
        },
        "number=": lambda r, n: {"number": f"JUS-{digits_of(n % r)}42"},
        "po_number=": lambda r, n: {"po_number": f"45{digits_of(n % r)}41"},
        "external_id=": lambda r, n: {"external_id": f"deal{digits_of(n % r)}-41"},
        "overdue=true": lambda _r, _n: {"overdue": True, "at": NOW},
        "overdue=false": lambda _r, _n: {"overdue": False, "at": NOW},
        "due_from= and due_to=": lambda _r, _n: {"due_from": TODAY, "due_to": TODAY},
        "due_to= long ago": lambda _r, _n: {"due_to": TODAY - timedelta(days=900)},
        "due_from= today": lambda _r, _n: {"due_from": TODAY},
        "updated_from=": lambda _r, _n: {"updated_from": NOW - timedelta(hours=1)},
        "updated_from= long ago": lambda _r, _n: {"updated_from": NOW - timedelta(days=900)},
    }
    found = []
    for what, said in filters.items():
        found.append(Asked(f"API {what}", _reading(_page(said, deep=False)), _LIMIT))
        found.append(Asked(f"API {what}, deep", _reading(_page(said, deep=True)), _LIMIT))
    return found


def _page(said: Callable[[int, int], dict[str, Any]], *, deep: bool) -> Work:
    """`deep` goes on behind two thirds of all; what is asked for by its name is there."""

    def work(uow: UnitOfWork, place: Place) -> object:
        third = place.rounds // 3
        after = clone_of(50, third) if deep else ""
        wanted = InvoiceFilter(**said(max(1, third) if deep else place.rounds, place.n))
        return uow.invoices.page(wanted, after=after, limit=place.most)

    return work


def _others() -> list[Asked]:
    return [
        Asked("aging of all", _reading(lambda uow, _place: aging(uow))),
        Asked("aging of one person", _reading(lambda uow, _place: aging(uow, whose=SAM.id))),
        Asked("a turn of the timer, nothing due", _turn),
        Asked("when the outbox's first message was due", _due_since),
        Asked("what of the outbox is claimed", _claimed),
        Asked("a PO number added", _po_added, writes=True),
        Asked("a PO number changed by link", _po_changed(changed_by_link), writes=True),
        Asked("a PO number changed in Slack", _po_changed(changed_in_slack), writes=True),
    ]


def _turn(database: Database, _place: Place) -> object:
    with database.read(WORKSPACE) as uow:
        return [each.waiting(uow) for each in SCHEDULED_TASKS]


def _due_since(database: Database, _place: Place) -> object:
    return database.outbox.due_since(NOW)


def _claimed(database: Database, _place: Place) -> object:
    """Nothing, which takes the longest."""
    return database.outbox.claim(owner="bench", now=NOW, lease_until=NOW, limit=10)


def _po_added(database: Database, place: Place) -> object:
    with database.write(WORKSPACE) as uow:
        command = AddPoNumber(
            by=FIONA,
            invoice_id=_an_open_one(place),
            expected_version=None,
            po_number=_new_number(place),
        )
        return add_po_number(command, uow, FakeRenderer())


def _po_changed(
    change: Callable[[Database, str, str], object],
) -> Callable[[Database, Place], object]:
    return lambda database, place: change(database, _an_open_one(place), _new_number(place))


def _an_open_one(place: Place) -> str:
    """Of no contract."""
    return clone_of((1, 2, 4)[place.n % 3], place.n % place.rounds)


def _new_number(place: Place) -> str:
    """Of a database that stays, another one in each run."""
    return f"{place.n}-{time.time_ns()}"

"""What a contract of 60 lines costs that is billed monthly for 20 years, in processor time: its
proposal, its approval, its history; and how much of the database a version takes."""

import time
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import text

from bot.garbage import garbage_seldom
from jupiter_core.commands.approval import Approve
from jupiter_core.commands.contract import SubmitContract, submit_contract
from jupiter_core.commands.contract_approval import approve_contract
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.contract.lines import Escalator, Subscription
from jupiter_core.domain.contract.terms import BillingFrequency, ContractTerms
from jupiter_core.domain.money import Money
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.history import history
from jupiter_core.store import Database
from tests.bench.deals import fill, store_at
from tests.bench.measured import Row, Tell
from tests.factories import FIONA, SAM, WORKSPACE

LINES, MONTHS = 60, 240


def rows(tell: Tell, *, quick: bool) -> list[Row]:
    """Seconds, and megabytes."""
    rounds = 1 if quick else 5
    found: dict[str, list[float]] = {"submit": [], "approve": [], "history": []}
    sizes: list[float] = []
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder)}/bench.sqlite3"
        fill(url)
        store = store_at(url)
        _deal(store, "to warm up")
        with garbage_seldom():  # as in each process that serves
            for n in range(rounds):
                tell(f"a contract of {LINES} lines × {MONTHS} months, {n + 1} of {rounds}")
                for name, seconds in _deal(store, f"measured {n}").items():
                    found[name].append(seconds)
                sizes.append(_megabytes(store))
        store.close()
    what = f"contract, {LINES} lines × {MONTHS} months"
    return [
        *(Row(f"{what}: {name}, s", "–", "< 0.3", each) for name, each in found.items()),
        Row(f"{what}: a version, MB", "–", "≤ 1", sizes),
    ]


def the_terms() -> ContractTerms:
    """Each line at a price of its own, with a rise."""
    rise = (Escalator(contract_year=2, percent=Decimal(3)),)
    lines = tuple(
        Subscription(
            description=f"Module {n}",
            quantity=Decimal(10 + n),
            annual_price=Money.of(f"{1000 + n}.37", "USD"),
            escalators=rise,
        )
        for n in range(LINES)
    )
    return ContractTerms(
        currency="USD",
        start_date=date(2027, 1, 1),
        term_months=MONTHS,
        billing_frequency=BillingFrequency.MONTHLY,
        net_terms=30,
        lines=lines,
    )


def _deal(store: Database, name: str) -> dict[str, float]:
    """Each step's seconds, with all that its transaction writes."""
    terms, spent = the_terms(), dict[str, float]()

    def step(what: str, work: Callable[[], str]) -> str:
        before = time.process_time()
        made = work()
        spent[what] = time.process_time() - before
        return made

    def submit() -> str:
        command = SubmitContract(
            by=SAM,
            deal_channel="C1",
            name=name,
            customer_id="customer-acme",
            sender_profile_id="sender-us",
            terms=terms,
        )
        with store.write(WORKSPACE) as uow:
            return submit_contract(command, uow, PdfRenderer()).id

    def approve() -> str:
        with store.write(WORKSPACE) as uow:
            return approve_contract(Approve(by=FIONA, subject_id=made, expected_version=2), uow).id

    def read() -> str:
        with store.read(WORKSPACE) as uow:
            return history(uow, CONTRACT, made)[-1].label

    made = step("submit", submit)
    step("approve", approve)
    step("history", read)
    return spent


def _megabytes(store: Database) -> float:
    """Of the largest document of a version."""
    query = text("select max(length(cast(document as blob))) from versions")
    with store.engine.connect() as connection:
        return float(connection.execute(query).scalar_one()) / 1e6

"""A year of a finance team: three legal entities, twelve customers, forty invoices, four contracts,
and everything that becomes of an invoice. Afterwards ledger, numbers, chain and exports agree to
the cent with a book that was kept beside it in plain integers."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from itertools import cycle
from pathlib import Path

import pytest

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.collection import (
    DisputeInvoice,
    PromisePayment,
    ResolveDispute,
    dispute_invoice,
    promise_payment,
    resolve_dispute,
)
from jupiter_core.commands.customer_credit import ApplyCredit, apply_credit
from jupiter_core.commands.payment import ReversePayment, reverse_payment
from jupiter_core.commands.refund import RecordRefund, record_refund
from jupiter_core.commands.reissue import ReissueInvoice, Way, reissue_invoice
from jupiter_core.commands.settlement import SettleInvoice, settle_invoice
from jupiter_core.commands.void import VoidInvoice, void_invoice
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.period import Period
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.queries.exports.audit_trail import audit_trail
from jupiter_core.queries.exports.invoices import CREDIT_NOTES, INVOICES, LINES
from jupiter_core.queries.exports.journal import journal, mapping_of
from jupiter_core.queries.exports.payments import PAYMENTS
from jupiter_core.queries.exports.table import Table
from jupiter_core.queries.verify import prove
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, FRANK, SAM, WORKSPACE
from tests.harness.databases import tables_at
from tests.harness.fakes import CountingIds, FixedClock
from tests.story.books import Book, tax_on
from tests.story.company import BO, ENTITIES, LEE, PAPER, Company

YEARS = Period(first=date(2027, 1, 1), last=date(2028, 12, 31))
SETTLED = {
    SettlementKind.BANK_FEE: "4970",
    SettlementKind.ROUNDING: "4900",
    SettlementKind.EARLY_PAYMENT_DISCOUNT: "8730",
    SettlementKind.TAX_WITHHELD: "1545",
    SettlementKind.BAD_DEBT: "2400",
}
"""The account of each, by the German chart."""


class Year:
    """The company and the books beside it; each method is one thing that becomes of an invoice."""

    def __init__(self, company: Company) -> None:
        self.company = company
        self.books = {name: Book() for name in ENTITIES}
        self.kinds = cycle(SETTLED)

    def bill(self, entity: str, customer: int, net: int) -> Invoice:
        invoice = self.company.bill(entity, customer, net)
        self.books[entity].bill(invoice.id, net, ENTITIES[entity][1])
        return invoice

    def due(self, entity: str, invoice: Invoice) -> int:
        return self.books[entity].due[invoice.id]

    def paid_in_full(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        self._pay(entity, self.due(entity, invoice), invoice)

    def paid_in_two(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        self._pay(entity, 10_00, invoice)
        self.company.sleep(2)
        self._pay(entity, self.due(entity, invoice), invoice)

    def two_in_one_sum(self, entity: str, customer: int, net: int) -> None:
        first, second = (self.bill(entity, customer, each) for each in (net, net + 7))
        shares = {each.id: self.due(entity, each) for each in (first, second)}
        self.company.pay(
            sum(shares.values()), *((each, shares[each.id]) for each in (first, second))
        )
        self.books[entity].pay(sum(shares.values()), **shares)

    def overpaid_and_used(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        due = self.due(entity, invoice)
        self.company.pay(due + 50_00, (invoice, due))
        self.books[entity].pay(due + 50_00, **{invoice.id: due})
        later = self.bill(entity, customer, net)
        command = ApplyCredit(by=FRANK, invoice_id=later.id, expected_version=None)
        self.company.do(command, apply_credit)
        self.books[entity].use_credit(later.id, 50_00)

    def short_paid(self, entity: str, customer: int, net: int) -> None:
        """What is missing is settled with the payment, each time as something else."""
        kind = next(self.kinds)
        invoice = self.bill(entity, customer, net)
        due = self.due(entity, invoice)
        self.company.pay(due - 3_21, (invoice, due - 3_21), rest=kind)
        self.books[entity].pay(due - 3_21, **{invoice.id: due - 3_21})
        self.books[entity].settle(invoice.id, 3_21, SETTLED[kind])

    def written_off(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        command = SettleInvoice(
            by=FRANK,
            invoice_id=invoice.id,
            expected_version=None,
            kind=SettlementKind.BAD_DEBT,
            reason="Insolvent",
        )
        self.company.do(command, settle_invoice)
        self.books[entity].settle(invoice.id, self.due(entity, invoice), "2400")

    def voided(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        seen = invoice.sequence
        command = VoidInvoice(by=FIONA, invoice_id=invoice.id, expected_version=seen, reason="x")
        self.company.do(command, void_invoice)
        self.books[entity].unbill(invoice.id, net, ENTITIES[entity][1])

    def reissued(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        command = ReissueInvoice(
            by=FIONA,
            invoice_id=invoice.id,
            expected_version=invoice.sequence,
            way=Way.VOID,
            reason="Wrong seats",
        )
        with self.company.writing() as uow:
            draft = reissue_invoice(command, uow, PAPER).draft
        self.books[entity].unbill(invoice.id, net, ENTITIES[entity][1])
        # Fiona pressed, so that Frank approves: she is an author of it.
        again = self.company.submitted(draft)
        with self.company.writing() as uow:
            command_of = Approve(by=FRANK, subject_id=again.id, expected_version=again.sequence)
            approve(command_of, uow)
        self.books[entity].bill(again.id, net, ENTITIES[entity][1])

    def credited_in_part(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        self.company.credit(invoice, 20_00)
        self.books[entity].unbill(invoice.id, 20_00, ENTITIES[entity][1])
        self._pay(entity, self.due(entity, invoice), invoice)

    def credited_and_refunded(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        due = self.due(entity, invoice)
        self._pay(entity, due, invoice)
        self.company.credit(invoice)
        self.books[entity].unbill(invoice.id, net, ENTITIES[entity][1])
        command = RecordRefund(
            by=FRANK,
            amount=Money.of_minor(due, ENTITIES[entity][0]),
            reason="Returned",
            invoice_id=invoice.id,
        )
        self.company.do(command, record_refund)
        self.books[entity].refund(due, invoice.id)

    def bounced(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        due = self.due(entity, invoice)
        payment = self._pay(entity, due, invoice)
        self.company.sleep(1)
        command = ReversePayment(by=FRANK, payment_id=payment, reason="Bounced")
        self.company.do(command, reverse_payment)
        self.books[entity].bounce(due, **{invoice.id: due})

    def disputed(self, entity: str, customer: int, net: int) -> None:
        invoice = self.bill(entity, customer, net)
        about = {"invoice_id": invoice.id, "expected_version": None}
        self.company.do(DisputeInvoice(by=SAM, reason="Wrong PO", **about), dispute_invoice)
        self.company.do(ResolveDispute(by=SAM, note="Sent anew", **about), resolve_dispute)
        on = self.company.clock.now().date()
        self.company.do(PromisePayment(by=SAM, date=on, **about), promise_payment)
        self._pay(entity, self.due(entity, invoice), invoice)

    def left_open(self, entity: str, customer: int, net: int) -> None:
        self.bill(entity, customer, net)

    def _pay(self, entity: str, amount: int, invoice: Invoice) -> str:
        payment = self.company.pay(amount, (invoice, amount))
        self.books[entity].pay(amount, **{invoice.id: amount})
        return payment.id


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Year]:
    """Lived once; what every test here does is to look."""
    clock = FixedClock()
    path: Path = tmp_path_factory.mktemp("year") / "year.sqlite3"
    tables_at(path)
    with closing(Database(f"sqlite:///{path}", clock, CountingIds(), A_SIGNER)) as database:
        year = Year(Company(database, clock))
        _live(year)
        yield year


def _live(year: Year) -> None:
    company = year.company
    agreed = [
        (entity, company.agree(entity, customer, yearly, date(2027, month, 1)), yearly)
        for entity, customer, yearly, month in (
            ("us", 1, 1_200_000_00, 2),
            ("eu", 2, 90_000_00, 3),
            ("uk", 3, 33_333_33, 4),
            ("eu", 4, 77_777_77, 5),
        )
    ]
    becomes: list[Callable[[str, int, int], None]] = [
        *(year.paid_in_full, year.paid_in_two, year.two_in_one_sum, year.overpaid_and_used),
        *(year.short_paid, year.written_off, year.voided, year.reissued, year.credited_in_part),
        *(year.credited_and_refunded, year.bounced, year.disputed, year.left_open),
        *(year.short_paid, year.short_paid, year.short_paid, year.short_paid),
    ]
    on_leave = {12: (FIONA, BO, 40), 24: (FRANK, LEE, 30)}
    for n in range(36):
        if n in on_leave:
            company.leave(*on_leave[n])
        entity = list(ENTITIES)[n % 3]
        becomes[n % len(becomes)](entity, n % 12 + 1, 1_000_00 + 137_77 * n)
        company.sleep(9)
    company.live_until(2028, 1, 15)
    for entity, contract_id, yearly in agreed:
        issued = [each for each in company.of_contract(contract_id) if each.number]
        assert len(issued) == 1
        year.books[entity].bill(issued[0].id, yearly, ENTITIES[entity][1])


def test_the_ledger_agrees_to_the_cent(year: Year) -> None:
    for name, book in year.books.items():
        posted: Counter[str] = Counter()
        with year.company.database.read(WORKSPACE) as uow:
            for entry in journal(uow, YEARS, mapping_of(uow, f"sender-{name}")):
                assert sum(line.amount.minor for line in entry.lines) == 0
                for line in entry.lines:
                    posted[line.account] += line.amount.minor
        assert {account: minor for account, minor in posted.items() if minor} == {
            account: minor for account, minor in book.accounts.items() if minor
        }


def test_each_invoice_is_due_what_the_book_says(year: Year) -> None:
    for book in year.books.values():
        for invoice_id, due in book.due.items():
            invoice = year.company.invoice(invoice_id)
            left = 0 if invoice.state is State.VOID else invoice.amount_due.minor
            assert left == due, invoice.number


def test_it_was_a_year_of_forty_invoices_and_more(year: Year) -> None:
    with year.company.database.read(WORKSPACE) as uow:
        documents = list(uow.invoices.issued_in(YEARS))
    invoices = [each for each in documents if not each.is_credit_note]
    assert len(invoices) >= 40
    assert len({each.content.bill_to.customer_id for each in invoices}) == 12
    kinds = {settled.kind for each in invoices for settled in each.settlements}
    assert kinds == set(SettlementKind)
    assert {State.VOID, State.PAID, State.ISSUED} <= {each.state for each in invoices}


def test_while_an_approver_was_on_leave_their_delegate_approved(year: Year) -> None:
    """Forty days and thirty, nine days or more an invoice: four or five of them each."""
    given = Counter(str(each["approved_by"]) for each in _rows(year, INVOICES))
    named = {"Fiona Chen", "Bo Larsen for Fiona Chen", "Lee Novak for Frank Weber"}
    assert min(given[each] for each in named) >= 3
    with year.company.database.read(WORKSPACE) as uow:
        notes = Counter(each.note for each in audit_trail(uow, YEARS) if each.action == "approved")
        assert not any(each.is_on(uow.now) for each in uow.workspace().delegations)
    assert notes["for Fiona Chen"] >= given["Bo Larsen for Fiona Chen"]
    assert notes["for Frank Weber"] >= given["Lee Novak for Frank Weber"]


def test_numbers_have_no_gap_and_every_seal_holds(year: Year) -> None:
    with year.company.database.read(WORKSPACE) as uow:
        numbers = [each.number or "" for each in uow.invoices.issued_in(YEARS)]
    series: dict[str, list[int]] = defaultdict(list)
    for number in numbers:
        letters = number.rstrip("0123456789")
        series[letters].append(int(number.removeprefix(letters)))
    for counts in series.values():
        assert sorted(counts) == list(range(1, len(counts) + 1))
    proof = prove(year.company.database, WORKSPACE)
    assert proof.holds, proof.broken
    assert proof.numbers == len(numbers)


def _rows(year: Year, table: Table) -> list[dict[str, object]]:
    with year.company.database.read(WORKSPACE) as uow:
        return [dict(zip(table.columns, row, strict=True)) for row in table.rows(uow, YEARS)]


def _sums(rows: list[dict[str, object]], column: str) -> dict[object, Decimal]:
    sums: dict[object, Decimal] = defaultdict(Decimal)
    for row in rows:
        sums[row["currency"]] += Decimal(str(row[column]))
    return dict(sums)


def test_the_exports_agree_with_the_book(year: Year) -> None:
    invoices, lines = _rows(year, INVOICES), _rows(year, LINES)
    notes, payments = _rows(year, CREDIT_NOTES), _rows(year, PAYMENTS)
    standing = [each for each in invoices if each["status"] != "void"]
    billed = [each for each in lines if each["status"] != "void"]
    for name, book in year.books.items():
        currency, rate = ENTITIES[name]
        net = _sums(standing, "net")[currency] - _sums(notes, "net").get(currency, Decimal())
        tax = _sums(standing, "tax")[currency] - _sums(notes, "tax").get(currency, Decimal())
        assert [net * 100, tax * 100] == [-book.accounts[each] for each in ("8400", "1776")]
        of_lines = [each for each in billed if each["document"] == "invoice"]
        assert _sums(of_lines, "amount")[currency] == _sums(standing, "net")[currency]
        due = _sums(invoices, "amount_due")[currency]
        assert due * 100 == sum(max(each, 0) for each in book.due.values())
        kept = [each for each in payments if each["status"] == "received"]
        came = _sums(kept, "amount")[currency] - _sums(kept, "refunded")[currency]
        assert came * 100 == book.accounts["1200"]
        assert _sums(kept, "credit")[currency] * 100 == -book.accounts["1710"]
        assert tax_on(100_00, rate) == rate * 100

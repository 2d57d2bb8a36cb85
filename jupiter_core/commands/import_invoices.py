"""What is open on invoices that another system issued: found, chased, paid and aged here now.

Each is kept under that system's number with one line, the balance brought forward. It takes no
number of ours, posts no revenue and reports no tax, which that system has done. A file that comes
again changes nothing of what is here, since it may be paid meanwhile. What there is to tell of one
later, such as a mail that waits for a person's word, comes into the finance channel.
"""

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.commands.archived import expect_entity_in_use
from jupiter_core.commands.importing import ImportChoice, expect_plan, planned_rows, tell_import
from jupiter_core.commands.known_customers import KnownCustomers
from jupiter_core.commands.permission import expect_approver, expect_finance
from jupiter_core.commands.printable import expect_printable, texts_of_terms
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import ActorKind
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.carried_over import InvoiceImport, OpenInvoice
from jupiter_core.domain.changes import Change
from jupiter_core.domain.content import Content
from jupiter_core.domain.events import EventName
from jupiter_core.domain.importing import (
    Fate,
    FileRow,
    ImportKind,
    ImportPlan,
    PlannedRow,
)
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.line_words import PaperLanguages
from jupiter_core.domain.money import Money
from jupiter_core.domain.numbering import count_in
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import (
    AlreadyTaken,
    ChooseEntity,
    DueBeforeIssue,
    MoreOpenThanBilled,
    NoSuchEntity,
    NotIssuedYet,
    NumberOfOurs,
    OpenCredit,
    RepeatedRow,
    placed,
)
from jupiter_core.domain.terms import issue_date_of, net_terms_of
from jupiter_core.domain.text import key_of
from jupiter_core.domain.totals import LineItem, TaxCategory
from jupiter_core.ports import Renderer, UnitOfWork


class _Planned(NamedTuple):
    row: PlannedRow
    invoice: Invoice | None = None


def plan_invoices(
    found: InvoiceImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """What the file would do; stores nothing. Raises NotPermitted, NotAnApprover or NotInScope."""
    return _planned(found, choice, uow, renderer)[0]


def import_invoices(
    found: InvoiceImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """What it has done. Approvers and admins hear of the sums. Raises also PlanChanged, BadRows or
    NothingToImport."""
    plan, planned = _planned(found, choice, uow, renderer)
    expect_plan(plan, choice)
    made = [each.invoice for each in planned if each.invoice]
    for invoice in made:
        name = EventName.INVOICE_CARRIED_OVER
        try:
            record_first(uow, invoice, by=choice.by, name=name, note=invoice.number or "")
        except AlreadyTaken as taken:
            raise taken.at("number") from None
    tell_import(uow, plan, choice, (_sums(made, found.system),))
    return plan


def _sums(made: list[Invoice], system: str) -> Change:
    sums: Counter[str] = Counter()
    for each in made:
        sums[each.content.currency] += each.total.minor
    words = (Money.of_minor(minor, currency).words for currency, minor in sorted(sums.items()))
    return Change(what=f"Open invoices of {system}", old="", new=", ".join(words))


def _planned(
    found: InvoiceImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> tuple[ImportPlan, list[_Planned]]:
    _expect_may(uow, choice)
    here = _Here(uow, renderer, found, choice)

    def take(row: FileRow, said: OpenInvoice | None) -> _Planned | None:
        return here.planned(row.number, said) if said else None

    return planned_rows(ImportKind.OPEN_INVOICES, found.file, found.rows, take)


def _expect_may(uow: UnitOfWork, choice: ImportChoice) -> None:
    """What is imported is owed at once, so whoever imports it has to be an approver; an operator
    answers for whom they name."""
    by = choice.by
    if by.kind is ActorKind.API_KEY:
        expect_approver(uow, by, Scope.INVOICES_APPROVE)
    elif by.kind is not ActorKind.OPERATOR or not uow.workspace().policy.allows(by.owner):
        expect_finance(uow, by, "import open invoices")


class _Here:
    """What is known here while the rows of a file are looked at."""

    def __init__(
        self, uow: UnitOfWork, renderer: Renderer, found: InvoiceImport, choice: ImportChoice
    ) -> None:
        self._uow, self._renderer, self._found, self._by = uow, renderer, found, choice.by
        workspace = uow.workspace()
        self._free_plan, self._channel = workspace.free_plan, workspace.finance_channel
        self._entities = uow.sender_profiles.all()
        self._above: dict[str, tuple[int, OpenInvoice]] = {}
        self._customers = KnownCustomers(uow)

    def planned(self, row: int, said: OpenInvoice) -> _Planned:
        """What is to become of a row. Raises a refusal at the part of it that is wrong."""
        number, same = said.number, _Planned(PlannedRow(row=row, name=said.number, fate=Fate.SAME))
        above = self._above.setdefault(key_of(number), (row, said))
        if above != (row, said):
            if above[1] == said:  # of exports that have a row for each line
                return same
            raise RepeatedRow(above[0], "invoice").at("number")
        known = self._uow.invoices.find_number(number)
        if known:
            if not known.is_carried_over:
                raise AlreadyTaken("number", number).at("number")
            return same
        if said.open_amount.minor < 0:
            raise OpenCredit().at("open_amount")
        if not said.open_amount.minor:
            return _Planned(PlannedRow(row=row, name=number, fate=Fate.SETTLED))
        invoice = self._invoice(said)
        title = f"{number}, {invoice.content.bill_to.legal_name}, {said.open_amount.words}"
        return _Planned(PlannedRow(row=row, name=title, fate=Fate.NEW), invoice)

    def _invoice(self, said: OpenInvoice) -> Invoice:
        entity = placed("entity", lambda: self._entity(said.entity))
        customer = placed("customer", lambda: self._customers.called(said.customer))
        self._expect_free(said.number)
        if said.total and said.open_amount.minor > said.total.minor:
            refusal = MoreOpenThanBilled(said.open_amount.words, said.total.words)
            raise refusal.at("open_amount")
        content = self._content(said, entity, customer)
        expect_printable(
            {"number": ("Number", said.number), **texts_of_terms(content)}, self._renderer
        )
        return Invoice.carried_over(
            invoice_id=self._uow.new_id(),
            workspace_id=self._uow.workspace_id,
            deal_channel=self._channel,
            number=said.number,
            content=content,
            by=self._by,
            at=self._uow.now,
        )

    def _content(self, said: OpenInvoice, entity: SenderProfile, customer: Customer) -> Content:
        system, total = self._found.system, said.total
        say = PaperLanguages(customer.language, customer.second_language)
        billed = say.invoice_total(total) if total and total != said.open_amount else ""
        line = LineItem(
            description=say.opening(system, said.number),
            quantity=Decimal(1),
            unit_price=said.open_amount,
            tax_category=TaxCategory.OUTSIDE,
        )
        return Content(
            seller=entity.seller(),
            remit_to=placed("entity", lambda: entity.account_for(said.open_amount.currency)),
            bill_to=customer.bill_to(),
            currency=said.open_amount.currency,
            net_terms=_net_terms(said, entity.today(self._uow.now)),
            issue_date=placed("issued_on", lambda: issue_date_of(said.issued_on)),
            po_number=said.po_number,
            memo=billed,
            lines=(line,),
            language=customer.language,
            second_language=customer.second_language,
            made_with=self._free_plan,
            carried_from=system,
        )

    def _entity(self, name: str) -> SenderProfile:
        used = [each for each in self._entities if not each.archived]
        name = name or self._found.entity
        if not name and len(used) == 1:
            return used[0]
        names = "; ".join(each.legal_name for each in used) or "none yet"
        if not name:
            raise ChooseEntity(names)
        wanted = key_of(name)
        named = [x for x in self._entities if wanted in (key_of(x.legal_name), key_of(x.id))]
        if not named:
            raise NoSuchEntity(name[:100], names)
        expect_entity_in_use(self._uow, named[0].id)
        return named[0]

    def _expect_free(self, number: str) -> None:
        """A number that is still to come would be refused when it is taken, and nothing issued."""
        today = self._uow.now
        for each in self._entities:
            for credit in (False, True):
                counter = each.counter(each.today(today), credit=credit)
                count = count_in(counter, number)
                if count and count > each.before_first(counter):
                    raise NumberOfOurs(number, each.legal_name).at("number")


def _net_terms(said: OpenInvoice, today: date) -> int:
    if said.issued_on > today:
        raise NotIssuedYet().at("issued_on")
    if said.due_on < said.issued_on:
        raise DueBeforeIssue().at("due_on")
    return placed("due_on", lambda: net_terms_of((said.due_on - said.issued_on).days))

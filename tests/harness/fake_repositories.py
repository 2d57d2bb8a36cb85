"""The repositories of a FakeStore, each over the tables of one transaction."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.grams import beginning
from jupiter_core.domain.invoice import BEFORE_ISSUE, OPEN, Invoice, State
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.period import Period
from jupiter_core.domain.refusals import AlreadyDone, AlreadyTaken, ChangedSinceSeen, NotFound
from jupiter_core.domain.text import key_of
from jupiter_core.domain.version import Version
from jupiter_core.ports import Head, InvoiceFilter, InvoiceSummary, SavedForm
from tests.harness.fake_approval_looks import look_anew
from tests.harness.fake_tables import Room


class FakeInvoices(Room):
    def get(self, invoice_id: str) -> Invoice:
        return self.found(self.tables.invoices, "invoice", invoice_id)[0]

    def foresee(self, invoice_id: str) -> None:
        """It is here."""

    def foresee_number(self, number: str) -> None:
        """All are here."""

    def day_of_number(self, number: str) -> date | None:
        found = self.find_number(number)
        return found.content.issue_date if found else None

    def find_number(self, number: str) -> Invoice | None:
        wanted = number.casefold()
        numbered = (each for each, _ in self.own(self.tables.invoices) if each.number)
        return next((each for each in numbered if (each.number or "").casefold() == wanted), None)

    def find_external(self, external_id: str) -> Invoice | None:
        own = (each for each, _ in self.own(self.tables.invoices) if each.state is not State.VOID)
        return next((each for each in own if external_id == each.external_id != ""), None)

    def page(self, wanted: InvoiceFilter, *, after: str = "", limit: int = 50) -> list[Invoice]:
        rows = sorted(self.own(self.tables.invoices), key=lambda row: row[0].id, reverse=True)
        found = (
            invoice
            for invoice, version in rows
            if (not after or invoice.id < after) and _is_wanted(invoice, version, wanted)
        )
        return list(found)[:limit]

    def issued_in(self, period: Period, profile_id: str = "") -> Iterator[Invoice]:
        own = (each for each, _ in self.own(self.tables.invoices) if each.number)
        wanted = (
            each
            for each in own
            if each.content.issue_date in period
            and profile_id in ("", each.content.seller.profile_id)
        )
        yield from sorted(wanted, key=lambda each: (each.content.issue_date, each.id))

    def add(self, invoice: Invoice, version: Version) -> None:
        self.expect(invoice.workspace_id, new=self.key(invoice.id) not in self.tables.invoices)
        self._keep(invoice, version)

    def save(self, invoice: Invoice, version: Version) -> None:
        current = self.get(invoice.id)
        seen = invoice.sequence - 1
        if current.sequence != seen:
            raise ChangedSinceSeen(invoice.title, "somebody else was first", seen, current.sequence)
        same = self.find_number(invoice.number) if invoice.number else None
        if same is not None and same.id != invoice.id:
            raise AlreadyTaken("number", invoice.number or "")
        self._keep(invoice, version)

    def ids(self) -> list[str]:
        return sorted(each.id for each, _ in self.own(self.tables.invoices))

    def head(self, invoice_id: str) -> Head:
        invoice, version = self.found(self.tables.invoices, "invoice", invoice_id)
        return Head(sequence=invoice.sequence, hash=version.hash, document=canonical_json(invoice))

    def summaries(
        self, *, drafted_by: str | None = None, states: Sequence[State] = (), limit: int = 50
    ) -> list[InvoiceSummary]:
        rows = sorted(self.own(self.tables.invoices), key=_recency, reverse=True)
        wanted = (
            _summary(invoice, version)
            for invoice, version in rows
            if drafted_by in (None, invoice.drafted_by.person)
            and (not states or invoice.state in states)
        )
        return list(wanted)[:limit]

    def before_issue_of(self, party_id: str) -> list[str]:
        return sorted(
            each.id
            for each, _ in self.own(self.tables.invoices)
            if each.state in BEFORE_ISSUE
            and party_id in (each.content.seller.profile_id, each.content.bill_to.customer_id)
        )

    def open_numbers_of(self, profile_id: str) -> list[str]:
        own = sorted((each for each, _ in self.own(self.tables.invoices)), key=lambda one: one.id)
        return [
            each.number or ""
            for each in own
            if each.state in OPEN
            and not each.is_credit_note
            and each.content.seller.profile_id == profile_id
        ]

    def credit_notes_before_issue(self, number: str) -> list[Invoice]:
        own = (each for each, _ in self.own(self.tables.invoices) if each.state in BEFORE_ISSUE)
        notes = (each for each in own if each.content.corrects == number)
        return sorted(notes, key=lambda each: each.id)

    def due_for_issue(self, up_to: str) -> list[str]:
        approved = (
            (each.content.issue_date.isoformat(), each.id)
            for each, _ in self.own(self.tables.invoices)
            if each.state is State.APPROVED
        )
        return [invoice_id for issue_date, invoice_id in sorted(approved) if issue_date <= up_to]

    def of_contract(self, contract_id: str) -> list[Invoice]:
        own = (each for each, _ in self.own(self.tables.invoices))
        its = (each for each in own if each.contract_id == contract_id)
        return sorted(its, key=lambda each: (each.contract_sequence, each.id))

    def without_po(self) -> list[str]:
        own = (each for each, _ in self.own(self.tables.invoices) if each.state in OPEN)
        missing = (each for each in own if not (each.content.po_number or each.is_credit_note))
        return [
            each.id for each in sorted(missing, key=lambda one: (one.content.issue_date, one.id))
        ]

    def _keep(self, invoice: Invoice, version: Version) -> None:
        key = self.key(invoice.id)
        place = _place_of(invoice)
        for other, _ in self.own(self.tables.invoices):
            taken = _place_of(other)
            if invoice.contract_id and other.id != invoice.id and taken == place:
                raise AlreadyDone()
        same = self.find_external(invoice.external_id)
        if same is not None and same.id != invoice.id and invoice.state is not State.VOID:
            what = "invoice with the external id"
            raise AlreadyTaken(what, invoice.external_id).at("external_id")
        self.tables.invoices[key] = (invoice, version)
        self.tables.versions[key] = (*self.tables.versions.get(key, ()), version)


def _place_of(invoice: Invoice) -> tuple[str | None, int, int, str]:
    place = (invoice.contract_id, invoice.contract_revision, invoice.contract_sequence)
    return (*place, invoice.content.replaces)


def _is_wanted(invoice: Invoice, version: Version, wanted: InvoiceFilter) -> bool:
    content = invoice.content
    due = content.due_date
    return (
        (not wanted.states or invoice.state in wanted.states)
        and wanted.customer_id in ("", content.bill_to.customer_id)
        and wanted.contract_id in ("", invoice.contract_id)
        and wanted.deal_channel in ("", invoice.deal_channel)
        and wanted.number.casefold() in ("", (invoice.number or "").casefold())
        and wanted.takes(invoice)
        and wanted.po_number in ("", content.po_number)
        and wanted.corrects in ("", content.corrects)
        and wanted.credit_notes in (None, bool(content.corrects))
        and wanted.external_id in ("", "" if invoice.state is State.VOID else invoice.external_id)
        and (wanted.due_from is None or due >= wanted.due_from)
        and (wanted.due_to is None or due <= wanted.due_to)
        and (wanted.updated_from is None or version.at >= wanted.updated_from)
    )


def _recency(row: tuple[Invoice, Version]) -> tuple[datetime, str]:
    return (row[1].at, row[0].id)


def _summary(invoice: Invoice, version: Version) -> InvoiceSummary:
    return InvoiceSummary(
        id=invoice.id,
        number=invoice.number,
        state=invoice.state,
        customer=invoice.content.bill_to.legal_name,
        total_minor=invoice.total.minor,
        currency=invoice.content.currency,
        due_date=invoice.content.due_date.isoformat(),
        po_number=invoice.content.po_number,
        deal_channel=invoice.deal_channel,
        drafted_by=invoice.drafted_by.person,
        corrects=invoice.content.corrects,
        updated_at=version.at,
    )


class FakeVersions(Room):
    def of(self, invoice_id: str) -> list[Version]:
        return list(self.tables.versions.get(self.key(invoice_id), ()))

    def authors(self, subject_id: str) -> list[Actor]:
        return [each.by for each in self.of(subject_id)]

    def at(self, invoice_id: str, sequence: int) -> Version:
        for version in self.of(invoice_id):
            if version.sequence == sequence:
                return version
        raise NotFound("version", str(sequence))

    def recorded(self, begins: datetime, ends: datetime, why: str = "") -> Iterator[Version]:
        all_of_them = (each for chain in self.own(self.tables.versions) for each in chain)
        wanted = (
            each for each in all_of_them if begins <= each.at < ends and why in ("", each.why)
        )
        yield from sorted(wanted, key=lambda each: (each.at, each.subject_id, each.sequence))


class FakeSenderProfiles(Room):
    def get(self, profile_id: str) -> SenderProfile:
        return self.found(self.tables.profiles, "legal entity", profile_id)

    def all(self) -> list[SenderProfile]:
        return sorted(self.own(self.tables.profiles), key=lambda each: each.legal_name.casefold())

    def find_external(self, external_id: str) -> SenderProfile | None:
        own = self.own(self.tables.profiles)
        return next((each for each in own if external_id == each.external_id != ""), None)

    def save(self, profile: SenderProfile) -> None:
        for other in self._others(profile):
            if profile.external_id and other.external_id == profile.external_id:
                what = "legal entity with the external id"
                raise AlreadyTaken(what, profile.external_id).at("external_id")
            if other.legal_name.casefold() == profile.legal_name.casefold():
                raise AlreadyTaken("legal entity", profile.legal_name)
            if other.series.casefold() == profile.series.casefold():
                raise AlreadyTaken("number series", profile.series)
        self.tables.profiles[self.key(profile.id)] = profile
        look_anew(self.tables, self.workspace_id)

    def _others(self, profile: SenderProfile) -> Iterator[SenderProfile]:
        return (each for each in self.own(self.tables.profiles) if each.id != profile.id)


class FakeCustomers(Room):
    def get(self, customer_id: str) -> Customer:
        return self.found(self.tables.customers, "customer", customer_id)

    def search(self, words: str, limit: int = 100) -> list[Customer]:
        typed = " ".join(key_of(words).split())

        def order(customer: Customer) -> tuple[bool, str]:
            name = customer.name.casefold()
            return not name.startswith(typed), name

        return sorted(self._named(words), key=order)[:limit]

    def find_external(self, external_id: str) -> Customer | None:
        own = self.own(self.tables.customers)
        return next((each for each in own if external_id == each.external_id != ""), None)

    def named(self, name: str) -> list[Customer]:
        own = self.own(self.tables.customers)
        same = (each for each in own if each.name.casefold() == name.casefold())
        return sorted(same, key=lambda each: each.id)

    def page(self, *, after: str = "", words: str = "", limit: int = 50) -> list[Customer]:
        named = sorted(self._named(words), key=lambda each: each.id)
        return [each for each in named if each.id > after][:limit]

    def _named(self, words: str) -> list[Customer]:
        wanted = key_of(words).split()
        own = self.own(self.tables.customers)
        sought = [beginning(word) for word in wanted]
        return [each for each in own if all(s in f" {each.name.casefold()}" for s in sought)]

    def save(self, customer: Customer) -> None:
        for other in self.own(self.tables.customers):
            if other.id != customer.id and customer.external_id == other.external_id != "":
                what = "customer with the external id"
                raise AlreadyTaken(what, customer.external_id).at("external_id")
            if other.id != customer.id and _cannot_be_told_apart(other, customer):
                raise AlreadyTaken("customer", customer.name)
        self.tables.customers[self.key(customer.id)] = customer


def _cannot_be_told_apart(one: Customer, other: Customer) -> bool:
    def place(customer: Customer) -> tuple[str, str, str]:
        return customer.name.casefold(), customer.place.casefold(), customer.external_id

    return place(one) == place(other)


class FakeAccountMappings(Room):
    def find(self, profile_id: str) -> AccountMapping | None:
        return self.tables.account_mappings.get(self.key(profile_id))

    def save(self, mapping: AccountMapping) -> None:
        self.tables.account_mappings[self.key(mapping.profile_id)] = mapping


class FakeMailDomains(Room):
    def of(self, customer_id: str) -> list[str]:
        since = self.tables.mail_domains.items()
        found = sorted((at, key[2]) for key, at in since if key[:2] == self.key(customer_id))
        return [home for _, home in found]

    def add(self, customer_id: str, home: str) -> None:
        self.tables.mail_domains.setdefault((*self.key(customer_id), home), self.now)


class FakeNumbers(Room):
    def take(self, profile_id: str, series: str, *, before: int = 0) -> int:
        key = (self.workspace_id, profile_id, series)
        taken, left_out = self.tables.counts.get(key, (0, before))
        self.tables.counts[key] = (taken + 1, left_out)
        return left_out + taken + 1

    def foresee(self, profile_id: str, series: str) -> None:
        """It is here."""

    def taken(self, profile_id: str, series: str) -> int:
        return sum(self.tables.counts.get((self.workspace_id, profile_id, series), (0, 0)))


class FakeForms(Room):
    def get(self, form_id: str) -> SavedForm:
        return self.found(self.tables.forms, "form", form_id)

    def save(self, form: SavedForm) -> None:
        self.tables.forms[self.key(form.id)] = form

    def discard(self, form_id: str) -> None:
        self.tables.forms.pop(self.key(form_id), None)

    def of(self, owner: str) -> list[SavedForm]:
        own = (each for each in self.own(self.tables.forms) if each.owner == owner)
        return sorted(own, key=lambda each: (each.updated_at, each.id), reverse=True)

    def latest(self, owner: str) -> Iterator[SavedForm]:
        return iter(self.of(owner))


class FakeEvents(Room):
    def add(self, event: Event) -> None:
        self.expect(event.workspace_id, new=self.key(event.id) not in self.tables.events)
        self.tables.events[self.key(event.id)] = event

    def get(self, event_id: str) -> Event:
        return self.found(self.tables.events, "event", event_id)

    def of(self, subject_id: str) -> list[Event]:
        return [each for each in self.own(self.tables.events) if each.subject_id == subject_id]

    def page(
        self, *, after: int = 0, names: Sequence[EventName] = (), subject_id: str = "", limit: int
    ) -> list[tuple[int, Event]]:
        placed = enumerate(self.own(self.tables.events), start=1)
        found = (
            (position, each)
            for position, each in placed
            if position > after
            and (not names or each.name in names)
            and subject_id in ("", each.subject_id)
        )
        return list(found)[:limit]

    def latest(self, names: Sequence[EventName], *, limit: int) -> list[Event]:
        found = [each for each in self.own(self.tables.events) if each.name in names]
        return found[::-1][:limit]

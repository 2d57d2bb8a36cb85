"""Erasing personal data and whole workspaces, on an operator's word, for good.

Issued invoices, credit notes, payments, the bank's entries of them, and agreed contracts with their
versions are business records that the law wants kept for years, and each version is sealed to the
one before: they stay, whoever is named in them, until the whole workspace is erased. All else that
names a customer or a person goes.
"""

from collections.abc import Iterator

from jupiter_core.commands.erasing_payers import erase_payer_named, erase_payers_of
from jupiter_core.commands.record import notify
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import OPEN, Invoice, State
from jupiter_core.domain.mail_contact import ContactRole
from jupiter_core.domain.party import ApContact, Customer
from jupiter_core.domain.refusals import NotPermitted, Refusal, Required
from jupiter_core.domain.text import key_of
from jupiter_core.ports import ContractFilter, InvoiceFilter, Mentions, PaymentFilter, UnitOfWork

_AT_ONCE = 100


class StillUnderWay(Refusal):
    """An invoice that waits to be approved or issued, or a contract that runs or waits."""

    template = "{title} is {state}. Void or end it first: what is under way is not erased."
    title: str
    state: str


class StillUnpaid(Refusal):
    """`numbers` counts the open invoices of the workspace."""

    template = (
        "{numbers} invoices are not paid, and erasing removes every record of them. Settle or void "
        "them, or say that they are to go as well."
    )
    numbers: int


class EraseCustomer(Frozen):
    """`by` has to be an operator."""

    by: Actor
    customer_id: str


class ErasePerson(Frozen):
    """`who` is an e-mail address or a Slack user id."""

    by: Actor
    who: str


class EraseWorkspace(Frozen):
    """`even_unpaid` erases open invoices too."""

    by: Actor
    even_unpaid: bool = False


class Erased(Frozen):
    """What is gone, and how many versions, events, payments and entries of bank statements still
    name it, because they have to."""

    what: str
    kept: int = 0


def look_for_customer(command: EraseCustomer, uow: UnitOfWork) -> Mentions:
    """What still names it, in a transaction before the one that erases: nobody waits for that.
    Raises NotPermitted or NotFound before anything is read."""
    _expect_operator(command.by)
    return uow.erasure.look(uow.customers.get(command.customer_id).id)


def look_for_person(command: ErasePerson, uow: UnitOfWork) -> Mentions:
    """The same of a person. Raises NotPermitted or Required."""
    return uow.erasure.look(_person_of(command))


def erase_customer(
    command: EraseCustomer, uow: UnitOfWork, known: Mentions | None = None
) -> Erased:
    """`known` is what was looked for before. Raises NotPermitted, NotFound, or StillUnderWay."""
    _expect_operator(command.by)
    customer = uow.customers.get(command.customer_id)
    drafts = [*_unissued(uow, customer.id), *_never_agreed(uow, customer.id)]
    for each in drafts:
        uow.erasure.subject(each)
    issued = {each.id for each in _invoices(uow, InvoiceFilter(customer_id=customer.id))}
    held = uow.erasure.held_changes(customer.id, issued)
    held += uow.erasure.conversation(customer.id, issued)
    forms, answers = uow.erasure.forms(customer.id), uow.erasure.sent()
    payers = erase_payers_of(uow, customer.id, customer.name)
    events = 0
    if _is_needed(uow, customer.id):
        uow.customers.save(_without_people(customer))
    else:
        events = len(uow.events.of(customer.id))
        uow.erasure.subject(customer.id)
        uow.erasure.customer(customer.id)
    gone = f"{len(drafts)} drafts, {forms} forms, {_of_the_rest(held, payers, answers)}"
    what = f"Of a customer: {gone}, {events} events about it."
    return _told(uow, customer.id, command.by, what, uow.erasure.mentions(customer.id, known))


def erase_person(command: ErasePerson, uow: UnitOfWork, known: Mentions | None = None) -> Erased:
    """`known` is what was looked for before. Raises NotPermitted or Required."""
    who = _person_of(command)
    forms, held = uow.erasure.forms(who), uow.erasure.held_changes(who)
    held += uow.erasure.conversation(who)
    payers, answers = erase_payer_named(uow, who), uow.erasure.sent()
    naming = map(uow.customers.get, uow.erasure.customers_naming(who, known))
    contacts = [each for each in naming if _is_contact(each, who)]
    for each in contacts:
        uow.customers.save(_without_contact(each, who))
    kept, accounts = uow.erasure.mentions(who, known), uow.directory.forget(who)
    people = f"{len(contacts)} contacts, {accounts} accounts"
    gone = f"{forms} forms, {people}, {_of_the_rest(held, payers, answers)}"
    what = f"Of a person: {gone}."
    return _told(uow, uow.workspace_id, command.by, what, kept)


def erase_workspace(command: EraseWorkspace, uow: UnitOfWork) -> Erased:
    """All of it; what stays is the audit log and one event that says so.

    Raises NotPermitted, or StillUnpaid.
    """
    _expect_operator(command.by)
    unpaid = sum(1 for _ in _invoices(uow, InvoiceFilter(states=tuple(sorted(OPEN)))))
    if unpaid and not command.even_unpaid:
        raise StillUnpaid(unpaid)
    rows = uow.erasure.everything()
    return _told(uow, uow.workspace_id, command.by, f"The whole workspace: {rows} records.", 0)


def _expect_operator(by: Actor) -> None:
    """No key and nobody in Slack erases: whoever does has the database in their hands anyway."""
    if by.kind is not ActorKind.OPERATOR:
        raise NotPermitted("erase records", "An operator does, with jupiter erase.")


def _person_of(command: ErasePerson) -> str:
    _expect_operator(command.by)
    who = command.who.strip()
    if not who:
        raise Required("An e-mail address or a Slack user id")
    return who


def _unissued(uow: UnitOfWork, customer_id: str) -> list[str]:
    """Of no contract and without a number. Raises StillUnderWay."""
    found = []
    for each in _invoices(uow, InvoiceFilter(customer_id=customer_id)):
        if each.number or each.contract_id:
            continue
        if each.state not in {State.DRAFT, State.VOID}:
            raise StillUnderWay(each.title.capitalize(), each.state.words)
        found.append(each.id)
    return found


def _never_agreed(uow: UnitOfWork, customer_id: str) -> list[str]:
    found = []
    for each in _contracts(uow, customer_id):
        if each.agreed:
            if each.state is not ContractState.ENDED:
                raise StillUnderWay(f"The contract {each.name}", each.state.words)
            continue
        if each.state is ContractState.PENDING_APPROVAL:
            raise StillUnderWay(f"The contract {each.name}", each.state.words)
        found.append(each.id)
    return found


def _is_needed(uow: UnitOfWork, customer_id: str) -> bool:
    named = InvoiceFilter(customer_id=customer_id)
    paid = PaymentFilter(customer_id=customer_id)
    return (
        bool(uow.invoices.page(named, limit=1))
        or any(_contracts(uow, customer_id))
        or bool(uow.payments.page(paid, limit=1))
    )


def _without_people(customer: Customer) -> Customer:
    """Its name and address stand on what has to be kept; whom to write to does not matter now."""
    nobody: dict[str, object] = {"ap_contact": ApContact(), "more_contacts": (), "attention": ""}
    nobody |= {"references": (), "ship_to": None, "portal": None}
    return customer.model_copy(update=nobody)


def _without_contact(customer: Customer, who: str) -> Customer:
    """Where they were the first contact, the next who is written to takes their place."""
    left = tuple(each for each in customer.more_contacts if key_of(each.email) != key_of(who))
    first = customer.ap_contact
    if key_of(first.email) == key_of(who):
        heir = next((each for each in left if each.role is ContactRole.TO), None)
        first = ApContact(name=heir.name, email=heir.email) if heir else ApContact()
        left = tuple(each for each in left if each is not heir)
    return customer.model_copy(update={"ap_contact": first, "more_contacts": left})


def _is_contact(customer: Customer, who: str) -> bool:
    emails = (customer.ap_contact.email, *(each.email for each in customer.more_contacts))
    return any(key_of(each) == key_of(who) for each in emails)


def _of_the_rest(held: int, payers: int, answers: int) -> str:
    by_link = f"{held} changes and messages by link"
    return f"{by_link}, {payers} names of payers, {answers} answers, what was sent"


def _told(uow: UnitOfWork, subject_id: str, by: Actor, what: str, kept: int) -> Erased:
    rest = (
        f" {kept} sealed versions, events, payments and bank entries still name them, as the law "
        "wants."
        if kept
        else ""
    )
    uow.erasure.words()
    name = EventName.WORKSPACE_ERASED
    notify(uow, name, subject_id, by=by, note=f"{what}{rest}", also=(by.owner,))
    return Erased(what=what, kept=kept)


def _invoices(uow: UnitOfWork, wanted: InvoiceFilter) -> Iterator[Invoice]:
    after = ""
    while page := uow.invoices.page(wanted, after=after, limit=_AT_ONCE):
        yield from page
        after = page[-1].id


def _contracts(uow: UnitOfWork, customer_id: str) -> Iterator[Contract]:
    after = ""
    wanted = ContractFilter(customer_id=customer_id)
    while page := uow.contracts.page(wanted, after=after, limit=_AT_ONCE):
        yield from page
        after = page[-1].id

"""Whose word makes a mail domain known: that of a person who was shown it, and who did not set the
address themselves.

An approval of an invoice or a contract is such a word, where the approver is a person in Slack,
whose request shows the recipient. An API key reads no request.
"""

from collections.abc import Iterable

from jupiter_core.commands.record import changed_since, publish_about
from jupiter_core.commands.second_person import expect_person
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.changes import Change
from jupiter_core.domain.event_details import MailOutcome
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.mail_contact import names_address
from jupiter_core.domain.mail_domain import mail_home
from jupiter_core.domain.party import BillTo
from jupiter_core.domain.party_facts import AP_EMAIL, MORE_CONTACTS
from jupiter_core.domain.refusals import MailNotWaiting, NotInState, SetTheAddress
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.recipient import mail_recipient, mails_asked_about, recipient_called

_APPROVALS = frozenset({EventName.INVOICE_APPROVED, EventName.CONTRACT_APPROVED})
_SETTING = frozenset(
    {
        EventName.CUSTOMER_CREATED,
        EventName.CUSTOMER_CHANGED,
        EventName.INVOICE_AMENDED,
        EventName.INVOICE_PO_NUMBER_ADDED,
    }
)


class DecideMail(Frozen):
    """A person's word on a mail that waits. `expected_version` is the version whose recipient they
    read, `email` which of several; empty for the first."""

    by: Actor
    invoice_id: str
    expected_version: int
    send: bool
    email: str = ""


def decide_mail(command: DecideMail, uow: UnitOfWork) -> Invoice:
    """Sends the mail, and others to the same domain from now on without a question; or does not.

    Raises NotPermitted, NotFound, MailNotWaiting, ChangedSinceSeen, NotInState, or SetTheAddress
    for who put the address there.
    """
    expect_person(command.by, "decide on mails")
    invoice = uow.invoices.get(command.invoice_id)
    read = uow.versions.at(command.invoice_id, command.expected_version).invoice()
    asked = mails_asked_about(uow, invoice.id)
    if not asked:
        raise MailNotWaiting(invoice.title)
    recipient = recipient_called(mail_recipient(uow, invoice), command.email)
    then = recipient_called(mail_recipient(uow, read), command.email)
    if not (recipient and then and recipient.email == then.email):
        raise changed_since(uow, invoice, command.expected_version)
    if recipient.email not in asked:
        raise MailNotWaiting(invoice.title)
    about = MailOutcome(email=recipient.email)
    if not command.send:
        name = EventName.INVOICE_EMAIL_WITHHELD
        publish_about(uow, invoice, name, by=command.by, details=about)
        return invoice
    if invoice.state is State.VOID:
        raise NotInState(invoice.title, invoice.state.words, "sent to the customer")
    customer_id = invoice.content.bill_to.customer_id
    set_by = _who_set(uow, recipient.email, customer_id, invoice.id)
    if command.by.person in set_by:
        raise SetTheAddress(recipient.email)
    vouch_for(uow, customer_id, recipient.email)
    publish_about(uow, invoice, EventName.INVOICE_EMAIL_ASKED_FOR, by=command.by, details=about)
    return invoice


def vouch_for(uow: UnitOfWork, customer_id: str, email: str) -> None:
    """Mails to this address's domain go out for this customer from now on."""
    home = mail_home(email)
    if home:
        uow.mail_domains.add(customer_id, home)


def learn_from_approval(
    uow: UnitOfWork, subject_id: str, approvals: Iterable[Approval], bill_to: BillTo
) -> None:
    """What was approved named its recipients: of each, one of the approvers who did not set the
    address is enough for its domain to be known."""
    known = uow.mail_domains.of(bill_to.customer_id)
    named = [bill_to.ap_contact.email, *(each.email for each in bill_to.more_contacts)]
    new = [each for each in named if mail_home(each) not in ("", *known)]
    if not new:
        return
    in_person = _in_person(uow.events.of(subject_id), approvals)
    for email in new:
        if in_person - _who_set(uow, email, bill_to.customer_id, subject_id):
            vouch_for(uow, bill_to.customer_id, email)


def _in_person(events: Iterable[Event], approvals: Iterable[Approval]) -> frozenset[str]:
    """Who gave one of these approvals in Slack."""
    given = {(each.by, each.at) for each in approvals}
    return frozenset(
        each.by.person
        for each in events
        if each.name in _APPROVALS
        and each.by.kind is ActorKind.SLACK_USER
        and (each.by.person, each.at) in given
    )


def _who_set(uow: UnitOfWork, email: str, *subject_ids: str) -> frozenset[str]:
    """The people who, by hand or with a key, made this an AP e-mail of a customer or invoice."""
    events = (event for subject_id in subject_ids for event in uow.events.of(subject_id))
    return frozenset(
        each.by.person
        for each in events
        if each.name in _SETTING and any(_sets(change, email) for change in each.changes)
    )


def _sets(change: Change, email: str) -> bool:
    """Whether it was not there before, as the first contact or another."""
    if change.what == AP_EMAIL:
        return change.new == email
    new = change.what == MORE_CONTACTS and names_address(change.new, email)
    return new and not names_address(change.old, email)

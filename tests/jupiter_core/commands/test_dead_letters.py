"""What was given up goes out again: which, by whose word, and what is kept of it."""

import pytest

from jupiter_core.commands.dead_letters import (
    ResendLetter,
    ResendLetters,
    resend_letter,
    resend_letters,
)
from jupiter_core.commands.draft import SubmitInvoice, submit_invoice
from jupiter_core.commands.given_up import publish_given_up
from jupiter_core.domain.actor import Actor, operator
from jupiter_core.domain.events import EventName
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.outbox.messages import EMAIL, SLACK, WEBHOOK, MessageKind
from jupiter_core.outbox.resendable import resendable
from jupiter_core.ports import Message
from jupiter_core.queries.resources.event import EventResource
from tests.factories import DANA, DEAL_CHANNEL, FIONA, NOW, SAM, WORKSPACE
from tests.harness.workspace import MemoryWorkspace, terms


def a_message(message_id: str, kind: MessageKind, destination: str = SLACK, **body: str) -> Message:
    return Message(
        id=message_id,
        workspace_id=WORKSPACE,
        stream=message_id,
        destination=destination,
        kind=kind,
        body=body,
        skippable=kind is not MessageKind.CARD,
    )


@pytest.fixture
def desk() -> MemoryWorkspace:
    """A card of Sam's draft, a mail of it and a notice of bank details to Fiona were given up;
    and what is sent again by another way, or not at all."""
    desk = MemoryWorkspace()
    with desk.writing() as uow:
        command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms(), as_draft=True)
        draft = submit_invoice(command, uow, desk.renderer)
        for each in (
            a_message("card", MessageKind.CARD, invoice_id=draft.id),
            a_message("mail", MessageKind.EMAIL, EMAIL, invoice_id=draft.id),
            a_message("notice", MessageKind.DIRECT, event_id="bank", user_id=FIONA.id),
            a_message("told", MessageKind.DIRECT, dead_letter_id="card", invoice_id=draft.id),
            a_message("code", MessageKind.EMAIL_CODE, EMAIL, invoice_id=draft.id),
            a_message("event", MessageKind.EVENT, WEBHOOK, endpoint_id="e"),
        ):
            uow.outbox.put(each)
    for name in tuple(desk.tables.letters):
        desk.tables.change_letter(name, failed_at=NOW, error="channel_not_found")
    return desk


def waiting(desk: MemoryWorkspace) -> list[str]:
    with desk.reading() as uow:
        return [each.message.id for each in resendable(uow)]


def resent(desk: MemoryWorkspace) -> list[tuple[str, str]]:
    return [
        (each.by.person, each.note)
        for each in desk.tables.events.values()
        if each.name is EventName.MESSAGES_RESENT
    ]


def all_by(desk: MemoryWorkspace, by: Actor, *, is_admin: bool = False) -> int:
    with desk.writing() as uow:
        return resend_letters(ResendLetters(by=by, is_admin=is_admin), uow)


def test_a_notice_of_bank_details_is_among_what_can_be_sent_again(desk: MemoryWorkspace) -> None:
    assert waiting(desk) == ["card", "mail", "notice"]
    with desk.writing() as uow:
        title = resend_letter(ResendLetter(by=FIONA, message_id="notice"), uow)
    assert title == "A notice"
    assert waiting(desk) == ["card", "mail"]
    assert resent(desk) == [(FIONA.id, "1 message")]


@pytest.mark.parametrize(
    ("by", "is_admin"), [(FIONA, False), (DANA, True), (operator("U0OPS"), False)]
)
def test_approvers_admins_and_the_operator_send_all_again(
    desk: MemoryWorkspace, by: Actor, is_admin: bool
) -> None:
    assert all_by(desk, by, is_admin=is_admin) == 3
    assert waiting(desk) == []
    assert resent(desk) == [(by.person, "3 messages")]


def test_who_drafted_a_deal_sends_again_what_is_about_it(desk: MemoryWorkspace) -> None:
    assert all_by(desk, SAM) == 2
    assert waiting(desk) == ["notice"]


def test_all_once_more_sends_nothing_and_keeps_nothing(desk: MemoryWorkspace) -> None:
    all_by(desk, FIONA)
    assert all_by(desk, FIONA) == 0
    assert len(resent(desk)) == 1


def test_who_has_no_part_in_them_sends_none(desk: MemoryWorkspace) -> None:
    stranger = SAM.model_copy(update={"id": "U0OLGA"})
    with pytest.raises(NotPermitted):
        all_by(desk, stranger)
    with pytest.raises(NotPermitted), desk.writing() as uow:
        resend_letter(ResendLetter(by=stranger, message_id="notice"), uow)
    assert waiting(desk) == ["card", "mail", "notice"]
    assert resent(desk) == []


@pytest.mark.parametrize("message_id", ["event", "told", "code", "unknown"])
def test_what_goes_again_by_another_way_is_no_undelivered_message(
    desk: MemoryWorkspace, message_id: str
) -> None:
    with pytest.raises(NotFound), desk.writing() as uow:
        resend_letter(ResendLetter(by=FIONA, message_id=message_id), uow)


def heard(desk: MemoryWorkspace) -> list[tuple[str, str, str]]:
    """What systems are told: which event, of which message, and why."""
    told = [
        (each.name.value, EventResource.of(each, None).data.message)
        for each in desk.tables.events.values()
    ]
    return [(name, each.id, each.error) for name, each in told if each]


@pytest.mark.parametrize(
    ("message", "event"),
    [
        ("card", "invoice.message_undelivered"),
        ("mail", "invoice.message_undelivered"),
        ("notice", "workspace.message_undelivered"),
        ("told", None),
        ("code", None),
        ("event", None),
    ],
)
def test_systems_hear_what_was_given_up_and_can_be_sent_again(
    desk: MemoryWorkspace, message: str, event: str | None
) -> None:
    before = len(desk.tables.letters)
    with desk.writing() as uow:
        publish_given_up(desk.tables.letters[message].message, "channel_not_found", uow)
    assert heard(desk) == ([(event, message, "channel_not_found")] if event else [])
    assert len(desk.tables.letters) == before  # no person is written to


def test_systems_hear_of_each_message_of_a_deal_that_goes_again(desk: MemoryWorkspace) -> None:
    assert all_by(desk, FIONA) == 3
    assert heard(desk) == [
        ("invoice.message_resent", "card", ""),
        ("invoice.message_resent", "mail", ""),
    ]


def test_a_message_about_a_draft_that_is_gone_is_told_as_one_of_the_workspace(
    desk: MemoryWorkspace,
) -> None:
    gone = a_message("gone", MessageKind.SHOWN_CARD, invoice_id="nobody", user_id=SAM.id)
    with desk.writing() as uow:
        publish_given_up(gone, "channel_not_found", uow)
    assert heard(desk) == [("workspace.message_undelivered", "gone", "channel_not_found")]

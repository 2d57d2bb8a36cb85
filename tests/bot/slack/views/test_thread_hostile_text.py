"""Whatever people type, every message stays within Slack's limits and shows it as typed."""

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.simulator.blockkit.validate import valid_message_blocks, valid_view
from bot.simulator.ids import Ids
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views.invoice.card import card
from bot.slack.views.invoice.card_forms import changes_form, po_form, void_form
from bot.slack.views.invoice.conversation import dispute_closed
from bot.slack.views.invoice.direct import undelivered
from bot.slack.views.invoice.history import history_modal
from bot.slack.views.invoice.payment_form import (
    payment_form,
    refund_form,
    settle_form,
    undo_form,
)
from bot.slack.views.invoice.payments_modal import payments_modal
from bot.slack.views.invoice.request import approval_closed, approval_request
from bot.slack.views.invoice.thread import notice
from bot.slack.views.invoice.unfurl import unfurl
from bot.slack.views.rich_text import Rendered, fitting, spoken
from bot.wording.documents import file_name
from jupiter_core.domain.account import Credit
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Allocation, Payment, ReceivingAccount, Undo
from jupiter_core.queries.history import VersionEntry
from tests.factories import DEAL_CHANNEL, NOW, WORKSPACE, a_content, a_draft, a_line, a_recipient

LINK = "https://pay.example/i/01JACME0000000000000000001.signature"
HOSTILE = (
    "<!channel>",
    "Remit to <!channel> *DE89 3704 0044 0532 0130 00*",
    "<@U0SAM>",
    "<https://evil.example|Pay here>",
    "*bold* _it_ ~no~ `code`",
    "<b>&amp;</b> & < >",
    "\U0001f4b8\U0001f44d\U0001f3fd",
    "שלום עולם",
    ":tada: :smile:",
    "x" * 10_000,
    "&" * 10_000,
)
TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(min_size=1, max_size=400))
STATES = st.sampled_from(State)
INVOICE_EVENTS = [each for each in EventName if each.startswith(("invoice.", "credit"))]
_IDS = Ids(lambda: 1.0)


def _invoice(text: str, state: State, lines: int) -> Invoice:
    content = a_content(
        lines=tuple(a_line(text[:500], "2", "1.00") for _ in range(lines)),
        memo=text,
        po_number=text,
    )
    bill_to = content.bill_to.model_copy(update={"legal_name": text})
    seller = content.seller.model_copy(update={"legal_name": text})
    remit_to = content.remit_to.model_copy(update={"holder": text, "bank_name": text})
    content = content.model_copy(
        update={"bill_to": bill_to, "seller": seller, "remit_to": remit_to}
    )
    numbered = state not in {State.DRAFT, State.PENDING_APPROVAL, State.APPROVED}
    return a_draft(
        content=content,
        state=state,
        drafted_by=_actor(text, ActorKind.SLACK_USER),
        number="JUS-000001" if numbered else None,
        revision=1 if numbered else 0,
        reason=text,
        credits=(Credit(number="JUS-C000001", amount=Money.of("1.00", "USD")),),
    )


def _actor(text: str, kind: ActorKind) -> Actor:
    return Actor(kind=kind, id="U0SAM", name=text, email=text)


def _event(name: EventName, text: str, kind: ActorKind, changes: int) -> Event:
    return Event(
        id="event",
        workspace_id=WORKSPACE,
        name=name,
        subject_id="01JACME0000000000000000001",
        at=NOW,
        by=_actor(text, kind),
        changes=tuple(
            Change(what=f"Line {n}", old=text[:900], new=text * 2) for n in range(changes)
        ),
        note=text,
    )


def _messages(invoice: Invoice, event: Event, text: str) -> Iterator[Rendered]:
    hostile = a_recipient(name=text, email=text, home=text, is_new=True, like=text)
    yield card(invoice, link=LINK, recipient=hostile)
    yield notice(event, invoice, link=LINK)
    yield approval_request(invoice, ["U0FIONA", "U0FRANK", text] * 40, hostile)
    yield approval_closed(invoice, event, invoice, hostile)
    yield dispute_closed(event, invoice, None, event)
    yield undelivered(invoice.title, text, "01JDEAD")
    for channel in (DEAL_CHANNEL, "C0OTHER"):
        yield "An unfurl", unfurl(invoice, shown=channel == DEAL_CHANNEL)["blocks"]


@settings(max_examples=100, deadline=None)
@given(
    text=TEXTS,
    state=STATES,
    name=st.sampled_from(INVOICE_EVENTS),
    kind=st.sampled_from(ActorKind),
    lines=st.sampled_from([1, 4, 300]),
    changes=st.sampled_from([0, 1, 12, 300]),
)
def test_every_message_is_one_that_slack_takes(
    text: str, state: State, name: EventName, kind: ActorKind, lines: int, changes: int
) -> None:
    invoice, event = _invoice(text, state, lines), _event(name, text, kind, changes)
    for top, blocks in _messages(invoice, event, text):
        assert 0 < len(top) <= 4000
        assert valid_message_blocks(blocks, _IDS)
        assert "<!" not in top


@settings(max_examples=15, deadline=None)
@given(text=TEXTS, state=STATES, entries=st.sampled_from([0, 1, 20, 90]))
def test_every_view_is_one_that_slack_takes(text: str, state: State, entries: int) -> None:
    invoice = _invoice(text[:255], state, 3)
    metadata = ModalMetadata("01JNONCE000000000000000000", SubjectRef(invoice.id, invoice.sequence))
    for form in (po_form, void_form, changes_form, settle_form):
        assert valid_view(form(invoice, metadata), "modal", _IDS)
    for view in _money_views(invoice, metadata, text):
        assert valid_view(view, "modal", _IDS)
    told = [_entry(n, text) for n in range(entries)]
    for page in (0, 1, 99):
        assert valid_view(history_modal(invoice, told, link=LINK, page=page), "modal", _IDS)


def _money_views(invoice: Invoice, metadata: ModalMetadata, text: str) -> list[dict[str, Any]]:
    """With a reference, a reason and a name that are hostile."""
    day, total, by = NOW.date(), invoice.total, _actor(text[:255], ActorKind.SLACK_USER)
    undo = Undo(reason=text[:500], by=by, at=NOW)
    allocation = Allocation(id="a", invoice_id=invoice.id, amount=total, by=by, at=NOW)
    payment = Payment(
        id="p",
        workspace_id=invoice.workspace_id,
        customer_id="c",
        sender_profile_id="s",
        amount=total,
        received_on=day,
        account=ReceivingAccount.of(invoice.content.remit_to),
        reference=text[:140],
        by=by,
        at=NOW,
        allocations=(allocation, allocation.model_copy(update={"undone": undo})),
    )
    return [
        payment_form(invoice, metadata, others=[invoice] * 150, credit=total, today=day),
        refund_form(invoice, metadata, total, day),
        undo_form(text[:100] or "x", metadata),
        payments_modal(invoice, [payment] * 30, total, "0123456789abcdef"),
    ]


def _entry(n: int, text: str) -> VersionEntry:
    return VersionEntry(
        sequence=n + 1,
        revision=n,
        label=f"version {n}",
        at=NOW,
        by=_actor(text, ActorKind.AP),
        why=EventName.INVOICE_AMENDED,
        note=text,
        changes=tuple(Change(what=text, old=text, new=text) for _ in range(12)),
    )


@pytest.mark.parametrize("text", [each for each in HOSTILE if len(each) < 100])
def test_what_somebody_typed_is_shown_as_typed_and_never_as_markup(text: str) -> None:
    invoice = _invoice(text, State.ISSUED, 2)
    event = _event(EventName.INVOICE_VOIDED, text, ActorKind.SLACK_USER, 1)
    for _, blocks in _messages(invoice, event, "U0WANDA"):
        assert not [run for run in _texts(blocks, "mrkdwn") if text in run]
    shown = [
        *_texts(card(invoice, link=LINK, recipient=a_recipient())[1], "plain_text"),
        *_texts(approval_request(invoice, [], a_recipient())[1], "text"),
    ]
    assert any(text in run for run in shown)


def _texts(value: Any, kind: str) -> list[str]:
    if isinstance(value, dict):
        own = [str(value["text"])] if value.get("type") == kind else []
        return own + [text for each in value.values() for text in _texts(each, kind)]
    return (
        [text for each in value for text in _texts(each, kind)] if isinstance(value, list) else []
    )


@given(text=st.text(max_size=300), limit=st.integers(1, 200))
def test_escaped_text_is_never_cut_inside_an_entity(text: str, limit: int) -> None:
    fitted = fitting(text, limit)
    assert len(fitted) <= limit
    for piece in fitted.split("&")[1:]:
        assert piece.startswith(("amp;", "lt;", "gt;"))
    assert "<" not in fitted


def test_a_mention_is_spoken_as_one_and_a_link_with_its_address() -> None:
    elements = [
        {"type": "user", "user_id": "U0SAM"},
        {"type": "text", "text": " <sees> "},
        {"type": "link", "url": "https://a.example?a=1&b=2", "text": "this"},
    ]
    assert spoken(elements) == "<@U0SAM> &lt;sees&gt; this: https://a.example?a=1&amp;b=2"


@pytest.mark.parametrize(
    ("customer", "name"),
    [
        ("Acme Corporation", "DRAFT-Acme-Corporation.pdf"),
        ("../../etc/passwd", "DRAFT-etc-passwd.pdf"),
        ("<!channel>", "DRAFT-channel.pdf"),
        ("***", "DRAFT-invoice.pdf"),
        ("Müller & Söhne GmbH", "DRAFT-Müller-Söhne-GmbH.pdf"),
    ],
)
def test_a_file_is_named_by_letters_and_digits_only(customer: str, name: str) -> None:
    assert file_name(_invoice(customer, State.DRAFT, 1)) == name

"""A row of the desk: what it is about, why it stands there, and what can be done."""

from collections.abc import Mapping, Sequence
from datetime import date

from bot.slack.metadata import SubjectRef
from bot.slack.views import blocks as b
from bot.slack.views.contract import card as contract_card
from bot.slack.views.contract import request as contract_request
from bot.slack.views.desk.actions import APPROVE
from bot.slack.views.invoice import card_actions as invoice_card
from bot.slack.views.invoice import request as invoice_request
from bot.slack.views.invoice.upload import MARK_UPLOADED
from bot.slack.views.rich_text import mentioned
from bot.wording.figures import amount, day
from bot.wording.text import one_line
from jupiter_core.domain.approval import Delegator
from jupiter_core.domain.desk import DeskEntry, DeskKind, DeskSection, LocalDays
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.money import Money
from jupiter_core.queries.desk import MOST_COUNTED

NAME_LIMIT = 60
REASON_LIMIT = 200


class Drawn(Frozen):
    """What rows are drawn with: the days at the entities, and the permalinks of cards by the ids of
    what they are about. `in_modal` leaves out what opens a form of its own. `approves_for` are
    the approvers for whom a delegate approves."""

    days: LocalDays
    threads: Mapping[str, str] = {}
    in_modal: bool = False
    approves_for: tuple[Delegator, ...] = ()


def rows_of(section: DeskSection, entry: DeskEntry, drawn: Drawn) -> list[b.Block]:
    """The blocks of one entry."""
    match section:
        case DeskSection.TO_APPROVE:
            return [_asked(entry, drawn), b.actions(_decisions(entry, drawn))]
        case DeskSection.SENT_BACK:
            reason = f"“{one_line(entry.sent_back, REASON_LIMIT)}”"
            return [_plain(entry, reason), _edit(entry, drawn)]
        case DeskSection.SUBMITTED:
            since = f"Waiting for an approver since {day(entry.updated_at.date())}"
            return [_plain(entry, since, _show(entry))]
        case DeskSection.DRAFTS:
            changed = f"Not submitted  ·  changed {day(entry.updated_at.date())}"
            return [_plain(entry, changed), _edit(entry, drawn)]
        case DeskSection.OVERDUE | DeskSection.DUE_SOON:
            today = drawn.days.at(entry.seller_id)
            told = "  ·  ".join(filter(None, (_due(entry, today), _awaited(entry, today))))
            return [_plain(entry, told, _show(entry))]
        case DeskSection.WAITING_FOR_PO:
            add = b.button("Add PO", invoice_card.ADD_PO, value=_ref(entry))
            told = f"No PO yet  ·  {_due(entry, drawn.days.at(entry.seller_id))}"
            return [_plain(entry, told, _show(entry) if drawn.in_modal else add)]
        case DeskSection.TO_UPLOAD:
            done = b.button("Mark as uploaded", MARK_UPLOADED, value=_ref(entry))
            told = f"Upload due  ·  {_due(entry, drawn.days.at(entry.seller_id))}"
            return [_plain(entry, told, _show(entry) if drawn.in_modal else done)]
        case DeskSection.RECENTLY_PAID:
            paid = day(entry.settled_at.date()) if entry.settled_at else ""
            return [_plain(entry, f"Paid {paid}", _show(entry))]


def entry_title(entry: DeskEntry) -> str:
    """`JUS-000001  ·  Acme Corporation  ·  USD 1,345,000.00`."""
    return "  ·  ".join((_name(entry), one_line(entry.customer, NAME_LIMIT), _amount(entry)))


def _name(entry: DeskEntry) -> str:
    name = one_line(entry.name, NAME_LIMIT)
    match entry.kind:
        case DeskKind.CONTRACT:
            return f"Contract {name}"
        case DeskKind.CREDIT_NOTE:
            return f"Credit note {name}".strip() if name else "Draft credit note"
        case DeskKind.INVOICE:
            return name or "Draft invoice"


def _amount(entry: DeskEntry) -> str:
    """What is left to pay, where something is owed; otherwise the whole."""
    minor = entry.due_minor if entry.due_on else entry.total_minor
    return amount(Money.of_minor(minor, entry.currency))


def _due(entry: DeskEntry, today: date) -> str:
    if entry.due_on is None:
        return "nothing due"
    days = (entry.due_on - today).days
    if days < 0:
        late = f"{-days:,} day{'s' if days < -1 else ''} overdue"
        return f"{late}, since {day(entry.due_on)}"
    when = {0: "today", 1: "tomorrow"}.get(days, day(entry.due_on))
    part = entry.due_minor < entry.total_minor
    left = f" of {amount(Money.of_minor(entry.total_minor, entry.currency))}" if part else ""
    return f"Due {when}{left}"


def _awaited(entry: DeskEntry, today: date) -> str:
    """What is known of its payment: a dispute, or a promise whose day is not over."""
    if entry.disputed:
        return "Disputed"
    promised = entry.promised_on
    return f"Payment promised for {day(promised)}" if promised and promised >= today else ""


def _plain(entry: DeskEntry, told: str, accessory: b.Block | None = None) -> b.Block:
    return b.section(b.plain(f"{entry_title(entry)}\n{told}"), accessory=accessory)


def on_behalf(entry: DeskEntry, approves_for: Sequence[Delegator]) -> str:
    """`for Dana Ruiz`, where a delegate would approve it for them; else empty."""
    delegator = entry.delegator(approves_for)
    return f"for {one_line(delegator.name, NAME_LIMIT)}" if delegator else ""


def _asked(entry: DeskEntry, drawn: Drawn) -> b.Block:
    behalf = on_behalf(entry, drawn.approves_for)
    due = [b.words(f"  ·  due {day(entry.due_date)}")] if entry.due_date else []
    return b.rich_text(
        [
            b.words(entry_title(entry), bold=True),
            b.words("\nDrafted by "),
            mentioned(entry.drafted_by),
            *due,
            *([b.words(f"  ·  you approve {behalf}")] if behalf else []),
        ]
    )


def _decisions(entry: DeskEntry, drawn: Drawn) -> list[b.Block]:
    is_contract = entry.kind is DeskKind.CONTRACT
    changes = contract_request if is_contract else invoice_request
    approve = b.button(
        "Approve",
        APPROVE,
        value=f"{'contract' if is_contract else 'invoice'} {_ref(entry)}",
        style="primary",
        confirm=b.confirm(_question(entry, drawn), entry_title(entry), "Approve"),
    )
    ask = b.button("Request changes", changes.REQUEST_CHANGES, value=_ref(entry))
    return [approve, *([] if drawn.in_modal else [ask]), _show(entry), *_thread(entry, drawn)]


def _question(entry: DeskEntry, drawn: Drawn) -> str:
    behalf = on_behalf(entry, drawn.approves_for)
    return f"Approve this {behalf}?" if behalf else "Approve this?"


def _edit(entry: DeskEntry, drawn: Drawn) -> b.Block:
    if drawn.in_modal:
        return b.actions([_show(entry), *_thread(entry, drawn)])
    card = contract_card if entry.kind is DeskKind.CONTRACT else invoice_card
    drop = contract_card.END if entry.kind is DeskKind.CONTRACT else invoice_card.VOID
    resume = b.button("Edit", card.EDIT, value=_ref(entry))
    discard = b.button("Discard", drop, value=_ref(entry), style="danger")
    going = [] if entry.kind is DeskKind.CREDIT_NOTE else [resume]
    return b.actions([*going, *_thread(entry, drawn), discard])


def _show(entry: DeskEntry) -> b.Block:
    is_contract = entry.kind is DeskKind.CONTRACT
    action = contract_card.SHOW if is_contract else "invoice_show"
    return b.button("Show", action, value=entry.subject_id)


def _thread(entry: DeskEntry, drawn: Drawn) -> list[b.Block]:
    url = drawn.threads.get(entry.subject_id)
    return [b.button("Open thread", invoice_card.VIEW, url=url)] if url else []


def _ref(entry: DeskEntry) -> str:
    return str(SubjectRef(entry.subject_id, entry.sequence))


def counted(count: int) -> str:
    """How long a section is: `57`, or `1,000 or more`."""
    return f"{count:,} or more" if count == MOST_COUNTED else f"{count:,}"

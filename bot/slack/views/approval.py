"""The request for an approval in a thread, and the same request once it is answered."""

from collections.abc import Collection, Sequence

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered, mentioned, quote, small_print, spoken
from bot.slack.views.warnings import (
    caution_blocks,
    cautions_spoken,
    flag_blocks,
    flags_spoken,
)
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.payment_instructions.find import Flag

MOST_MENTIONS = 15
CLOSED = "This request is closed."


def request(
    asked: Sequence[b.Block],
    gist: str,
    flags: Sequence[Flag],
    what: Sequence[b.Block],
    buttons: Sequence[b.Block],
    cautions: Sequence[Caution] = (),
) -> Rendered:
    """The request: who is asked what, in one line with its `gist`; all of it, and the buttons."""
    said = spoken([*asked, b.words(f" {gist}.{cautions_spoken(cautions)}{flags_spoken(flags)}")])
    warned = [*caution_blocks(cautions), *flag_blocks(flags)]
    return said, [b.rich_text(asked), *warned, *what, b.actions(buttons)]


def closed_request(
    outcome: str, event: Event, flags: Sequence[Flag], what: Sequence[b.Block]
) -> Rendered:
    """The request without its buttons, with how `event` ended it."""
    reason = [quote(event.note)] if event.note else []
    said = f" “{event.note}”" if event.note else ""
    blocks = [b.rich_text([b.words(outcome, bold=True)]), *reason, *flag_blocks(flags), *what]
    return spoken([b.words(outcome), b.words(said)]), blocks


def asked_of(approvers: Sequence[str], writers: Collection[str]) -> list[b.Block]:
    """Mentions those `approvers` (Slack ids) who did not write it themselves."""
    others = [each for each in approvers if each not in writers]
    if not others:
        none = (
            "Nobody can approve this yet: an admin names approvers with /invoice setup. Approvers, "
        )
        return [b.words(none)]
    mentions: list[b.Block] = []
    for each in others[:MOST_MENTIONS]:
        mentions += [mentioned(each), b.words(", ")]
    return mentions


def request_buttons(approve: str, request_changes: str, subject: str) -> list[b.Block]:
    """Approve and Request changes, by their action ids."""
    return [
        b.button("Approve", approve, value=subject, style="primary"),
        b.button("Request changes", request_changes, value=subject),
    ]


def drafter_and_count(subject: Invoice | Contract) -> b.Block:
    """Who drafted it, and where several approvals are needed, how many there are."""
    needed = subject.approvals_needed
    several = f" · {len(subject.approvals)} of {needed} approvals" if needed > 1 else ""
    return small_print(f"Drafted by {shortened(subject.drafted_by.name, NAME_LIMIT)}{several}")


def approved_by(approvals: Sequence[Approval]) -> str:
    """`Approved by Fiona Chen, Omar Haddad.`"""
    names = ", ".join(shortened(each.by_name, NAME_LIMIT) for each in approvals)
    return f"Approved by {names}."

"""The request for an approval in a thread, and the same request once it is answered."""

from collections.abc import Collection, Sequence

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import Rendered, mentioned, quote, small_print, spoken
from bot.slack.views.warnings import (
    SaidFlag,
    caution_blocks,
    cautions_spoken,
    flag_blocks,
    flags_spoken,
)
from bot.wording.approvals import approver_name
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.cautions import Caution
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event
from jupiter_core.domain.invoice import Invoice

MOST_MENTIONS = 15
CLOSED = "This request is closed."


def request(
    asked: Sequence[b.Block],
    gist: str,
    flags: Sequence[SaidFlag],
    what: Sequence[b.Block],
    buttons: Sequence[b.Block],
    cautions: Sequence[Caution] = (),
) -> Rendered:
    """The request: who is asked what, in one line with its `gist`; all of it, and the buttons."""
    said = spoken([*asked, b.words(f" {gist}.{cautions_spoken(cautions)}{flags_spoken(flags)}")])
    warned = [*caution_blocks(cautions), *flag_blocks(flags)]
    return said, [b.rich_text(asked), *warned, *what, b.actions(buttons)]


def closed_request(
    outcome: str, event: Event, flags: Sequence[SaidFlag], what: Sequence[b.Block]
) -> Rendered:
    """The request without its buttons, with how `event` ended it."""
    reason = [quote(event.note)] if event.note else []
    said = f" “{event.note}”" if event.note else ""
    blocks = [b.rich_text([b.words(outcome, bold=True)]), *reason, *flag_blocks(flags), *what]
    return spoken([b.words(outcome), b.words(said)]), blocks


def asked_of(
    approvers: Sequence[str], writers: Collection[str], approvals: Sequence[Approval] = ()
) -> list[b.Block]:
    """Mentions those `approvers` (Slack ids) who did not write it themselves, and have not
    approved it yet."""
    done = {*writers, *(each.by for each in approvals)}
    others = [each for each in approvers if each not in done]
    if not others:
        nobody = "Nobody else" if approvals else "Nobody"
        none = f"{nobody} can approve this yet: an admin names approvers with /invoice setup. "
        none += "Approvers, "
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


def drafter_and_count(subject: Invoice | Contract, *, is_open: bool) -> b.Block:
    """Who drafted it, and where several approvals are needed, how many there are and whose; of a
    request that `is_open` no more, what became of it says that."""
    drafted = f"Drafted by {shortened(subject.drafted_by.name, NAME_LIMIT)}"
    needed, given = subject.approvals_needed, subject.approvals
    if not is_open or needed < 2:
        return small_print(drafted)
    whose = f": {_names(given)}" if given else ""
    return small_print(f"{drafted} · {len(given)} of {needed} approvals{whose}")


def approved_by(approvals: Sequence[Approval]) -> str:
    """`Approved by Fiona Chen, Omar Haddad.`"""
    return f"Approved by {_names(approvals)}."


def _names(approvals: Sequence[Approval]) -> str:
    return ", ".join(approver_name(each) for each in approvals)

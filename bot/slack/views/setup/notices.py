"""What approvers and admins are told of bank details, in direct messages."""

from bot.slack.views.blocks import (
    MESSAGE_LIMIT,
    Block,
    actions,
    context,
    escaped,
    facts,
    rich_text,
    words,
)
from bot.slack.views.setup.bank import account_facts, decision_buttons, progress
from bot.wording.text import shortened, stop_after
from jupiter_core.commands.bank_details import account_words
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.party import SenderProfile

_DEEDS = {
    EventName.BANK_DETAILS_PROPOSED: "proposed new bank details of",
    EventName.BANK_DETAILS_CONFIRMED: "confirmed new bank details of",
    EventName.BANK_DETAILS_CANCELLED: "cancelled new bank details of",
    EventName.BANK_DETAILS_CHANGED: "confirmed new bank details of",
}
_WAITING = (EventName.BANK_DETAILS_PROPOSED, EventName.BANK_DETAILS_CONFIRMED)
OF_BANK_DETAILS = frozenset(_DEEDS)


def bank_notice(event: Event, profile: SenderProfile) -> tuple[str, list[Block]]:
    """The text (escaped) and blocks of a message about `event`.

    A proposal that is still open has its buttons; one that was decided or replaced since has
    none, and says so.
    """
    action, told = _DEEDS[event.name], _told(event, profile)
    blocks = [
        rich_text(
            [
                words(event.by.name, bold=True),
                words(f" {action} "),
                words(profile.legal_name, bold=True),
                words(f"{stop_after(profile.legal_name)} {told}"),
            ]
        ),
        *_changes(event),
        *([context(event.note)] if event.note else []),
        *_open_proposal(event, profile),
    ]
    end = stop_after(profile.legal_name)
    text = f"{event.by.name} {action} {profile.legal_name}{end} {told}"
    return shortened(escaped(text), MESSAGE_LIMIT), blocks


def decided_notice(profile: SenderProfile, by: str, confirmed: bool) -> tuple[str, list[Block]]:
    """What stands in place of a proposal once its reader has decided."""
    action = "confirmed" if confirmed else "cancelled"
    sentence = f"The new bank details of {profile.legal_name} were {action} by {by}."
    proposal = profile.bank_proposal
    if confirmed and proposal:
        sentence = f"{sentence} {progress(proposal.consent)}"
    return shortened(escaped(sentence), MESSAGE_LIMIT), [rich_text([words(sentence)])]


def _told(event: Event, profile: SenderProfile) -> str:
    """Where it stands now."""
    if event.name is EventName.BANK_DETAILS_CHANGED:
        return "Invoices show them from now on."
    if event.name is EventName.BANK_DETAILS_CANCELLED:
        return "The current accounts stay in use."
    proposal = profile.bank_proposal
    return progress(proposal.consent) if proposal and _is_open(event, profile) else ""


def _changes(event: Event) -> list[Block]:
    pairs = [
        (label, shortened(text, 1500))
        for change in event.changes
        for label, text in (("Before", change.old), ("After", change.new))
        if text
    ]
    return [facts(pairs)] if pairs else []


def _open_proposal(event: Event, profile: SenderProfile) -> list[Block]:
    if event.name not in _WAITING:
        return []
    if not _is_open(event, profile):
        return [context("This proposal is no longer open.")]
    proposal = profile.bank_proposal
    accounts = proposal.accounts if proposal else ()
    return [
        *(account_facts(each) for each in accounts),
        context("Verify by phone, outside Slack, before you confirm."),
        actions(decision_buttons(profile, None), "bank_proposal"),
    ]


def _is_open(event: Event, profile: SenderProfile) -> bool:
    proposal = profile.bank_proposal
    if proposal is None:
        return False
    proposed = "; ".join(account_words(each) for each in proposal.accounts)
    return [change.new for change in event.changes] == [proposed]

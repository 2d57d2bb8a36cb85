"""What approvers are told of bank details, in direct messages."""

from bot.presenters.blocks import (
    MESSAGE_LIMIT,
    Block,
    actions,
    context,
    escaped,
    facts,
    rich_text,
    shortened,
    words,
)
from bot.presenters.setup.bank import account_facts, decision_buttons
from jupiter_core.commands.bank_details import account_words
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.party import SenderProfile


def bank_notice(event: Event, profile: SenderProfile) -> tuple[str, list[Block]]:
    """The text (escaped) and blocks of a message about `event`.

    A proposal that is still open has its buttons; one that was decided or replaced since has
    none, and says so.
    """
    if event.name is EventName.BANK_DETAILS_CHANGED:
        deed, told = "confirmed new bank details of", "Invoices show them from now on."
    else:
        deed, told = "proposed new bank details of", "A second person has to confirm them."
    blocks = [
        rich_text(
            [
                words(event.by.name, bold=True),
                words(f" {deed} "),
                words(profile.legal_name, bold=True),
                words(f". {told}"),
            ]
        ),
        *_changes(event),
        *_open_proposal(event, profile),
    ]
    text = f"{event.by.name} {deed} {profile.legal_name}. {told}"
    return shortened(escaped(text), MESSAGE_LIMIT), blocks


def decided_notice(profile: SenderProfile, by: str, confirmed: bool) -> tuple[str, list[Block]]:
    """What stands in place of a proposal once its reader has decided."""
    deed = "confirmed" if confirmed else "dropped"
    sentence = f"The new bank details of {profile.legal_name} were {deed} by {by}."
    return shortened(escaped(sentence), MESSAGE_LIMIT), [rich_text([words(sentence)])]


def _changes(event: Event) -> list[Block]:
    pairs = [
        (label, shortened(text, 1500))
        for change in event.changes
        for label, text in (("Before", change.old), ("After", change.new))
    ]
    return [facts(pairs)] if pairs else []


def _open_proposal(event: Event, profile: SenderProfile) -> list[Block]:
    if event.name is not EventName.BANK_DETAILS_PROPOSED:
        return []
    if not _is_open(event, profile):
        return [context("This proposal is not open any more.")]
    proposal = profile.bank_proposal
    accounts = proposal.accounts if proposal else ()
    return [
        *(account_facts(each) for each in accounts),
        context("Check it by another way than chat before you confirm."),
        actions(decision_buttons(profile, None), "bank_proposal"),
    ]


def _is_open(event: Event, profile: SenderProfile) -> bool:
    proposal = profile.bank_proposal
    if proposal is None or proposal.proposed_by != event.by.id:
        return False
    proposed = "; ".join(account_words(each) for each in proposal.accounts)
    return [change.new for change in event.changes] == [proposed]

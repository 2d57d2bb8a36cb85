"""What approvers and admins are told in direct messages, of all that concerns no deal: the team,
keys, legal entities, webhook endpoints, set-up files."""

import re
from collections.abc import Sequence

from bot.slack.views.blocks import (
    MESSAGE_LIMIT,
    Block,
    actions,
    button,
    confirm,
    context,
    escaped,
    person,
    rich_text,
    words,
)
from bot.wording.figures import moment
from bot.wording.names import start
from bot.wording.text import shortened
from jupiter_core.domain.changes import GROUP, Change
from jupiter_core.domain.events import Event, EventName
from jupiter_core.queries.proposals import OpenProposal, ProposalKind

CONFIRM_PROPOSAL, CANCEL_PROPOSAL = "proposal_confirm", "proposal_cancel"
MOST_CHANGES, MOST_PEOPLE = 10, 8
_OF_PEOPLE = frozenset({"Approvers", "Accounts receivable", "Who may draft", "Owner"})
"""Changes whose values are Slack user ids."""
_PERSON = re.compile(r"[UW][A-Z0-9]{2,30}")
_SHOWN = 250

_SENTENCES = {
    EventName.API_KEY_MADE: "{by} created the API key {note}.",
    EventName.API_KEY_REVOKED: "{by} revoked the API key {note}.",
    EventName.API_KEY_CHANGED: "{by} changed the API key {note}.",
    EventName.API_KEY_SCOPES_PROPOSED: (
        "{by} requested approval rights for the API key {note}. Another approver has to confirm."
    ),
    EventName.API_KEY_SCOPES_GRANTED: "{by} confirmed approval rights for the API key {note}.",
    EventName.API_KEY_SCOPES_DISCARDED: (
        "{by} discarded the approval rights requested for the API key {note}."
    ),
    EventName.WEBHOOK_ENDPOINT_CREATED: (
        "{by} added a webhook endpoint. Events are now sent to {note}."
    ),
    EventName.WEBHOOK_ENDPOINT_CHANGED: "{by} changed a webhook endpoint, {note}.",
    EventName.WEBHOOK_ENDPOINT_REMOVED: "{by} removed a webhook endpoint, {note}.",
    EventName.WEBHOOK_ENDPOINT_ROTATED: (
        "{by} replaced the signing secret of a webhook endpoint, {note}."
    ),
    EventName.WEBHOOK_ENDPOINT_TESTED: "{by} sent a test event to a webhook endpoint.",
    EventName.WORKSPACE_ERASED: "{by} erased records for good. {note}",
    EventName.WORKSPACE_CHANGED: "{by} changed the team's settings.",
    EventName.POLICY_PROPOSED: (
        "{by} proposed new approval rules or accounts receivable. Another approver or admin has to "
        "confirm."
    ),
    EventName.POLICY_CHANGED: "{by} confirmed the proposed team. It applies from now on.",
    EventName.POLICY_DISCARDED: "{by} discarded the proposed team.",
    EventName.SETUP_APPLIED: "{by} loaded a set-up file. {note}",
    EventName.ANCHOR_GIVEN_UP: (
        "⚠️ The anchor of the audit log could not be kept {note} Until an anchor arrives there, "
        "that place does not prove what was written since the last one."
    ),
    EventName.LOOK_ALIKE_PEOPLE: "⚠️ Same person? {note}",
    EventName.CUSTOMER_CHANGED: "{by} changed a customer's records. {note}",
    EventName.SENDER_PROFILE_CREATED: "{by} added a legal entity. {note}",
    EventName.SENDER_PROFILE_CHANGED: "{by} changed a legal entity. {note}",
    EventName.APPROVAL_ESCALATED: "An approval is waiting. {note}",
    EventName.APPROVER_GROUP_CHANGED: (
        "⚠️ Who may approve has changed, since a user group has in Slack. {note}"
    ),
    EventName.PERSON_LEFT: "⚠️ Somebody with a part here has left. {note}",
    EventName.DELEGATE_NAMED: "{by} named a delegate for their time out of office. {note}",
    EventName.DELEGATION_ENDED: "{by} ended their time out of office. {note}",
    EventName.EXPORTED: "{by} exported records. {note}",
    EventName.IMPORTED: "{by} imported a file. {note}",
    EventName.MESSAGES_RESENT: "{by} sent again what could not be delivered. {note}",
    EventName.WORKSPACE_MESSAGE_UNDELIVERED: "⚠️ A notice could not be delivered. {note}",
    EventName.MESSAGES_RELEASED: (
        "⚠️ The database was restored from a backup, and {by} has checked what waited. {note}"
    ),
    EventName.TAX_FORM_CHANGED: "{by} replaced the tax form that customers of a legal entity get.",
    EventName.LEDGER_ACCOUNTS_CHANGED: "{by} changed the ledger accounts of a legal entity.",
    EventName.SENDER_PROFILE_NAME_PROPOSED: ("{by} proposed a new name for a legal entity. {note}"),
    EventName.SENDER_PROFILE_NAME_CONFIRMED: (
        "{by} confirmed a new name for a legal entity. {note}"
    ),
    EventName.SENDER_PROFILE_NAME_CANCELLED: (
        "{by} cancelled the new name for a legal entity. {note}"
    ),
}
_KINDS = {
    EventName.API_KEY_SCOPES_PROPOSED: ProposalKind.SCOPES,
    EventName.POLICY_PROPOSED: ProposalKind.POLICY,
    EventName.SENDER_PROFILE_NAME_PROPOSED: ProposalKind.NAMES,
    EventName.SENDER_PROFILE_NAME_CONFIRMED: ProposalKind.NAMES,
}


def proposal_kind(event: Event) -> ProposalKind | None:
    """What the event lets its reader decide on, if anything."""
    return _KINDS.get(event.name)


def power_notice(event: Event, waiting: OpenProposal | None) -> tuple[str, list[Block]]:
    """The text (escaped) and blocks of a message about `event`; `waiting` is the proposal that
    it tells of, while that is open."""
    template = _SENTENCES.get(event.name, f"{{by}}: {event.name.action}. {{note}}")
    sentence = start(template.format(by=event.by.words, note=event.words).strip())
    blocks = [rich_text([words(shortened(sentence, 2000))])]
    if event.changes:
        blocks.append(rich_text(_lines(event.changes[:MOST_CHANGES])))
    if proposal_kind(event):
        blocks += _decision(waiting)
    said = "; ".join(each.words for each in event.changes[:MOST_CHANGES])
    text = escaped(f"{sentence} {said}".strip())
    return shortened(text, MESSAGE_LIMIT), blocks


def decided_proposal(waiting: OpenProposal, by: str, confirmed: bool) -> tuple[str, list[Block]]:
    """What stands in place of the buttons once their reader has pressed one."""
    action = "confirmed" if confirmed else "discarded"
    sentence = f"The proposed change of {waiting.title} was {action} by {by}."
    return shortened(escaped(sentence), MESSAGE_LIMIT), [rich_text([words(sentence)])]


def _lines(changes: Sequence[Change]) -> list[Block]:
    """A line each, `Approvals  1 → 2`, with people by their names as Slack shows them."""
    elements: list[Block] = []
    for n, change in enumerate(changes):
        elements.append(words(f"{chr(10) if n else ''}{change.what}  ", bold=True))
        value = _people if _names_people(change.what) else _typed
        if change.old:
            elements += [*value(change.old), words(" → ")]
        elements += value(change.new)
    return elements


def _names_people(what: str) -> bool:
    return what in _OF_PEOPLE or what.startswith(GROUP)


def _typed(text: str) -> list[Block]:
    return [words(shortened(text, _SHOWN) or "nothing")]


def _people(text: str) -> list[Block]:
    parts = text.split(", ")
    if not all(_PERSON.fullmatch(each) for each in parts):
        return _typed(text)
    shown = [element for each in parts[:MOST_PEOPLE] for element in (person(each), words(" "))]
    more = len(parts) - MOST_PEOPLE
    return [*shown, words(f"and {more} more")] if more > 0 else shown[:-1]


def _decision(waiting: OpenProposal | None) -> list[Block]:
    if waiting is None:
        return [context("This proposal is no longer open.")]
    consent = waiting.consent
    if consent.is_complete and consent.takes_effect_at:
        said = f"It takes effect on {moment(consent.takes_effect_at)}."
    else:
        said = f"{consent.missing} more to confirm, beside {consent.proposed_by.words}."
    yes = button(
        "Confirm",
        CONFIRM_PROPOSAL,
        value=waiting.value,
        style="primary",
        confirm=confirm(
            "Confirm this change?", "You share responsibility for it with the proposer.", "Confirm"
        ),
    )
    no = button(
        "Discard",
        CANCEL_PROPOSAL,
        value=waiting.value,
        confirm=confirm("Discard this proposal?", "Nothing will change.", "Discard"),
    )
    return [context(said), actions([*([] if consent.is_complete else [yes]), no], "proposal")]

"""The way to a first invoice, for an admin, with its next step as a button."""

from collections.abc import Mapping

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import ENTITY, NEW_INVOICE, SETUP
from bot.slack.views.setup.section_words import SECTION_TITLES, STATE_MARKS
from bot.wording.text import shortened
from jupiter_core.queries.entity_sections import GUIDED, EntitySection, UnfinishedEntity
from jupiter_core.queries.setup_checklist import SetupStep

_STEPS = {
    SetupStep.ENTITY: ("Add the legal entity that bills", "Add legal entity"),
    SetupStep.APPROVERS: ("Name two approvers or more", "Name approvers"),
    SetupStep.BANK: ("Have its bank details confirmed by two approvers", "Open bank details"),
    SetupStep.CUSTOMER: ("Add a customer", "Add customer"),
    SetupStep.CHANNEL: ("Invite the app into a deal's channel: /invite @JupiterInvoice", ""),
    SetupStep.INVOICE: ("Draft the first invoice: /invoice in that channel", "New invoice"),
}

_ACTIONS = {SetupStep.INVOICE: NEW_INVOICE, SetupStep.ENTITY: ENTITY}
_LONGEST_NAME = 60


def checklist(
    steps: Mapping[SetupStep, bool], unfinished: UnfinishedEntity | None, *, may_draft: bool
) -> list[b.Block]:
    """Nothing where all is done, and for who is no admin. Beneath the entity stand the sections of
    the first one of which something is open."""
    waiting = [each for each in _STEPS if not steps.get(each)]
    if not steps or not waiting:
        return []
    done = len(_STEPS) - len(waiting)
    lines: list[b.Block] = [b.words(f"Set-up: {done} of {len(_STEPS)} done", bold=True)]
    for step, (words, _) in _STEPS.items():
        is_next = step is waiting[0]
        mark = "✅" if step not in waiting else ("👉" if is_next else "▫️")
        lines.append(b.words(f"\n{mark}  {words}", bold=is_next))
        if unfinished and step is SetupStep.ENTITY:
            lines += [b.words(f"\n        {line}") for line in _sections(unfinished)]
    buttons = [*_next(waiting[0], may_draft=may_draft), *_complete(unfinished)]
    return [
        b.rich_text(lines, "desk_checklist"),
        *([b.actions(buttons, "desk_next_step")] if buttons else []),
    ]


def _next(step: SetupStep, *, may_draft: bool) -> list[b.Block]:
    label = _STEPS[step][1]
    if not label or (step is SetupStep.INVOICE and not may_draft):
        return []
    return [b.button(label, _ACTIONS.get(step, SETUP), style="primary")]


def _sections(unfinished: UnfinishedEntity) -> list[str]:
    """Those that a new entity is led through; its bank details are a step of their own."""
    return [
        f"{STATE_MARKS[unfinished.states[each]]}  {SECTION_TITLES[each]}"
        for each in GUIDED
        if each is not EntitySection.BANK
    ]


def _complete(unfinished: UnfinishedEntity | None) -> list[b.Block]:
    if unfinished is None:
        return []
    name = shortened(unfinished.legal_name, _LONGEST_NAME)
    return [b.button(f"Complete {name}", ENTITY, value=unfinished.id)]

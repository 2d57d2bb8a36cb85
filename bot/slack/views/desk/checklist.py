"""The way to a first invoice, for an admin, with its next step as a button."""

from collections.abc import Mapping

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import NEW_INVOICE, SETUP
from jupiter_core.queries.setup_checklist import SetupStep

_STEPS = {
    SetupStep.ENTITY: ("Add the legal entity that bills", "Add legal entity"),
    SetupStep.APPROVERS: ("Name two approvers or more", "Name approvers"),
    SetupStep.BANK: ("Have its bank details confirmed by two approvers", "Open bank details"),
    SetupStep.CUSTOMER: ("Add a customer", "Add customer"),
    SetupStep.CHANNEL: ("Invite the app into a deal's channel: /invite @JupiterInvoice", ""),
    SetupStep.INVOICE: ("Draft the first invoice: /invoice in that channel", "New invoice"),
}


def checklist(steps: Mapping[SetupStep, bool], *, may_draft: bool) -> list[b.Block]:
    """Nothing where all is done, and for who is no admin."""
    waiting = [each for each in _STEPS if not steps.get(each)]
    if not steps or not waiting:
        return []
    done = len(_STEPS) - len(waiting)
    lines: list[b.Block] = [b.words(f"Set-up: {done} of {len(_STEPS)} done", bold=True)]
    for step, (words, _) in _STEPS.items():
        is_next = step is waiting[0]
        mark = "✅" if step not in waiting else ("👉" if is_next else "▫️")
        lines.append(b.words(f"\n{mark}  {words}", bold=is_next))
    return [b.rich_text(lines, "desk_checklist"), *_next(waiting[0], may_draft=may_draft)]


def _next(step: SetupStep, *, may_draft: bool) -> list[b.Block]:
    label = _STEPS[step][1]
    if not label or (step is SetupStep.INVOICE and not may_draft):
        return []
    action = NEW_INVOICE if step is SetupStep.INVOICE else SETUP
    return [b.actions([b.button(label, action, style="primary")], "desk_next_step")]

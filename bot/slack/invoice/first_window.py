"""The builder as it opens. It is drawn once for all who open one like it, and whoever opens it gets
their own id, their name and their other drafts put in.

What it depends on is asked of the database each time: the audit log's last seal is another one once
anything was written of the workspace, its entities or its deals.
"""

import json
from typing import NamedTuple

from bot.intake.drafts.invoice import InvoiceForm
from bot.slack.drawings import Drawings
from bot.slack.forms import as_saved, billing_entities, draw_with, new_form
from bot.slack.people import Person
from bot.slack.unsaved import carrying, spelled
from bot.slack.views.deal_fields import unfinished_blocks
from bot.slack.views.ready import ReadyView
from bot.system import random_secret
from jupiter_core.commands.parties import find_profile
from jupiter_core.domain.workspace import Workspace
from jupiter_core.ports import UnitOfWork

_HERE = random_secret()
"""Stands where the form's id comes; nobody can have typed it."""
_DAYS_BEGIN = 900
"""Seconds: in every time zone a day begins at a whole quarter of an hour."""


class FirstWindow(NamedTuple):
    """A new form as it begins, and its window as JSON: what stands before its blocks, and those."""

    workspace: Workspace
    form: InvoiceForm
    carried: str
    before: str
    blocks: str

    def view(self, form_id: str, owner: str, others: list[tuple[str, str]]) -> ReadyView:
        """That of one person, who has these `others`: drafts by id and words."""
        carried = json.dumps(carrying(form_id, self.workspace.id, owner, self.carried))
        above = json.dumps(unfinished_blocks(others))[1:-1]
        blocks = ", ".join(each for each in (above, self.blocks.replace(_HERE, form_id)) if each)
        return ReadyView(f'{self.before}, "private_metadata": {carried}, "blocks": [{blocks}]}}')


def first_window(uow: UnitOfWork, drawings: Drawings, person: Person, channel: str) -> FirstWindow:
    """Of whoever opens one in this channel now."""
    seal, quarter = uow.audit.seal(), int(uow.now.timestamp() // _DAYS_BEGIN)
    if not seal:
        return _drawn(uow, drawings, person, channel)
    key = ("first window", uow.workspace_id, channel, person.time_zone)
    return drawings.of((*key, seal, quarter), (), lambda: _drawn(uow, drawings, person, channel))


def _drawn(uow: UnitOfWork, drawings: Drawings, person: Person, channel: str) -> FirstWindow:
    form = new_form(uow, person, channel)
    carried = spelled(form)
    profile = find_profile(uow, form.sender_profile_id)
    day = profile.today(uow.now) if profile else uow.now.date()
    key = ("builder", uow.workspace_id, carried, day)

    def make() -> tuple[str, str]:
        saved = as_saved(uow, person.id, _HERE, form)
        view = draw_with(uow, saved, form)
        blocks = view.pop("blocks")
        del view["private_metadata"]
        return json.dumps(view)[:-1], json.dumps(blocks)[1:-1]

    before, blocks = drawings.of(key, billing_entities(uow), make)
    return FirstWindow(uow.workspace(), form, carried, before, blocks)

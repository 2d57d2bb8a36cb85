"""A new form in which nobody has typed yet: its window carries it, and the database has nothing of
it. So whoever opens one waits for no writer, and who closes it leaves nothing behind.

Slack signs what it sends of a window, and shows a window to one person; whose it is stands in it
all the same, and is compared.
"""

import json
from typing import Any

from pydantic import ValidationError

from bot.intake.drafts.invoice import InvoiceForm
from bot.slack.forms import as_saved, find_own
from bot.slack.payload import Body, user_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import AlreadyDone, NotFound
from jupiter_core.ports import SavedForm, UnitOfWork


class _Carried(Frozen):
    team: str
    owner: str
    form: InvoiceForm


def spelled(form: InvoiceForm) -> str:
    """All that it begins with, as JSON."""
    return form.model_dump_json(exclude_defaults=True)


def carrying(form_id: str, team_id: str, owner: str, form: str) -> str:
    """A window's metadata: the form's id, whose it is, and the form as `spelled`."""
    whose = json.dumps({"team": team_id, "owner": owner})
    return f'{form_id} {whose[:-1]}, "form": {form}}}'


def form_id_in(view: Body) -> str:
    """Of the form that a builder's window shows, whether it is kept already or not."""
    return str(view["private_metadata"]).partition(" ")[0]


def carried_in(body: Body, team_id: str) -> InvoiceForm | None:
    """What the payload's window began with; None where it carries nothing, or what is another
    person's or of another workspace."""
    view: dict[str, Any] = body["view"]
    _, _, said = str(view["private_metadata"]).partition(" ")
    try:
        carried = _Carried.model_validate_json(said)
    except ValidationError:
        return None
    is_theirs = (carried.team, carried.owner) == (team_id, user_of(body))
    return carried.form if is_theirs else None


def begun(uow: UnitOfWork, unsaved: SavedForm) -> SavedForm | None:
    """A form that its window alone has had, kept from now on; None where it was kept before, and
    submitted or discarded since."""
    try:
        uow.once(f"begun:{unsaved.id}")
    except AlreadyDone:
        return None
    uow.forms.save(unsaved)
    return unsaved


def find_shown(uow: UnitOfWork, body: Body) -> SavedForm | None:
    """The form that the payload's builder shows, kept from now on if it was not; None as for
    `find_own`."""
    form_id = form_id_in(body["view"])
    saved = find_own(uow, body, form_id)
    if saved:
        return saved
    carried = carried_in(body, uow.workspace_id)
    return begun(uow, as_saved(uow, user_of(body), form_id, carried)) if carried else None


def shown_form(uow: UnitOfWork, body: Body) -> SavedForm:
    """The same. Raises NotFound."""
    saved = find_shown(uow, body)
    if saved is None:
        raise NotFound("draft", "that this window showed")
    return saved

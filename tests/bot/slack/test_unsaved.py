"""A new invoice's window carries its form until somebody types in it."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.drawings import Drawings
from bot.slack.forms import find_own, new_form, take_in
from bot.slack.invoice.first_window import first_window
from bot.slack.people import Person
from bot.slack.unsaved import find_shown, form_id_in
from jupiter_core.ports import SavedForm, Store, UnitOfWork
from tests.factories import DEAL_CHANNEL, SAM, WANDA, WORKSPACE, a_sender_profile
from tests.harness.fakes import FixedClock, a_fake_store

PERSON = Person(
    id=SAM.id, name=SAM.name, is_admin=False, is_guest=False, time_zone="America/New_York"
)
FORM = "01FORM"


@pytest.fixture
def store() -> Iterator[Store]:
    store = a_fake_store(FixedClock())
    with store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile())
    yield store


@pytest.fixture
def uow(store: Store) -> Iterator[UnitOfWork]:
    with store.write(WORKSPACE) as uow:
        yield uow


def opened(uow: UnitOfWork, user: str = SAM.id) -> dict[str, Any]:
    """What Slack sends of the window, by whoever it is said to be."""
    view = first_window(uow, Drawings(), PERSON, DEAL_CHANNEL).view(FORM, SAM.id, [])
    return {"user": {"id": user}, "view": {**view.block, "state": {"values": {}}}}


def typed(uow: UnitOfWork, body: dict[str, Any], po_number: str) -> SavedForm | None:
    """A PO number, in that window."""
    block = next(
        each["block_id"]
        for each in body["view"]["blocks"]
        if each.get("block_id", "").startswith("po_number.")
    )
    values = {block: {"builder_po": {"type": "plain_text_input", "value": po_number}}}
    body = {**body, "view": {**body["view"], "state": {"values": values}}}
    saved = find_shown(uow, body)
    return take_in(uow, saved, body) if saved else None


def test_opening_one_keeps_nothing_and_what_is_typed_is_kept_with_all_that_was_shown(
    uow: UnitOfWork,
) -> None:
    form = new_form(uow, PERSON, DEAL_CHANNEL)
    body = opened(uow)
    assert form_id_in(body["view"]) == FORM
    assert uow.forms.of(SAM.id) == []
    typed(uow, body, "4500017342")
    (kept,) = uow.forms.of(SAM.id)
    assert (kept.id, kept.owner, kept.channel) == (FORM, SAM.id, DEAL_CHANNEL)
    expected = form.model_copy(update={"po_number": "4500017342", "by_hand": ("po_number",)})
    assert kept.values == expected.model_dump(mode="json")


def test_what_it_begins_with_is_what_its_window_shows_whatever_was_changed_since(
    uow: UnitOfWork,
) -> None:
    body = opened(uow)
    uow.sender_profiles.save(a_sender_profile(id="sender-eu", legal_name="B GmbH", series="B-"))
    saved = find_shown(uow, body)
    assert saved
    assert saved.values["sender_profile_id"] == "sender-us"


def test_one_that_was_submitted_or_discarded_does_not_come_back_from_its_window(
    uow: UnitOfWork,
) -> None:
    body = opened(uow)
    typed(uow, body, "4500017342")
    uow.forms.discard(FORM)
    assert typed(uow, body, "4500017343") is None
    assert uow.forms.of(SAM.id) == []


def test_somebody_else_begins_nothing_with_it(uow: UnitOfWork) -> None:
    body = opened(uow, user=WANDA.id)
    assert find_shown(uow, body) is None
    assert (uow.forms.of(SAM.id), uow.forms.of(WANDA.id)) == ([], [])


def test_another_workspace_begins_nothing_with_it(store: Store) -> None:
    with store.read(WORKSPACE) as uow:
        body = opened(uow)
    with store.write("T0OTHER") as other:
        assert find_shown(other, body) is None
        assert other.forms.of(SAM.id) == []


@pytest.mark.parametrize(
    "said", ["", "01FORM", "01FORM {", "01FORM []", '01FORM {"team":"T0JUPITER","owner":"U0SAM"}']
)
def test_a_window_that_carries_no_form_of_ours_begins_none(uow: UnitOfWork, said: str) -> None:
    body = opened(uow)
    assert find_shown(uow, {**body, "view": {**body["view"], "private_metadata": said}}) is None


def test_whoever_only_looks_at_it_keeps_nothing(uow: UnitOfWork) -> None:
    body = opened(uow)
    assert find_own(uow, body, form_id_in(body["view"])) is None
    assert uow.forms.of(SAM.id) == []

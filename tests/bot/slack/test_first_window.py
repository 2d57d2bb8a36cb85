"""The builder as it opens: drawn once for many, and never what it was before a change."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import UTC, datetime

import pytest

from bot.slack.drawings import Drawings
from bot.slack.forms import draw, keep, new_form, take_in
from bot.slack.invoice.first_window import FirstWindow, first_window
from bot.slack.people import Person
from bot.slack.unsaved import find_shown
from jupiter_core.ports import Store
from jupiter_core.store import Database
from tests.factories import A_SIGNER, DEAL_CHANNEL, SAM, WORKSPACE, a_sender_profile
from tests.harness.databases import KINDS, fresh_url
from tests.harness.fakes import CountingIds, FixedClock
from tests.harness.slack_reading import shown

PERSON = Person(
    id=SAM.id, name=SAM.name, is_admin=False, is_guest=False, time_zone="America/New_York"
)
BEFORE_MIDNIGHT_AT_THE_ENTITY = datetime(2026, 11, 22, 7, 59, tzinfo=UTC)
MIDNIGHT_AT_THE_ENTITY = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(BEFORE_MIDNIGHT_AT_THE_ENTITY)


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest) -> str:
    return fresh_url(request.param, request)


@pytest.fixture
def store(url: str, clock: FixedClock) -> Iterator[Database]:
    with closing(Database(url, clock, CountingIds(), A_SIGNER)) as store:
        with store.write(WORKSPACE) as uow:
            uow.sender_profiles.save(a_sender_profile(legal_name="Jupiter Inc."))
        yield store


@pytest.fixture
def drawings() -> Drawings:
    return Drawings()


def opened(store: Store, drawings: Drawings, team: str = WORKSPACE) -> FirstWindow:
    with store.read(team) as uow:
        return first_window(uow, drawings, PERSON, DEAL_CHANNEL)


def entities(window: FirstWindow) -> list[str]:
    """Those that can be chosen."""
    view = window.view("01FORM", SAM.id, []).block
    menus = (each.get("element", {}) for each in view["blocks"])
    found = [each for each in menus if each.get("action_id") == "builder_entity"]
    return [each["text"]["text"] for menu in found for each in menu["options"]]


def test_it_is_what_a_form_that_is_kept_looks_like(store: Database, drawings: Drawings) -> None:
    others = [("01OTHER", "Acme “Corporation”, 2 lines")]
    with store.read(WORKSPACE) as uow:
        ready = first_window(uow, drawings, PERSON, DEAL_CHANNEL).view("01FORM", SAM.id, others)
        view = ready.block
    with store.write(WORKSPACE) as uow:
        drawn = draw(uow, keep(uow, SAM.id, "01FORM", new_form(uow, PERSON, DEAL_CHANNEL)))
    resume, line, *rest = view["blocks"]
    assert shown({"blocks": [resume]}).startswith("Unfinished: Acme “Corporation”, 2 lines")
    assert resume["accessory"]["value"] == "01OTHER"
    assert line == {"type": "divider"}
    assert {**view, "blocks": rest, "private_metadata": "01FORM"} == drawn


def test_a_change_by_another_process_is_seen_at_once(
    url: str, clock: FixedClock, store: Database, drawings: Drawings
) -> None:
    assert entities(opened(store, drawings)) == ["Jupiter Inc."]
    with (
        closing(Database(url, clock, CountingIds(), A_SIGNER)) as other,
        other.write(WORKSPACE) as uow,
    ):
        uow.sender_profiles.save(a_sender_profile(legal_name="Jupiter Holding Inc."))
    assert entities(opened(store, drawings)) == ["Jupiter Holding Inc."]


def test_who_may_draft_is_as_it_is_now(store: Database, drawings: Drawings) -> None:
    assert opened(store, drawings).workspace.may_draft(SAM.id)
    with store.write(WORKSPACE) as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"drafters": ("U0OTHER",)}))
    assert not opened(store, drawings).workspace.may_draft(SAM.id)


def test_at_midnight_it_is_of_the_next_day(
    store: Database, clock: FixedClock, drawings: Drawings
) -> None:
    assert opened(store, drawings).form.issue_date == "2026-11-21"
    clock.set(MIDNIGHT_AT_THE_ENTITY)
    assert opened(store, drawings).form.issue_date == "2026-11-22"


def test_another_workspace_sees_nothing_of_it(store: Database, drawings: Drawings) -> None:
    opened(store, drawings)
    assert entities(opened(store, drawings, "T0OTHER")) == []


def test_nothing_is_drawn_twice_for_people_of_one_channel(
    store: Database, drawings: Drawings
) -> None:
    assert opened(store, drawings) is opened(store, drawings)


def test_two_keystrokes_at_once_begin_one_form_and_keep_what_both_typed(store: Database) -> None:
    view = opened(store, Drawings()).view("01FORM", SAM.id, []).block
    together = threading.Barrier(2)

    def typed(block_id: str, action_id: str, said: str) -> bool:
        values = {block_id: {action_id: {"type": "plain_text_input", "value": said}}}
        body = {"user": {"id": SAM.id}, "view": {**view, "state": {"values": values}}}
        together.wait()
        with store.write(WORKSPACE) as uow:
            saved = find_shown(uow, body)
            return bool(saved and take_in(uow, saved, body))

    fields = [
        (each["block_id"], each["element"]["action_id"], f"typed in {n}")
        for n, each in enumerate(view["blocks"])
        if each.get("block_id", "").partition(".")[0] in {"po_number", "memo"}
    ]
    assert len(fields) == 2
    with ThreadPoolExecutor(2) as hands:
        assert all(hands.map(typed, *zip(*fields, strict=True)))
    with store.read(WORKSPACE) as uow:
        (kept,) = uow.forms.of(SAM.id)
    assert {kept.values["po_number"], kept.values["memo"]} == {said for *_, said in fields}

"""API keys in setup: within Slack's limits however many there are, shown once, safe to show."""

import json
from datetime import timedelta

import pytest

from bot.intake.modals.setup import FIELDS, parse_key
from bot.simulator.blockkit.validate import valid_view
from bot.simulator.ids import Ids
from bot.slack.views.blocks import Block
from bot.slack.views.setup.home import Setup, home_view
from bot.slack.views.setup.keys import (
    key_view,
    keys_blocks,
    made_before_view,
    made_view,
    scopes_in_words,
)
from jupiter_core.commands.api_key import MOST_KEYS, NewApiKey
from jupiter_core.domain.api_key import (
    LEAST_SCOPES,
    NAME_LIMIT,
    NEVER_IMPLIED,
    USUAL_SCOPES,
    ApiKey,
    Scope,
)
from tests.bot.slack.views.test_setup_views import WIDE, the_widest_profile, the_widest_workspace
from tests.factories import FIONA, NOW, SAM, a_customer
from tests.jupiter_core.store.systems import a_key, secret_of

CHANCE = "q" * 43


def the_widest_keys() -> list[ApiKey]:
    name = "𝔚" * NAME_LIMIT
    every = tuple(Scope)[:-1]
    by = FIONA.model_copy(update={"name": WIDE})
    live = [a_key(f"key-{n:02d}", name=name, scopes=every, made_by=by) for n in range(MOST_KEYS)]
    return [*live, *(each.model_copy(update={"revoked_at": NOW}) for each in live)]


def the_fullest_home() -> Block:
    profiles = [the_widest_profile().model_copy(update={"id": f"p{n}"}) for n in range(40)]
    customers = [a_customer(id=f"c{n}", name=WIDE) for n in range(21)]
    setup = Setup(profiles, customers, the_widest_workspace(), the_widest_keys())
    return home_view(setup, fresh="f")


def made(name: str = "The CRM", *scopes: Scope) -> NewApiKey:
    return NewApiKey(secret=secret_of("key-1"), key=a_key(name=name, scopes=scopes or USUAL_SCOPES))


@pytest.mark.parametrize(
    "view",
    [
        the_fullest_home(),
        key_view(metadata="m"),
        made_view(made()),
        made_view(made("𝔚" * NAME_LIMIT, *tuple(Scope)[:-1])),
        made_before_view(),
    ],
)
def test_slack_takes_the_view_however_much_there_is(view: Block) -> None:
    assert valid_view(view, "modal", Ids(lambda: 1.0))["type"] == "modal"


def test_every_key_that_is_in_use_can_be_revoked() -> None:
    view = the_fullest_home()
    buttons = [each["accessory"] for each in view["blocks"] if "accessory" in each]
    values = {each["value"] for each in buttons if each["action_id"] == "setup_revoke_key"}
    assert len(values) == MOST_KEYS


def test_the_list_has_the_newest_first_and_no_revoked_ones() -> None:
    keys = [
        a_key("key-1", name="First", owner=SAM.id, owner_name="Sam Ortiz"),
        a_key("key-2", name="Second", revoked_at=NOW),
        a_key("key-3", name="Third", made_at=NOW + timedelta(days=1)),
    ]
    used = {"key-1": NOW}
    texts = [each["text"]["text"] for each in keys_blocks(keys, used) if each["type"] == "section"]
    may = "May draft invoices and change what it drafted, read events."
    assert texts == [
        f"Third · …xxxx\n{may}\nNo owner: it only reads · created 23 Nov 2026 · never used",
        f"First · …xxxx\n{may}\nOwner Sam Ortiz · created 22 Nov 2026 · last used 22 Nov 2026",
    ]


def test_without_keys_the_list_says_what_one_is_for() -> None:
    assert "An API key lets another system create invoices" in json.dumps(keys_blocks([], {}))


def test_revoking_is_asked_for_twice() -> None:
    (block,) = [each for each in keys_blocks([a_key()], {}) if each["type"] == "section"]
    assert (
        "“The CRM” (…xxxx) loses access right away" in block["accessory"]["confirm"]["text"]["text"]
    )


def test_every_scope_has_its_box_and_approving_is_apart_and_not_checked() -> None:
    blocks = key_view(metadata="m")["blocks"]
    fields = {each["block_id"]: each for each in blocks if "block_id" in each}
    boxes = {name: fields[name]["element"] for name in FIELDS}
    offered = [each["value"] for box in boxes.values() for each in box["options"]]
    assert sorted(offered) == sorted(Scope)
    checked = {each["value"] for box in boxes.values() for each in box.get("initial_options", ())}
    assert checked == set(LEAST_SCOPES)
    assert {each["value"] for each in boxes["scopes_approve"]["options"]} == NEVER_IMPLIED
    assert "Another approver has to confirm" in fields["scopes_approve"]["hint"]["text"]


def test_the_form_is_read_from_all_its_boxes() -> None:
    def box(*values: str) -> Block:
        return {"setup_typed": {"selected_options": [{"value": each} for each in values]}}

    values = {
        "name": {"setup_typed": {"value": " The CRM "}},
        "scopes": box("invoices:write", "payments:write"),
        "scopes_more": box(),
        "scopes_approve": box("invoices:approve"),
    }
    command = parse_key(values, FIONA, CHANCE)
    assert (command.by, command.name, command.random_text) == (FIONA, " The CRM ", CHANCE)
    assert command.scopes == ("invoices:write", "payments:write", "invoices:approve")


def test_a_form_with_nothing_in_it_is_read_as_nothing() -> None:
    command = parse_key({"name": {"setup_typed": {"value": None}}}, FIONA, CHANCE)
    assert (command.name, command.scopes) == ("", ())


def test_the_key_is_shown_whole_and_as_it_is() -> None:
    view = made_view(made("<!channel> *CRM*"))
    assert json.dumps(view).count(secret_of("key-1")) == 1
    assert "mrkdwn" not in json.dumps(view)


@pytest.mark.parametrize(
    ("scopes", "words"),
    [
        (USUAL_SCOPES, "do everything but approve"),
        (tuple(Scope), "do everything, and approve what others drafted"),
        ((Scope.EVENTS_READ,), "read events"),
        (
            (Scope.INVOICES_READ, Scope.INVOICES_WRITE, Scope.CONTRACTS_READ),
            "draft invoices and change what it drafted, read contracts",
        ),
        ((Scope.INVOICES_READ, Scope.INVOICES_APPROVE), "approve invoices"),
    ],
)
def test_scopes_are_said_in_words(scopes: tuple[Scope, ...], words: str) -> None:
    assert scopes_in_words(scopes) == words

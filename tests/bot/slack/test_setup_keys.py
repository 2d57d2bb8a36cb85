"""API keys in `/invoice setup`: made by admins, shown once, revoked for good."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.slack.views.setup.keys import key_view
from bot.slack.views.setup.opened import Opened
from jupiter_core.domain.api_key import LEAST_SCOPES, ApiKey, Scope, secret_hash_of
from jupiter_core.domain.events import EventName
from tests.factories import WORKSPACE
from tests.harness.api_keys import an_api_key
from tests.harness.setup_client import ADMIN, SALES, SetupClient, a_stage


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def opened(stage: SetupClient, user: str = ADMIN) -> None:
    stage.opened(user)
    stage.press("setup_add_key", user=user)
    stage.view("setup_key_made", user)


def keys(stage: SetupClient) -> list[ApiKey]:
    with stage.store.read(WORKSPACE) as uow:
        return uow.api_keys.all()


def secret_in(view: Any) -> str:
    box = next(each for each in view["blocks"] if each["block_id"] == "key")
    return str(box["elements"][0]["elements"][0]["text"])


def made(stage: SetupClient, name: str = "The CRM") -> str:
    """The secret, as the admin sees it."""
    opened(stage)
    stage.set("name", name)
    assert stage.submit()["ok"]
    return secret_in(stage.view("setup_key_shown"))


def told_in(stage: SetupClient, secret: str) -> list[str]:
    """The names of all calls by the app and of all payloads to it that have the secret, or whose
    answer has it."""
    entries = stage._look("log?after=0")["entries"]
    return [each["name"] for each in entries if secret in json.dumps(each)]


def test_an_admin_makes_a_key_and_sees_it_once(stage: SetupClient) -> None:
    secret = made(stage)
    (key,) = keys(stage)
    assert stage.store.workspace_of_key(secret_hash_of(secret)) == (WORKSPACE, key)
    assert (key.name, key.scopes, key.made_by.id) == ("The CRM", LEAST_SCOPES, ADMIN)
    stage.close()
    assert [each["callback_id"] for each in stage.stack()] == ["setup"]
    home = stage.showing(f"The CRM · …{secret[-4:]}\nMay read invoices, read contracts.")
    assert "Owner Wanda Park · created 22 Nov 2026 · never used" in home
    assert secret not in home


def test_a_key_is_in_the_answer_to_its_form_and_in_nothing_else(stage: SetupClient) -> None:
    secret = made(stage)
    stage.close()
    stage.showing("The CRM")
    assert told_in(stage, secret) == ["view_submission setup_key_made"]
    assert secret not in repr(stage.store.tables)


def test_a_key_may_what_is_checked(stage: SetupClient) -> None:
    opened(stage)
    stage.set("name", "The approver")
    stage.set("scopes", ["invoices:read"])
    stage.set("scopes_more", [])
    stage.set("scopes_approve", ["invoices:approve"])
    assert stage.submit()["ok"]
    stage.showing("Another approver has to confirm that it may approve invoices.")
    assert keys(stage)[0].scopes == (Scope.INVOICES_READ,)


def test_a_key_has_an_end_and_addresses_where_they_are_typed(stage: SetupClient) -> None:
    opened(stage)
    stage.fill(name="The CRM", days="90", allowed_addresses="10.0.0.0/8, 203.0.113.7")
    assert stage.submit()["ok"]
    stage.view("setup_key_shown")
    stage.close()
    stage.showing("expires 20 Feb 2027 · only from 10.0.0.0/8, 203.0.113.7/32")


def test_what_is_no_number_and_no_address_is_refused_on_its_field(stage: SetupClient) -> None:
    opened(stage)
    stage.fill(name="The CRM", days="soon")
    assert set(stage.submit()["errors"]) == {"days"}
    stage.fill(days="9999")
    assert set(stage.submit()["errors"]) == {"days"}
    stage.fill(days="9", allowed_addresses="10.0.0.300")
    assert set(stage.submit()["errors"]) == {"allowed_addresses"}
    assert keys(stage) == []


def test_a_form_that_lacks_something_is_refused_on_its_field(stage: SetupClient) -> None:
    opened(stage)
    stage.set("name", "x" * 81)
    assert set(stage.submit()["errors"]) == {"name"}
    stage.set("name", "The CRM")
    stage.set("scopes", [])
    stage.set("scopes_more", [])
    assert stage.submit()["errors"] == {"scopes": "A scope is required."}
    assert keys(stage) == []


def test_a_submission_that_arrives_twice_makes_one_key_and_shows_it_once(
    stage: SetupClient,
) -> None:
    secret = made(stage)
    stage.redeliver("view_submission setup_key_made")
    assert len(keys(stage)) == 1
    assert told_in(stage, secret) == ["view_submission setup_key_made"]


def test_a_second_submission_of_the_same_form_shows_no_key(stage: SetupClient) -> None:
    opened(stage)
    form = stage.stack()[-1]
    stage.set("name", "The CRM")
    stage.submit()
    secret = secret_in(stage.view("setup_key_shown"))
    stage.close()
    again = key_view(metadata=form["private_metadata"])
    stage.client.views_update(view_id=stage.stack()[0]["id"], view=again)
    stage.set("name", "The CRM")
    stage.submit()
    told = stage.showing("This key was already created")
    assert secret not in told
    assert len(keys(stage)) == 1


def test_an_admin_revokes_a_key(stage: SetupClient) -> None:
    key = an_api_key(stage.store, name="The old CRM").key
    stage.opened()
    stage.showing("The old CRM")
    stage.press("setup_revoke_key", f"key_{key.id}")
    stage.showing("None yet. An API key")
    assert not keys(stage)[0].is_live


def test_a_click_that_arrives_twice_revokes_once(stage: SetupClient) -> None:
    key = an_api_key(stage.store).key
    stage.opened()
    stage.press("setup_revoke_key", f"key_{key.id}")
    stage.showing("None yet. An API key")
    stage.redeliver("block_actions setup_revoke_key")
    with stage.store.read(WORKSPACE) as uow:
        assert [each.name for each in uow.events.of(key.id)] == [
            EventName.API_KEY_MADE,
            EventName.API_KEY_REVOKED,
        ]


def test_the_second_of_two_admins_sees_that_it_is_revoked(stage: SetupClient) -> None:
    stage.make_admin(SALES)
    key = an_api_key(stage.store).key
    stage.opened()
    stage.opened(SALES)
    stage.press("setup_revoke_key", f"key_{key.id}")
    stage.showing("None yet. An API key")
    stage.press("setup_revoke_key", f"key_{key.id}", user=SALES)
    stage.showing("None yet. An API key", SALES)


def test_who_is_no_admin_any_more_makes_and_revokes_nothing(stage: SetupClient) -> None:
    key = an_api_key(stage.store).key
    opened(stage)
    stage.set("name", "The CRM")
    stage.make_admin(ADMIN, False)
    assert "You may not set anything up" in stage.submit()["errors"]["name"]
    assert keys(stage) == [key]
    stage.close()
    stage.press("setup_revoke_key", f"key_{key.id}")
    stage.showing("You may not set anything up")
    assert keys(stage) == [key]


def test_who_is_no_admin_any_more_opens_no_form(stage: SetupClient) -> None:
    stage.opened()
    stage.make_admin(ADMIN, False)
    stage.press("setup_add_key")
    stage.showing("You may not set anything up")


def test_a_key_of_another_workspace_is_neither_listed_nor_revoked(stage: SetupClient) -> None:
    theirs = an_api_key(stage.store, workspace_id="T0OTHER", name="Theirs").key
    ours = an_api_key(stage.store, name="Ours").key
    stage.opened()
    assert "Theirs" not in stage.showing("Ours")
    forged = stage.stack()[-1]
    blocks = json.loads(json.dumps(forged["blocks"]).replace(ours.id, theirs.id))
    view = {name: forged[name] for name in ("type", "callback_id", "title", "close")}
    stage.client.views_update(view_id=forged["id"], view={**view, "blocks": blocks})
    stage.press("setup_revoke_key", f"key_{theirs.id}")
    stage.showing("There is no API key")
    with stage.store.read("T0OTHER") as uow:
        assert uow.api_keys.get(theirs.id).is_live


def test_one_too_many_is_refused_in_the_form(stage: SetupClient) -> None:
    for _ in range(30):
        an_api_key(stage.store)
    opened(stage)
    stage.set("name", "One more")
    assert stage.submit()["errors"] == {
        "name": "There are 30 API keys already. Revoke one that nothing uses any more."
    }


def test_a_name_is_shown_as_it_was_typed(stage: SetupClient) -> None:
    made(stage, "<!channel> & *CRM*")
    stage.close()
    stage.showing("<!channel> & *CRM* · …")


def test_what_a_form_remembers_fits_into_its_view() -> None:
    opened = Opened(nonce="0" * 26, is_new=True)
    assert len(key_view(metadata=str(opened))["private_metadata"]) < 3000

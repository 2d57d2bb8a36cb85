"""Webhook endpoints in `/invoice setup`: added, tested, paused, changed and removed by admins."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from bot.security.secret_box import SecretBox
from bot.slack.views.setup.webhooks import LATEST
from jupiter_core.domain.events import EventName
from jupiter_core.domain.webhook import DeliveryAttempt, WebhookEndpoint
from jupiter_core.outbox.messages import WEBHOOK
from tests.factories import NOW, WORKSPACE
from tests.harness.setup_client import ADMIN, SALES, SetupClient, a_stage
from tests.harness.slack_reading import shown

URL = "https://crm.example/hooks/jupiter"


@pytest.fixture
def stage() -> Iterator[SetupClient]:
    with a_stage() as made:
        yield made


def endpoints(stage: SetupClient) -> list[WebhookEndpoint]:
    with stage.store.read(WORKSPACE) as uow:
        return uow.webhook_endpoints.all()


def listed(stage: SetupClient, user: str = ADMIN) -> None:
    stage.opened(user)
    stage.press("setup_webhooks", user=user)
    stage.view("setup_webhooks", user)


def form(stage: SetupClient, url: str = URL) -> None:
    listed(stage)
    stage.press("setup_add_webhook")
    stage.view("setup_webhook_form")
    stage.set("url", url)


def added(stage: SetupClient) -> str:
    """The secret, as the admin sees it."""
    form(stage)
    assert stage.submit()["ok"]
    view = stage.view("setup_webhook_secret")
    box = next(each for each in view["blocks"] if each["block_id"] == "secret")
    return str(box["elements"][0]["elements"][0]["text"])


def opened(stage: SetupClient) -> Any:
    stage.close()
    stage.press("setup_webhook", value=endpoints(stage)[0].id)
    return stage.view("setup_webhook")


def test_an_admin_adds_one_and_sees_its_secret_once(stage: SetupClient) -> None:
    secret = added(stage)
    (endpoint,) = endpoints(stage)
    assert (endpoint.url, endpoint.takes_later) == (URL, True)
    assert SecretBox(["k" * 32]).open(endpoint.secrets[0].sealed) == secret
    assert secret.startswith("whsec_") and secret not in endpoint.model_dump_json()
    stage.redeliver("view_submission setup_webhook_form")
    assert len(endpoints(stage)) == 1
    entries = stage._look("log?after=0")["entries"]
    said = [each["name"] for each in entries if secret in json.dumps(each)]
    assert said == ["view_submission setup_webhook_form"]
    stage.close()
    assert "crm.example/hooks/jupiter" in shown(stage.view("setup_webhooks"))


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("http://crm.example/hook", "it has to begin with https://"),
        ("https://169.254.169.254/latest", "Webhooks go to the public internet only"),
        ("https://localhost/hook", "Webhooks go to the public internet only"),
        ("https://user:word@crm.example/", "it has a user name or password in it"),
        ("", "it is empty"),
    ],
)
def test_an_address_inside_a_network_is_refused_at_its_field(
    stage: SetupClient, typed: str, told: str
) -> None:
    form(stage, "https://crm.example")
    stage.set("url", typed or " ")
    assert told in str(stage.submit()["errors"]["url"])
    assert endpoints(stage) == []


def test_a_test_event_goes_to_it_and_what_came_back_is_shown(stage: SetupClient) -> None:
    added(stage)
    opened(stage)
    stage.press("setup_test_webhook", value=endpoints(stage)[0].id)
    stage.view("setup_webhook")
    (endpoint,) = endpoints(stage)
    with stage.store.read(WORKSPACE) as uow:
        (delivery,) = uow.deliveries.page(endpoint.id, limit=LATEST)
        assert uow.events.get(delivery.event_id).name is EventName.WEBHOOK_ENDPOINT_TESTED
    with stage.store.write(WORKSPACE) as uow:
        tried = {"delivery_id": delivery.id, "event_id": delivery.event_id, "number": 1}
        attempt = DeliveryAttempt(
            id=uow.new_id(), endpoint_id=endpoint.id, at=NOW, status=204, **tried
        )
        uow.deliveries.log(attempt)
    stage.store.outbox.sent(delivery.id, owner="", now=NOW, receipt={})
    assert "webhook_endpoint.tested" in shown(opened(stage))
    assert "(HTTP 204)" in shown(stage.view("setup_webhook"))


def test_it_is_paused_and_resumed(stage: SetupClient) -> None:
    added(stage)
    opened(stage)
    (endpoint,) = endpoints(stage)
    stage.press("setup_switch_webhook", value=f"off:{endpoint.id}")
    assert not endpoints(stage)[0].is_on
    paused = shown(stage.view("setup_webhook"))
    assert "Paused. Somebody switched it off." in paused and "Send test event" not in paused
    stage.press("setup_switch_webhook", value=f"on:{endpoint.id}")
    assert endpoints(stage)[0].is_on


def test_its_secret_is_replaced_and_both_sign_for_a_day(stage: SetupClient) -> None:
    former = added(stage)
    opened(stage)
    stage.press("setup_rotate_webhook", value=endpoints(stage)[0].id)
    secret = shown(stage.view("setup_webhook_secret"))
    assert "whsec_" in secret and former not in secret
    assert len(endpoints(stage)[0].live_secrets(stage.clock.now())) == 2


def test_it_is_removed_and_the_list_says_so(stage: SetupClient) -> None:
    added(stage)
    opened(stage)
    stage.press("setup_remove_webhook", value=endpoints(stage)[0].id)
    assert endpoints(stage) == []
    assert "None yet." in shown(stage.view("setup_webhooks"))


def test_what_it_takes_is_chosen_and_stays_when_only_the_address_changes(
    stage: SetupClient,
) -> None:
    form(stage)
    stage.set("events", ["invoice.issued", "invoice.paid"])
    assert stage.submit()["ok"]
    opened(stage)
    taken = (EventName.INVOICE_ISSUED, EventName.INVOICE_PAID)
    assert set(endpoints(stage)[0].taken) == set(taken)
    stage.press("setup_edit_webhook", value=endpoints(stage)[0].id)
    stage.view("setup_webhook_form")
    stage.set("url", "https://erp.example/in")
    assert stage.submit()["ok"]
    assert "invoice (2)" in shown(stage.view("setup_webhook"))
    (endpoint,) = endpoints(stage)
    assert (endpoint.url, set(endpoint.taken)) == ("https://erp.example/in", set(taken))


def test_two_who_change_it_at_once_do_not_overwrite_each_other(stage: SetupClient) -> None:
    added(stage)
    opened(stage)
    stage.press("setup_edit_webhook", value=endpoints(stage)[0].id)
    stage.view("setup_webhook_form")
    (endpoint,) = endpoints(stage)
    with stage.store.write(WORKSPACE) as uow:
        changed = {"description": "The data warehouse"}
        uow.webhook_endpoints.save(endpoint.model_copy(update=changed))
    stage.set("description", "The CRM")
    assert "description is now “The data warehouse”" in str(stage.submit()["errors"])
    assert endpoints(stage)[0].description == "The data warehouse"


def test_one_that_was_removed_meanwhile_is_said_to_be(stage: SetupClient) -> None:
    added(stage)
    opened(stage)
    gone = endpoints(stage)[0].id
    with stage.store.write(WORKSPACE) as uow:
        uow.webhook_endpoints.remove(gone)
    stage.press("setup_test_webhook", value=gone)
    stage.view("refusal")
    assert not [e for e in stage.store.tables.letters.values() if e.message.destination == WEBHOOK]


def test_nobody_but_admins_sees_or_adds_one(stage: SetupClient) -> None:
    stage.command(SALES)
    assert stage.stack(SALES) == []

"""Webhooks with a real database, real drains at once, and a workspace that hears of trouble."""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.delivery.webhook.connection import WebhookConnection
from bot.delivery.webhook.sender import WebhookSender
from bot.jobs import Jobs
from bot.security.secret_box import SecretBox
from bot.system import Ulids
from jupiter_core.commands.webhook import MakeEndpoint, make_endpoint
from jupiter_core.domain.webhook import WebhookEndpoint
from jupiter_core.outbox.messages import WEBHOOK
from jupiter_core.ports import Store
from jupiter_core.store import Database
from tests.factories import A_SIGNER, FIONA, FRANK, SAM, WORKSPACE
from tests.harness.databases import tables_at
from tests.harness.fakes import FixedClock, SteadyRandomness
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import shown
from tests.harness.webhook_delivery import KEY, SECRET
from tests.harness.webhook_receiver import Receiver, a_receiver, answers, hangs

SEALS = SecretBox([KEY])


@pytest.fixture
def rig(tmp_path: Path) -> Iterator[SlackBot]:
    clock = FixedClock()
    file = tmp_path / "jupiter.sqlite3"
    tables_at(file)
    with (
        closing(Database(f"sqlite:///{file}", clock, Ulids(clock), A_SIGNER)) as database,
        a_rig(clock=clock, store=database) as rig,
    ):
        yield rig


def an_endpoint(store: Store, receiver: Receiver) -> WebhookEndpoint:
    sealed = SEALS.seal(SECRET)
    command = MakeEndpoint(
        by=SAM, url=receiver.url, description="The CRM", events=(), sealed=sealed
    )
    with store.write(WORKSPACE) as uow:
        return make_endpoint(command, uow)


def webhook_jobs(rig: SlackBot) -> Jobs:
    connection, random_text = WebhookConnection(["localhost"]), SteadyRandomness()
    sender = WebhookSender(rig.store, SEALS, connection, rig.clock, random_text, Ulids(rig.clock))
    return Jobs(
        rig.store, rig.store.outbox, {WEBHOOK: sender}, rig.clock, random_text, owner="webhooks"
    )


def test_every_event_of_an_invoice_is_delivered_in_order_and_logged(rig: SlackBot) -> None:
    with a_receiver(answers(500, b"\x00busy")) as receiver:
        endpoint = an_endpoint(rig.store, receiver)
        jobs = webhook_jobs(rig)
        rig.approve(rig.submitted())
        jobs.drain()
        assert len(receiver.received) == 1
        rig.clock.advance(seconds=6)
        jobs.drain()
    types = [json.loads(each.body)["type"] for each in receiver.received]
    assert types[:3] == ["invoice.created", "invoice.created", "invoice.submitted"]
    with rig.store.read(WORKSPACE) as uow:
        deliveries = uow.deliveries.page(endpoint.id)[::-1]
        tries = [uow.deliveries.attempts_of(each.id) for each in deliveries]
    assert [each.event_id for each in deliveries] == receiver.ids[1:]
    assert {each.state for each in deliveries} == {"delivered"}
    assert [[each.status for each in one] for one in tries[:2]] == [[500, 204], [204]]
    assert tries[0][0].answer == "\ufffdbusy"


def test_approvers_read_in_slack_that_an_endpoint_was_switched_off(rig: SlackBot) -> None:
    with a_receiver(answers(410)) as receiver:
        endpoint = an_endpoint(rig.store, receiver)
        rig.submitted()
        webhook_jobs(rig).drain()
    rig.deliver()
    for approver in (FIONA, FRANK):
        _, messages = rig.direct_messages(approver.id)
        [told] = [each for each in messages if "webhooks" in each["text"]]
        assert "It answered 410 Gone." in shown(told)
        assert endpoint.id in shown(told)
    with rig.store.read(WORKSPACE) as uow:
        assert not uow.webhook_endpoints.get(endpoint.id).is_on
        dead = {each.message.destination for each in uow.outbox.dead_letters()}
    assert dead <= {WEBHOOK}


def test_an_endpoint_that_was_removed_meanwhile_is_still_told_of(rig: SlackBot) -> None:
    with a_receiver(answers(410)) as receiver:
        endpoint = an_endpoint(rig.store, receiver)
        rig.submitted()
        webhook_jobs(rig).drain()
    with rig.store.write(WORKSPACE) as uow:
        uow.webhook_endpoints.remove(endpoint.id)
    rig.deliver()
    _, messages = rig.direct_messages(FIONA.id)
    assert any("has since been removed" in each["text"] for each in messages)


def test_an_endpoint_that_hangs_holds_up_no_other(rig: SlackBot) -> None:
    with a_receiver(hangs) as slow, a_receiver() as quick:
        an_endpoint(rig.store, quick)
        an_endpoint(rig.store, slow)  # of which the first one hears
        rig.submitted()
        jobs = webhook_jobs(rig)
        jobs.start()
        try:
            rig.eventually(lambda: len(quick.received) >= 3 and slow.received)
        finally:
            slow.over.set()
            jobs.stop()
    assert slow.ids[0] in quick.ids[1:]

"""Slack's address over real HTTP: what is not Slack's, of now and of here changes nothing."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import httpx
import pytest
from slack_sdk.signature import SignatureVerifier

from bot.demo.deal import CHANNEL, FIONA, SAM, Deal
from bot.demo.play import TEAM, Demo, Mode, demo
from bot.slack.http import BODY_LIMIT, PATH
from tests.harness.databases import with_its_tables
from tests.harness.local_http import NO_CERTIFICATES

Json = dict[str, Any]
Headers = dict[str, str]
MARKER = "not-for-the-log"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Stage:
    """A deal that waits for Fiona's approval, and the wire between Slack and the bot."""

    def __init__(self, running: Demo, out: Path) -> None:
        self.slack = running.workspace
        self.bot = running.application
        self.deal = Deal(running.workspace, out)
        self.deal.build()
        self.deal.submit()

    def state(self) -> list[tuple[str, str, int]]:
        """Of each invoice its id, state and number of versions."""
        with self.bot.database.read(TEAM) as uow:
            found = [uow.invoices.get(each) for each in uow.invoices.ids()]
            return [(each.id, each.state, len(uow.versions.of(each.id))) for each in found]

    def sent(self, wanted: Callable[[Json], bool]) -> Json:
        """The last payload to the bot that is wanted, from the workspace's log."""
        url = f"{self.slack.base_url}/control/log"
        log = httpx.get(url, verify=NO_CERTIFICATES, timeout=60).json()["entries"]
        payloads = [each["request"]["payload"] for each in log if each["direction"] == "delivery"]
        return next(each for each in reversed(payloads) if wanted(each))

    def approval(self) -> bytes:
        """Fiona's click on Approve, as Slack would send it: Sam's refused one, with her name."""
        request = self._request()
        self.slack.press(SAM, "invoice_approve", channel=CHANNEL, ts=request["ts"])
        click = self.sent(lambda each: each.get("type") == "block_actions")
        user = {**click["user"], "id": FIONA}
        return interaction({**click, "user": user, "trigger_id": "1.2.fresh", "marker": MARKER})

    def post(self, body: bytes, headers: Headers) -> httpx.Response:
        return httpx.post(
            f"{self.bot.settings.public_url}{PATH}",
            content=body,
            headers=headers,
            verify=NO_CERTIFICATES,
            timeout=60,
        )

    def post_signed(self, body: bytes) -> httpx.Response:
        return self.post(body, {**FORM, **self.signature(body)})

    def signature(self, body: bytes, timestamp: str | None = None) -> Headers:
        """The two headers of Slack's; those of this moment unless another is named."""
        secret = self.bot.settings.slack_signing_secret
        assert secret is not None
        return signature(secret.get_secret_value(), body, timestamp or now())

    def settle(self) -> None:
        """Waits until every listener has ended; none begins afterwards."""
        self.bot.bolt.listener_runner.listener_executor.shutdown(wait=True)

    def _request(self) -> Json:
        card = self.slack.wait_for_message(CHANNEL, FIONA, "Acme Corporation")
        return self.slack.wait_for_reply(CHANNEL, card["ts"], FIONA, "invoice_approve")


def signature(secret: str, body: bytes, timestamp: str) -> Headers:
    signed = SignatureVerifier(secret).generate_signature(timestamp=timestamp, body=body)
    return {"X-Slack-Request-Timestamp": timestamp, "X-Slack-Signature": signed or ""}


def now(later: int = 0) -> str:
    return str(int(time.time()) + later)


def interaction(payload: Json) -> bytes:
    return urlencode({"payload": json.dumps(payload)}).encode()


@contextmanager
def staged(out: Path) -> Iterator[Stage]:
    installed, tables = {TEAM, "T0OTHER"}.__contains__, with_its_tables()
    with demo(Mode.HTTP, "127.0.0.1", 0, 0, installed, tables=tables) as running:
        yield Stage(running, out)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    """For tests that change nothing."""
    with staged(tmp_path_factory.mktemp("out")) as stage:
        yield stage


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    with staged(tmp_path) as stage:
        yield stage


def another_secret(stage: Stage, body: bytes) -> Headers:
    return signature("another secret", body, now())


def another_body(stage: Stage, body: bytes) -> Headers:
    return stage.signature(body + b"&more=1")


def no_signature(stage: Stage, body: bytes) -> Headers:
    return {"X-Slack-Request-Timestamp": now()}


def no_timestamp(stage: Stage, body: bytes) -> Headers:
    return {"X-Slack-Signature": stage.signature(body)["X-Slack-Signature"]}


def nothing(stage: Stage, body: bytes) -> Headers:
    return {}


def too_old(stage: Stage, body: bytes) -> Headers:
    return stage.signature(body, now(-60 * 5 - 30))


def too_new(stage: Stage, body: bytes) -> Headers:
    return stage.signature(body, now(60 * 5 + 30))


def no_number(stage: Stage, body: bytes) -> Headers:
    return stage.signature(body, "yesterday")


def an_odd_number(stage: Stage, body: bytes) -> Headers:
    return {**stage.signature(body), "X-Slack-Request-Timestamp": "9" * 5000}


@pytest.mark.parametrize(
    "forged",
    [
        another_secret,
        another_body,
        no_signature,
        no_timestamp,
        nothing,
        too_old,
        too_new,
        no_number,
        an_odd_number,
    ],
)
def test_what_slack_did_not_sign_just_now_is_refused_and_its_body_is_not_logged(
    shared: Stage,
    forged: Callable[[Stage, bytes], Headers],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level("DEBUG")
    before, body = shared.state(), shared.approval()
    assert shared.post(body, {**FORM, **forged(shared, body)}).status_code == 401
    assert shared.state() == before
    said = capfd.readouterr()
    assert MARKER not in caplog.text + said.out + said.err


def test_the_same_click_counts_when_it_is_rightly_signed_and_once_only(stage: Stage) -> None:
    body = stage.approval()
    for _ in range(3):
        assert stage.post_signed(body).status_code == 200
    stage.settle()
    [(_, state, versions)] = stage.state()
    assert (state, versions) == ("issued", 4)


def test_a_submission_that_arrives_again_makes_no_second_invoice(stage: Stage) -> None:
    submission = stage.sent(
        lambda each: (
            each.get("type") == "view_submission" and each["view"]["callback_id"] == "builder"
        )
    )
    before = stage.state()
    for _ in range(2):
        assert stage.post_signed(interaction(submission)).status_code == 200
    stage.settle()
    assert stage.state() == before


def test_a_body_that_is_too_large_is_refused_though_it_is_signed(shared: Stage) -> None:
    before, body = shared.state(), b"payload=" + b"x" * BODY_LIMIT
    assert shared.post_signed(body).status_code == 413
    assert shared.state() == before


@pytest.mark.parametrize("body", [b"", b"payload=", b"payload={", b"{}", b"a=b"])
def test_what_is_signed_and_makes_no_sense_breaks_nothing(
    shared: Stage, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    before = shared.state()
    assert shared.post_signed(body).status_code < 500
    assert shared.state() == before


def test_another_workspace_sees_and_changes_nothing_of_this_ones_invoices(stage: Stage) -> None:
    stage.deal.approve()
    before = stage.state()
    command = stage.sent(lambda each: each.get("command") == "/invoice")
    texts = ("show JUS-000001", "history JUS-000001", "po JUS-000001 666")
    for n, text in enumerate(texts):
        theirs = {**command, "team_id": "T0OTHER", "text": text, "trigger_id": f"1.2.other{n}"}
        assert stage.post_signed(urlencode(theirs).encode()).status_code == 200
    stage.settle()
    answers = [each for each in stage.slack.messages(CHANNEL, SAM) if each["ephemeral"]]
    assert len(answers) == len(texts)
    assert "1,345,000.00" not in json.dumps(answers)
    assert stage.slack.top_view(SAM) is None
    assert stage.state() == before


def test_another_workspaces_click_finds_no_invoice_here(stage: Stage) -> None:
    before = stage.state()
    click = json.loads(httpx.QueryParams(stage.approval().decode())["payload"])
    theirs = {"team": {**click["team"], "id": "T0OTHER"}, "user": {**click["user"]}}
    theirs["user"]["team_id"] = "T0OTHER"
    assert stage.post_signed(interaction({**click, **theirs})).status_code == 200
    stage.settle()
    assert stage.state() == before

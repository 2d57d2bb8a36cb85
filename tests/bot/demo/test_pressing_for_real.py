"""Whatever can be pressed is pressed, on SQLite and on PostgreSQL, and nothing fails: what only a
real database refuses, no test of a single listener meets.
"""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import structlog

from bot.demo.crm import Crm
from bot.demo.desk import FIONA
from bot.demo.local_workspace import LocalWorkspace
from bot.demo.play import ADMIN, TEAM, Demo, Mode, api_of, demo, desk_of, manifest, years_of
from bot.demo.pressing import Pressing
from bot.demo.sent import ASKED, CHANNEL
from bot.simulator.server import Simulator
from bot.slack.unexpected import AWAY, BROKEN, LATE, NOT_SAVED, SORRY, UNSURE
from jupiter_core.queries.verify import prove
from tests.harness.databases import KINDS, fresh_url
from tests.harness.met import meet_everybody
from tests.harness.quiet_listeners import QuietListeners

TROUBLE = (SORRY, NOT_SAVED, LATE, AWAY, UNSURE, BROKEN)
EACH_SECONDS = 60
"""For each person, who are done in a tenth of that."""
SUBMITTED = (
    *("builder", "contract_builder", "invoice_payment_form", "invoice_po_form", "entry_book_form"),
    *("invoice_credit_note_form", "invoice_resolve_dispute_form", "contract_usage_form"),
    *("invoice_settle_form", "setup_key_made", "setup_webhook_form", "setup_team_saved"),
)
"""Windows that were submitted, among others."""
LOOKED_AT = ("/invoice setup", "POST /webhook-endpoints", "setup_add_account", "setup_team_saved")
"""Settings and bank details, among others."""
MANY = 150
FILLED_IN = "As agreed"
"""What is put into a field that asks for a reason or an answer."""
FAILED = ("error", "critical", "exception")


@pytest.fixture(params=KINDS)
def running(request: pytest.FixtureRequest) -> Iterator[Demo]:
    url = fresh_url(request.param, request)
    with demo(Mode.HTTP, "127.0.0.1", 0, 0, limits=None, database_url=url) as running:
        meet_everybody(running.application.database, Simulator(manifest(Mode.HTTP, "")))
        yield running


class Errors(logging.Handler):
    """What the program and its libraries say of errors, of all threads."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.said.append(record.getMessage())


@contextmanager
def errors_told() -> Iterator[list[str]]:
    structlog.reset_defaults()  # a command that ran before may leave some out
    handler = Errors()
    logging.getLogger().addHandler(handler)
    try:
        with structlog.testing.capture_logs() as lines:
            yield handler.said
            handler.said += [str(each) for each in lines if each["log_level"] in FAILED]
    finally:
        logging.getLogger().removeHandler(handler)


def played(running: Demo) -> None:
    """A contract, invoices that are overdue, disputed, paid and to be approved, and a payment to be
    matched."""
    workspace, application = running.workspace, running.application
    api = api_of(application)
    years = years_of(running)
    years.type()
    years.agree()
    for _, step in desk_of(running, api).steps():
        step()
    Crm(workspace, api, running.heard).post()


def sent_by_the_bot(workspace: LocalWorkspace) -> str:
    posts = (each for each in workspace.log() if each["name"] == "chat.postMessage")
    return json.dumps([each["request"] for each in posts], ensure_ascii=False)


def filled_in(workspace: LocalWorkspace, filling: Pressing) -> None:
    """What windows ask for, by an approver and the admin, who have all of them; on the database
    that also holds what is kept against its columns."""
    assert FILLED_IN not in sent_by_the_bot(workspace)
    for user in (FIONA, ADMIN):
        filling.everywhere(user, (), CHANNEL, seconds=EACH_SECONDS)
    assert FILLED_IN in sent_by_the_bot(workspace)


def test_whatever_is_pressed_nothing_fails(running: Demo) -> None:
    application, workspace = running.application, running.workspace
    quiet = QuietListeners(application.listeners, application.ctx.people.executor)
    with errors_told() as errors:
        played(running)
        pressing = Pressing(workspace, each_once=True, waits=quiet.wait)
        for user, words in ASKED.items():
            pressing.everywhere(user, words, CHANNEL, seconds=EACH_SECONDS)
        if application.database.engine.dialect.name == "postgresql":
            filled_in(workspace, Pressing(workspace, each_once=True, fills=True, waits=quiet.wait))
        application.jobs.drain()
    submitted = {press[1] for press in pressing.pressed if press[0] == "submit"}
    assert {*SUBMITTED} <= submitted
    assert len(pressing.pressed) > MANY
    told = json.dumps(workspace.log(), ensure_ascii=False)
    assert errors == []
    assert [each for each in TROUBLE if each in told] == []
    with application.database.read(TEAM) as uow:
        assert uow.outbox.dead_letters() == []
    application.kept_looks.keep(every=True)
    looked = [each.look for each in application.database.settings_looks.found(TEAM)]
    assert {each.person for each in looked if not each.refusal} == {ADMIN}
    assert {*LOOKED_AT} <= {each.what for each in looked}
    assert prove(application.database, TEAM).broken == ()

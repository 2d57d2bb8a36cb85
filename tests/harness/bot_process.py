"""`jupiter run` in a process of its own, as an operator runs it or forked from one that has it
loaded: a SQLite file, a local workspace."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import create_engine, text

from bot.demo.play import Mode, manifest
from bot.simulator.server import Simulator, running
from bot.system import SystemClock, Ulids
from jupiter_core.commands.draft import InvoiceTerms, SubmitInvoice, submit_invoice
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.workspace import Workspace
from jupiter_core.store import Database
from tests.factories import (
    A_SIGNER,
    DEAL_CHANNEL,
    FIONA,
    SAM,
    WORKSPACE,
    a_customer,
    a_day_that_began,
    a_sender_profile,
    the_deal_lines,
)
from tests.harness.databases import tables_at
from tests.harness.forked import Forked
from tests.harness.held_calls import HeldCalls, a_gate
from tests.harness.local_http import local_http
from tests.harness.ports import a_free_port
from tests.harness.slack_people import SlackPeople

SECRET = "local-signing-secret"
_RUN = "from bot.cli.app import main; main()"


class BotProcess(SlackPeople):
    """People in the workspace, and the process that serves them, which may be killed."""

    def __init__(
        self,
        http: httpx.Client,
        gate: HeldCalls,
        database: str,
        mode: Mode,
        port: int,
        log: Path,
        command: str = "run",
    ) -> None:
        super().__init__(http)
        self.gate = gate
        self._database, self._log = database, log
        self.own_http = local_http(f"http://127.0.0.1:{port}")
        self._mode, self._port, self._command = mode, port, command
        self._process: subprocess.Popen[bytes] | Forked | None = None

    def start(self, *, forked: bool = False) -> None:
        """Returns when it answers."""
        if forked:
            self._process = Forked([self._command], self._environment(), self._log)
        else:
            with self._log.open("ab") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", _RUN, self._command],
                    env=self._environment(),
                    stdout=log,
                    stderr=log,
                )
        self.eventually(self._answers, seconds=90)

    @property
    def output(self) -> bytes:
        """What it has said, from its first start on."""
        return self._log.read_bytes()

    def kill(self) -> None:
        """As the machine does when its memory is short: no chance to say goodbye."""
        assert self._process
        self._process.kill()
        self._end()

    def terminate(self) -> None:
        """As a supervisor does."""
        assert self._process
        self._process.send_signal(signal.SIGTERM)

    def stopped_listening(self) -> None:
        """Until its port is closed, which is what it does first when it is to end."""

        def refused() -> bool:
            with socket.socket() as probe:
                return probe.connect_ex(("127.0.0.1", self._port)) != 0

        self.eventually(refused)

    def ended(self) -> int:
        """The exit code, once it has ended."""
        return self._end()

    def stop(self) -> None:
        if self._process and self._process.poll() is None:
            self.kill()

    def submitted(self) -> None:
        """The deal, drafted and submitted, in the file that the process reads."""
        clock = SystemClock()
        store = Database(self._database, clock, Ulids(clock), A_SIGNER)
        terms = InvoiceTerms(
            customer_id="customer-acme",
            sender_profile_id="sender-us",
            currency="USD",
            net_terms=45,
            issue_date=a_day_that_began(clock.now()),
            lines=the_deal_lines(),
        )
        with store.write(WORKSPACE) as uow:
            uow.sender_profiles.save(a_sender_profile())
            uow.customers.save(a_customer())
            policy = ApprovalPolicy(approvers=(FIONA.id,))
            uow.save_workspace(Workspace(id=WORKSPACE, policy=policy))
            command = SubmitInvoice(by=SAM, deal_channel=DEAL_CHANNEL, terms=terms)
            submit_invoice(command, uow, PdfRenderer())
        store.close()

    def unsent(self) -> list[str]:
        """The kinds of the messages that wait."""
        return [kind for kind, _, sent in self.outbox() if sent is None]

    def outbox(self) -> list[tuple[str, str, Any]]:
        """Kind, id and time of sending of every message, in order."""
        with create_engine(self._database).connect() as connection:
            rows = connection.execute(
                text("SELECT kind, id, sent_at FROM outbox ORDER BY position")
            )
            return [(row[0], row[1], row[2]) for row in rows]

    def looks(self) -> list[tuple[str, str, str, int]]:
        """Who looked at settings, at what, how they were refused, and how often."""
        with create_engine(self._database).connect() as connection:
            query = "SELECT person, what, refusal, times FROM settings_looks ORDER BY id"
            rows = connection.execute(text(query))
            return [(row[0], row[1], row[2], row[3]) for row in rows]

    def leased(self) -> int:
        """How many messages nobody else may send for two minutes."""
        with create_engine(self._database).connect() as connection:
            query = text("SELECT count(*) FROM outbox WHERE lease_until IS NOT NULL")
            return int(connection.execute(query).scalar_one())

    def let_leases_run_out(self) -> None:
        """As two minutes do."""
        with create_engine(self._database).begin() as connection:
            connection.execute(text("UPDATE outbox SET lease_until = NULL"))

    def delivered(self) -> None:
        self.eventually(lambda: not self.unsent(), seconds=90)

    def _end(self) -> int:
        assert self._process
        return self._process.wait(60)

    def _answers(self) -> bool:
        assert self._process and self._process.poll() is None, self._end_words()
        try:
            path = "metrics" if self._command == "worker" else "readyz"
            return self.own_http.get(f"/{path}").is_success
        except httpx.TransportError:
            return False

    def _end_words(self) -> str:
        self._end()
        return self.output.decode()

    def _environment(self) -> dict[str, str]:
        address = f"http://127.0.0.1:{self._port}"
        reach = (
            {"SLACK_APP_TOKEN": "xapp-local"}
            if self._mode is Mode.SOCKET
            else {"SLACK_SIGNING_SECRET": SECRET}
        )
        port = "METRICS_PORT" if self._command == "worker" else "PORT"
        kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK")}
        return {
            **kept,
            **reach,
            "DATABASE_URL": self._database,
            "PUBLIC_URL": address,
            "SECRET_KEY": "Zq7vT0mXe4Lr9WbK2hYc6NsJ8uPd3GfA5iRo1Ex",
            port: str(self._port),
            "LOG_FORMAT": "json",
            "SLACK_BOT_TOKEN": "xoxb-local",
            "SLACK_API_URL": self.gate.url,
        }


@contextmanager
def a_bot_process(
    folder: Path, mode: Mode = Mode.HTTP, command: str = "run"
) -> Iterator[BotProcess]:
    """Not started yet; nothing of it is left in the end."""
    port = a_free_port()
    address = f"http://127.0.0.1:{port}"
    simulator = Simulator(
        manifest(mode, address),
        request_url=f"{address}/slack/events",
        signing_secret=SECRET,
        bot_token="xoxb-local",
        app_token="xapp-local",
        ack_seconds=15,
        limits=None,
    )
    file = folder / "bot.sqlite3"
    tables_at(file)
    database = f"sqlite:///{file}"
    with (
        running(simulator) as base_url,
        a_gate(base_url) as gate,
        local_http(base_url) as http,
    ):
        log = folder / "log"
        bot = BotProcess(http, gate, database, mode, port, log, command)
        try:
            yield bot
        finally:
            bot.stop()
            bot.own_http.close()

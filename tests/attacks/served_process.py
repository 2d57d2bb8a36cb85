"""`jupiter web` as an operator runs it, with few open files and a log in a file, to be attacked."""

import hashlib
import hmac
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

import httpx

from bot.demo.deal import CHANNEL, SAM
from bot.demo.play import TEAM, Mode, manifest
from bot.simulator.server import Simulator, running
from tests.harness.forked import Forked
from tests.harness.local_http import NO_CERTIFICATES, local_http
from tests.harness.ports import a_free_port

SECRET = "local-signing-secret"
OPEN_FILES = 1_024
ACK_SECONDS = 3
"""What Slack itself waits for an answer."""


@dataclass(frozen=True)
class Served:
    port: int
    log: Path
    database: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def logged(self) -> int:
        """Bytes."""
        return self.log.stat().st_size

    def connected(self, said: bytes = b"") -> socket.socket:
        client = socket.create_connection(("127.0.0.1", self.port), timeout=10)
        client.sendall(said)
        return client

    def healthy(self) -> bool:
        url = f"{self.url}/healthz"
        answer = httpx.get(url, verify=NO_CERTIFICATES, timeout=ACK_SECONDS)
        return answer.status_code == 200

    def acknowledged(self) -> bool:
        """`/invoice help`, as Slack sends it, answered as quickly as Slack wants it."""
        body = urlencode(
            {
                "command": "/invoice",
                "text": "help",
                "team_id": TEAM,
                "user_id": SAM,
                "channel_id": CHANNEL,
                "trigger_id": f"1.{time.monotonic_ns()}",
                "response_url": f"{self.url}/nowhere",
            }
        ).encode()
        stamp = str(int(time.time()))
        signed = hmac.new(SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256)
        headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": f"v0={signed.hexdigest()}",
        }
        url = f"{self.url}/slack/events"
        answer = httpx.post(
            url, content=body, headers=headers, verify=NO_CERTIFICATES, timeout=ACK_SECONDS
        )
        return answer.status_code == 200


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """It has no more open files than most systems allow at first."""
    port = a_free_port()
    address = f"http://127.0.0.1:{port}"
    simulator = Simulator(
        manifest(Mode.HTTP, address),
        request_url=f"{address}/slack/events",
        signing_secret=SECRET,
        bot_token="xoxb-local",
        app_token="xapp-local",
        ack_seconds=15,
        limits=None,
    )
    log = folder / "log"
    with running(simulator) as slack:
        environment = _environment(folder, port, slack)
        process = Forked(["web"], environment, log, open_files=OPEN_FILES)
        try:
            _until_it_answers(process, address, log)
            yield Served(port, log, _database(folder))
        finally:
            process.terminate()
            process.wait(15)


def _until_it_answers(process: Forked, address: str, log: Path) -> None:
    deadline = time.monotonic() + 90
    with local_http(address) as http:
        while time.monotonic() < deadline:
            assert process.poll() is None, log.read_text()
            try:
                if http.get("/readyz").is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.05)
    raise AssertionError(log.read_text())


def _environment(folder: Path, port: int, slack: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SLACK")}
    return {
        **kept,
        "DATABASE_URL": _database(folder),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
        "SECRET_KEY": "Zq7-fT2mXw9_Lk4bRv8sNc3pYd6hGj5e",
        "PORT": str(port),
        "SLACK_BOT_TOKEN": "xoxb-local",
        "SLACK_SIGNING_SECRET": SECRET,
        "SLACK_API_URL": f"{slack}/api/",
    }


def _database(folder: Path) -> str:
    return f"sqlite:///{folder}/bot.sqlite3"

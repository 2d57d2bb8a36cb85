"""Doors for machines: the API, and a file that the `jupiter` command reads."""

import json
import re
import tempfile
from typing import Any

from typer.testing import CliRunner

from bot.cli.commands import cli
from bot.intake.files.contract import read_contract
from bot.intake.files.invoice import read_invoice_file
from tests.bot.doors.deal import BANK, BODIES, CUSTOMER, SENDER, Json, Noun, changed, steps
from tests.bot.doors.meant import Meant, of_content, of_contract, of_invoice, of_terms
from tests.bot.doors.mistakes import Mistake
from tests.factories import WORKSPACE
from tests.harness.api_client import System

_TOLD = re.compile(r"(?:(?P<path>[a-z_]+[a-z_0-9.\[\]]*): )?[A-Z“].*")
"""A mistake at the terminal; what is of the whole has no path."""


class Api:
    """A system with a key; a problem's pointers are the paths."""

    name = "api"

    def __init__(self) -> None:
        self._system = System()

    def means(self, noun: Noun) -> Meant:
        parties = {"customer": {"id": "customer-acme"}, "sender": {"id": "sender-us"}}
        made = self._posted(noun, {**BODIES[noun], **parties})
        assert made.status_code == 201, made.text
        with self._system.store.read(WORKSPACE) as uow:
            if noun == "invoice":
                return of_invoice(uow.invoices.get(made.json()["id"]))
            return of_contract(uow.contracts.get(made.json()["id"]), uow)

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        return mistake.sent is not None

    def paths(self, mistake: Mistake) -> set[str]:
        # Under its own name the customer would be found, and nothing about them be read.
        parties = {"customer": {**CUSTOMER, "name": "Globex Inc."}, "sender": {"id": "sender-us"}}
        body = changed({**BODIES[mistake.noun], **parties}, mistake.sent or {})
        answer = self._posted(mistake.noun, body)
        assert answer.status_code == 422, answer.text
        return {each["pointer"] for each in answer.json().get("errors") or [{"pointer": "#"}]}

    def spelled(self, mistake: Mistake) -> str:
        return "".join(f"/{each}" for each in ["#", *steps(mistake.path)])[1:]

    def _posted(self, noun: Noun, body: Json) -> Any:
        return self._system.call("POST", f"/{noun}s", body)


class File:
    """An operator at a terminal; each mistake is a line that begins with its path."""

    name = "file"

    def means(self, noun: Noun) -> Meant:
        text = json.dumps(_file(noun))
        if noun == "contract":
            return of_terms(read_contract(text))
        return of_content(read_invoice_file(text, _no_logo).invoice().content)

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        return mistake.sent is not None

    def paths(self, mistake: Mistake) -> set[str]:
        command = ["render", "-"] if mistake.noun == "invoice" else ["schedule", "-"]
        text = json.dumps(changed(_file(mistake.noun), mistake.sent or {}))
        with tempfile.TemporaryDirectory() as out:
            where = ["--out", out] if mistake.noun == "invoice" else []
            ran = CliRunner().invoke(cli, [*command, *where], input=text)
        if ran.exit_code == 0:
            return set()
        assert ran.exit_code == 2, ran.output
        told = (_TOLD.fullmatch(line) for line in ran.stderr.splitlines())
        return {each["path"] or "" for each in told if each}

    def spelled(self, mistake: Mistake) -> str:
        return mistake.path


def _file(noun: Noun) -> Json:
    if noun == "contract":
        return BODIES[noun]
    parties = {"customer": CUSTOMER, "sender": SENDER, "bank_account": BANK}
    return {"number": "JUS-000042", **parties, **BODIES[noun]}


def _no_logo(_content: bytes, _mime: str) -> str:
    raise AssertionError("the deal has no logo")

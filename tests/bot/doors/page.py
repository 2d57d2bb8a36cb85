"""The page `/new`, as a browser sends it; a field's name is the path."""

import re
from collections.abc import Mapping

from fastapi import FastAPI
from httpx import Response

from bot.intake.documents.base import Notation
from bot.intake.documents.contract import ContractDocument
from bot.intake.documents.reading import required
from bot.intake.files.invoice import typed_invoice_version
from bot.intake.new.contract import sent_contract
from bot.intake.new.errors import FormErrors
from bot.intake.new.invoice import sent_invoice
from bot.intake.new.typed import read_typed
from bot.web import register
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.ports import Clock, Store
from tests.bot.doors.deal import BANK, CUSTOMER, SENDER, TYPED, Noun, flat
from tests.bot.doors.meant import Meant, of_content, of_terms
from tests.bot.doors.mistakes import Mistake
from tests.harness.fakes import FixedClock, a_fake_store
from tests.harness.link_client import LINKS
from tests.harness.web_client import web_client

CODE = "7KQ2-M9XD-4RTB"
_ADDRESS: Mapping[Noun, str] = {"invoice": "/new", "contract": "/new/contract"}
_NAMES = {"yearly_prices": "annual_price"}
"""One field holds a price, or a price for each year."""


class Page:
    """Somebody without an account. What is missing is a link to the field, what is wrong stands
    beside it."""

    name = "page"

    def means(self, noun: Noun) -> Meant:
        typed = read_typed(noun, form(noun, {}).items())
        found = FormErrors(typed)
        if noun == "contract":
            sent = sent_contract(typed, found)
            return of_terms(required(ContractDocument, sent, Notation.PERSON).terms())
        version = typed_invoice_version(sent_invoice(typed), lambda *_: "")
        return of_content(version.invoice().content)

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        return mistake.typed is not None

    def paths(self, mistake: Mistake) -> set[str]:
        sent = form(mistake.noun, mistake.typed or {})
        store = a_fake_store(FixedClock())
        answer = posted(f"{_ADDRESS[mistake.noun]}/preview", sent, store, FixedClock()).json()
        # What only an e-invoice lacks comes last, and is no mistake.
        sums = str(answer["sums"]).partition('id="gaps-')[0]
        names = {re.sub(r"[^a-z0-9_]+", "-", name): name for name in sent}
        missing = {names.get(each, each) for each in re.findall(r'href="#([^"]+)"', sums)}
        whole = {""} if '<p class="mistake">' in sums else set()
        return {*answer["mistakes"], *missing, *whole}

    def spelled(self, mistake: Mistake) -> str:
        return mistake.field


def form(noun: Noun, changes: Mapping[str, str]) -> dict[str, str]:
    """What a browser sends: all fields, with these changed."""
    parties = {"customer": CUSTOMER, "sender": SENDER, "bank_account": BANK}
    number = {"number": "JUS-000042"} if noun == "invoice" else {}
    typed = {**TYPED[noun], **changes}
    if typed.get("lines") == "":
        typed = {name: text for name, text in typed.items() if not name.startswith("lines")}
    prices = {"lines[0].annual_price"} if "lines[0].yearly_prices" in changes else set()
    said = {name: text for name, text in typed.items() if name not in prices}
    return {_name(name): text for name, text in {**number, **dict(flat(parties)), **said}.items()}


def left(noun: Noun, changes: Mapping[str, str], store: Store, clock: Clock) -> None:
    """The same form, left for a workspace under `CODE`."""
    answer = posted(f"{_ADDRESS[noun]}/save", form(noun, changes), store, clock)
    assert CODE in answer.text


def posted(path: str, sent: Mapping[str, str], store: Store, clock: Clock) -> Response:
    """To a site that counts nobody's requests but this one."""
    app = FastAPI()
    register(
        app,
        store=store,
        renderer=PdfRenderer(),
        links=LINKS,
        wake=lambda: None,
        clock=clock,
        new_code=lambda: CODE,
    )
    answer = web_client(app).post(path, data=dict(sent))
    assert answer.status_code == 200, answer.text
    return answer


def _name(path: str) -> str:
    head, dot, last = path.rpartition(".")
    return f"{head}{dot}{_NAMES.get(last, last)}"

"""A purchase order's number is changed: by a customer on their page, and by Sam in Slack's form."""

from functools import cache

import httpx
from fastapi import FastAPI

from bot.intake.link.fields import spelled
from bot.intake.modals.invoice import PO
from bot.slack.invoice.po_order import po_form_of, save_po
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.people import Person
from bot.web import register
from jupiter_core.domain.invoice import Invoice
from jupiter_core.store import Database
from tests.factories import SAM, WORKSPACE
from tests.harness.link_client import LINKS, PlainPaper
from tests.harness.web_client import web_client

_HOST = "https://pay.jupiter.example"
_SAM = Person(id=SAM.id, name=SAM.name, is_admin=False, is_guest=False, time_zone="UTC")


def changed_by_link(database: Database, invoice_id: str, number: str) -> object:
    """The page is opened, and its form sent; it goes on to the page as it is then."""
    invoice = _invoice(database, invoice_id)
    contact = invoice.content.bill_to.ap_contact
    link = f"/i/{LINKS.writing_token(invoice, contact.email)}"
    hidden = {"form": "all", "seen": str(invoice.sequence), "nonce": number}
    who = {"name": contact.name, "email": contact.email}
    typed = {**spelled(invoice.amendable()), **hidden, **who, "po_number": number}
    customer = _customer(database)
    customer.get(link).raise_for_status()
    answer = customer.post(link, data=typed)
    assert answer.status_code == httpx.codes.SEE_OTHER, answer.text
    assert _invoice(database, invoice_id).content.po_number == number
    return answer


def changed_in_slack(database: Database, invoice_id: str, number: str) -> object:
    """The form is drawn and submitted."""
    invoice = _invoice(database, invoice_id)
    about = SubjectRef(invoice_id, invoice.sequence)
    with database.read(WORKSPACE) as uow:
        po_form_of(uow, invoice, ModalMetadata("nonce", about))
    values = {PO: {PO: {"type": "plain_text_input", "value": number}}}
    with database.write(WORKSPACE) as uow:
        save_po(uow, PlainPaper(), _SAM, about, values)
    return None


def _invoice(database: Database, invoice_id: str) -> Invoice:
    with database.read(WORKSPACE) as uow:
        return uow.invoices.get(invoice_id)


@cache
def _customer(database: Database) -> httpx.Client:
    app = FastAPI()
    register(app, store=database, renderer=PlainPaper(), links=LINKS, wake=lambda: None)
    return web_client(app, base_url=_HOST, follow_redirects=False)

"""The peer of a whole invoice: Tryton with its invoicing, on SQLite, by Tryton's own client.

`python -m tests.bench.tryton_peer FOLDER` sets up a database there with a company, a chart of
accounts, a fiscal year, a tax and a customer, and says "ready". Then it reads lines of an invoice
from each line of its input (a JSON array of [description, quantity, price]), creates it, validates
and posts it, and asks for its paper, each as a request of its own. It answers with the seconds of
processor time that all took, and the total.

The client is the one that calls the server's methods in the same process: no HTTP, no session, no
form that is filled in field by field. The paper is the OpenDocument text that Tryton makes as it
comes; a PDF would cost a start of LibreOffice more.
"""

import json
import os
import sys
import time
from decimal import Decimal
from typing import Any, NamedTuple

from bot.garbage import garbage_seldom

TAX = Decimal("0.08875")
NET_TERMS = 45
_DATABASE = "bench"


class Books(NamedTuple):
    """Where Tryton keeps the invoice's parties and accounts: ids, and its client."""

    client: Any
    party: int
    address: int
    receivable: int
    revenue: int
    journal: int
    tax: int
    term: int


def main(folder: str) -> None:
    os.environ["DB_NAME"] = _DATABASE
    os.environ["TRYTOND_DATABASE_URI"] = "sqlite://"
    os.environ["TRYTOND_DATABASE__PATH"] = folder
    books = _set_up()
    _say("ready")
    with garbage_seldom():
        for asked in sys.stdin:
            _say(_made(books, json.loads(asked)))


def _set_up() -> Books:
    # Tryton reads where its database is when it is loaded.
    from proteus import Model
    from trytond.modules.account.tests.tools import (
        create_chart,
        create_fiscalyear,
        create_tax,
        get_accounts,
    )
    from trytond.modules.account_invoice.tests.tools import set_fiscalyear_invoice_sequences
    from trytond.modules.company.tests.tools import create_company
    from trytond.tests.tools import activate_modules

    client = activate_modules("account_invoice")
    create_company(_party(Model, "Jupiter US Inc.", "548 Market Street", "San Francisco"), "USD")
    create_chart()
    year = set_fiscalyear_invoice_sequences(create_fiscalyear())
    year.click("create_period")
    tax = create_tax(TAX)
    tax.save()
    term = Model.get("account.invoice.payment_term")(name=f"Net {NET_TERMS}")
    term.lines.new(type="remainder").relativedeltas.new(days=NET_TERMS)
    term.save()
    acme = _party(Model, "Acme Corporation", "1 Roadrunner Way", "Phoenix")
    accounts = get_accounts()
    (journal,) = Model.get("account.journal").find([("type", "=", "revenue")])
    return Books(
        client,
        party=acme.id,
        address=acme.addresses[0].id,
        receivable=accounts["receivable"].id,
        revenue=accounts["revenue"].id,
        journal=journal.id,
        tax=tax.id,
        term=term.id,
    )


def _party(models: Any, name: str, street: str, city: str) -> Any:
    party = models.get("party.party")(name=name)
    (address,) = party.addresses
    address.street, address.city = street, city
    party.save()
    party.reload()
    return party


def _made(books: Books, lines: list[list[str]]) -> dict[str, Any]:
    invoices = books.client.get_proxy("account.invoice")
    papers = books.client.get_proxy("account.invoice", type="report")
    context = books.client.context
    before = time.process_time()
    (invoice,) = invoices.create([_invoice(books, lines)], context)
    invoices.validate_invoice([invoice], context)
    invoices.post([invoice], context)
    kind, paper, _, _ = papers.execute([invoice], {}, context)
    seconds = time.process_time() - before
    (kept,) = invoices.read([invoice], ["state", "number", "total_amount"], context)
    if kept["state"] != "posted" or not kept["number"] or kind != "odt" or not paper:
        raise RuntimeError(f"it is {kept['state']}, its paper {kind}")
    return {"seconds": seconds, "total": str(kept["total_amount"])}


def _invoice(books: Books, lines: list[list[str]]) -> dict[str, Any]:
    return {
        "type": "out",
        "party": books.party,
        "invoice_address": books.address,
        "account": books.receivable,
        "journal": books.journal,
        "payment_term": books.term,
        "lines": [("create", [_line(books, *each) for each in lines])],
    }


def _line(books: Books, description: str, quantity: str, price: str) -> dict[str, Any]:
    return {
        "type": "line",
        "account": books.revenue,
        "description": description,
        "quantity": float(quantity),
        "unit_price": Decimal(price),
        "taxes": [("add", [books.tax])],
    }


def _say(what: Any) -> None:
    sys.stdout.write(f"{json.dumps(what)}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1])

"""What other systems call the columns of their exports: QuickBooks, Xero, Stripe, NetSuite,
Chargebee, and the API's own names.

Names are compared in small letters, without anything but letters and digits. Of several columns
for one thing the first name in the list counts.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from bot.intake.imports.table import repeated
from bot.intake.refusals import UnreadableFile
from bot.intake.statements.column_names import plain
from jupiter_core.domain.importing import ImportKind

Names = Mapping[str, tuple[str, ...]]

CUSTOMERS: Names = {
    "name": (
        "legal name", "company name", "company", "customer company", "billing address company",
        "customer name", "customer full name", "contact name", "organization", "organisation",
        "account name", "customer", "display name", "name", "firma", "firmenname", "kunde",
        "kundenname", "raison sociale", "client", "razón social", "ragione sociale", "bedrijf",
    ),
    "external_id": (
        "external id", "customer id", "customer[id]", "internal id", "account number",
        "customer number", "id", "kundennummer", "numéro client", "klantnummer", "debitor",
    ),
    "address.street": (
        "address.street", "street", "street address", "billing street", "address",
        "bill to address", "billing address", "straße", "adresse", "rue", "calle", "via",
    ),
    "street 1": (
        "address line1", "address line 1", "address 1", "billing address 1",
        "billing address line1", "billing address line 1", "billing_address[line1]",
        "poaddressline1", "saaddressline1", "card address line1", "bill to line 1",
    ),
    "street 2": (
        "address line2", "address line 2", "address 2", "billing address 2",
        "billing address line2", "billing address line 2", "billing_address[line2]",
        "poaddressline2", "saaddressline2", "card address line2", "bill to line 2",
    ),
    "street 3": (
        "address line3", "address line 3", "address 3", "billing address 3",
        "billing address line3", "poaddressline3", "saaddressline3", "bill to line 3",
    ),
    "street 4": ("address line4", "poaddressline4", "saaddressline4", "bill to line 4"),
    "address.city": (
        "address.city", "city", "town", "billing city", "billing address city",
        "billing_address[city]", "bill to city", "pocity", "sacity", "address city",
        "card address city", "ort", "stadt", "ville", "ciudad", "città", "plaats",
    ),
    "address.region": (
        "address.region", "state", "region", "province", "county", "billing state",
        "billing state/province", "billing address state", "billing_address[state]",
        "bill to state", "poregion", "saregion", "address state", "card address state",
        "state/province", "bundesland",
    ),
    "address.postal_code": (
        "address.postal_code", "postal code", "zip", "zip code", "postcode", "billing zip",
        "billing postal code", "billing address zip", "billing_address[zip]", "bill to zip",
        "popostalcode", "sapostalcode", "address zip", "card address zip", "plz",
        "code postal", "código postal", "cap",
    ),
    "address.country": (
        "address.country", "country", "country code", "billing country",
        "billing address country", "billing_address[country]", "bill to country", "pocountry",
        "sacountry", "address country", "card address country", "land", "pays", "país", "paese",
    ),
    "tax id": (
        "vat number", "vat id", "vat registration no.", "vat reg. no.", "business vat id",
        "customer[vat_number]", "tax id", "tax number", "tax reg. number", "taxnumber",
        "tax registration number", "resale number", "ein", "ust-idnr.", "ust-idnr", "ust-id",
        "numéro de tva", "nif", "partita iva", "btw-nummer",
    ),
    "registration": (
        "company number", "registration number", "company registration number", "siren",
        "handelsregister", "kvk",
    ),
    "ap_contact.email": (
        "ap_contact.email", "ap email", "ap e-mail", "accounts payable email", "billing email",
        "email address", "email", "e-mail", "main email", "e-mail address", "mail",
    ),
    "ap_contact.name": (
        "ap_contact.name", "ap contact", "accounts payable contact", "billing contact",
        "contact", "contact person", "primary contact", "ansprechpartner",
    ),
    "first name": ("first name", "firstname", "given name", "customer[first_name]", "vorname"),
    "last name": ("last name", "lastname", "surname", "customer[last_name]", "nachname"),
    "attention": ("attention", "poattentionto", "saattentionto", "attention to", "z. hd."),
    "cost_centre": ("cost_centre", "cost centre", "cost center", "kostenstelle"),
    "buyer_reference": ("buyer_reference", "buyer reference", "leitweg-id"),
    "endpoint": ("endpoint", "peppol id", "electronic address"),
    "language": ("language", "locale", "customer[locale]", "preferred language", "sprache"),
    "second_language": ("second_language", "second language", "zweite sprache"),
    "references": ("references", "ap references", "customer references"),
    "portal.kind": ("portal", "invoice portal", "supplier portal"),
    "portal.supplier_number": ("supplier number", "vendor number", "our vendor number"),
    "portal.our_id": ("our portal id", "our anid", "our network id"),
    "portal.their_id": ("their portal id", "anid", "network id"),
    "ship_to.name": ("ship to name", "shipping name", "shipping address name", "deliver to"),
    "ship_to.code": ("ship to code", "location code", "ship to location"),
    "ship_to.address.street": (
        "ship to address", "shipping address", "shipping street", "ship to street",
        "delivery address", "shipping address line1", "ship to line 1", "lieferadresse",
    ),
    "ship_to.address.city": ("ship to city", "shipping city", "shipping address city"),
    "ship_to.address.region": ("ship to state", "shipping state", "shipping address state"),
    "ship_to.address.postal_code": (
        "ship to zip", "shipping zip", "ship to postal code", "shipping postal code",
        "shipping address zip",
    ),
    "ship_to.address.country": ("ship to country", "shipping country", "shipping address country"),
    "po_required": ("po_required", "po required", "requires po"),
    "delivery": ("delivery",),
    "defaults.currency": (
        "defaults.currency", "currency", "currency code", "primary currency",
        "preferred currency code", "default currency", "währung", "devise", "moneda", "valuta",
    ),
    "defaults.net_terms": (
        "defaults.net_terms", "net terms", "net term days", "terms", "payment terms",
        "customer[net_term_days]", "duedatesalesday", "zahlungsziel", "zahlungsbedingung",
    ),
    "defaults.prices_include_tax": (
        "defaults.prices_include_tax", "prices include tax", "price type",
        "tax inclusive", "tax included", "amounts are", "line amount types", "gross prices",
        "bruttopreise", "preise inkl. steuer", "prix ttc", "precios con iva", "prezzi ivati",
        "prijzen incl. btw",
    ),
    "entity": (
        "entity", "legal entity", "default entity", "default legal entity", "primary subsidiary",
        "subsidiary", "business entity",
    ),
}  # fmt: skip

OPEN_INVOICES: Names = {
    "number": (
        "invoice number", "invoice no.", "invoice no", "document number", "num", "number", "no.",
        "invoice id", "invoicenumber", "rechnungsnummer", "numéro de facture", "factura",
        "factuurnummer", "doc number", "transaction number",
    ),
    "customer": (
        "customer name", "customer company", "customer", "contact name", "customer id",
        "company", "company name", "name", "client", "account name", "kunde", "kundenname",
        "cliente", "klant",
    ),
    "issued_on": (
        "issue date", "invoice date", "date of issue", "date issued", "date", "transaction date",
        "date (utc)", "finalized at (utc)", "created (utc)", "rechnungsdatum", "date de facture",
        "fecha", "data", "factuurdatum",
    ),
    "due_on": (
        "due date", "due", "due on", "due date/receive by", "due date (utc)", "date due",
        "fälligkeit", "fällig am", "fälligkeitsdatum", "échéance", "date d'échéance",
        "vencimiento", "scadenza", "vervaldatum",
    ),
    "open_amount": (
        "open amount", "open balance", "balance due", "amount due", "invoice amount due",
        "amount remaining", "amount remaining (foreign currency)", "remaining", "outstanding",
        "open", "balance", "offener betrag", "offen", "solde dû", "reste à payer", "pendiente",
        "saldo", "openstaand",
    ),
    "total": (
        "total", "invoice total", "total amount", "invoice amount", "amount",
        "amount (foreign currency)", "gesamt", "betrag", "montant", "importe", "importo", "bedrag",
    ),
    "currency": (
        "currency", "currency code", "transaction currency", "währung", "devise", "moneda",
        "valuta",
    ),
    "po_number": (
        "po number", "p.o. number", "po/cheque number", "po/check number", "purchase order",
        "reference", "bestellnummer",
    ),
    "status": ("status", "state", "invoice status"),
    "entity": CUSTOMERS["entity"],
}  # fmt: skip

PRODUCTS: Names = {
    "name": (
        "product/service name", "product name", "item name", "name", "product", "item",
        "produkt", "artikel", "bezeichnung", "produit", "producto", "prodotto",
    ),
    "code": (
        "code", "sku", "item code", "product code", "item id", "product id", "plan id",
        "artikelnummer", "référence",
    ),
    "description": ("description", "sales description", "beschreibung", "descrizione"),
    "price": (
        "price", "unit price", "sales price / rate", "sales price", "salesunitprice", "rate",
        "unit amount", "list price", "base price", "amount", "preis", "prix", "precio", "prezzo",
    ),
    "list_price": (
        "list price", "list_price", "msrp", "rrp", "listenpreis", "prix catalogue",
        "precio de lista", "prezzo di listino", "catalogusprijs",
    ),
    "currency": ("currency", "currency code", "währung", "devise", "moneda", "valuta"),
    "unit": (
        "unit", "unit of measure", "uom", "units", "sales unit", "primary units type",
        "stock units", "mengeneinheit", "einheit", "unité", "unidad", "unità di misura",
        "eenheid", "unidade",
    ),
    "tax_rate": ("tax rate", "tax_rate", "vat rate", "vat %", "tax %", "steuersatz"),
}  # fmt: skip
_PRICE_IN = re.compile(r"(?i)(?:unit |list |sales )?price[ _(/-]+([a-z]{3})\)?")
"""A column for the prices in one currency: `Price USD`, `price_eur`, `Unit price (GBP)`."""

NAMES: Mapping[ImportKind, Names] = {
    ImportKind.CUSTOMERS: CUSTOMERS,
    ImportKind.OPEN_INVOICES: OPEN_INVOICES,
    ImportKind.PRODUCTS: PRODUCTS,
}
_PLAIN = {
    kind: {path: tuple(plain(each) for each in known) for path, known in names.items()}
    for kind, names in NAMES.items()
}


class Columns(NamedTuple):
    """Where in a row what stands, with the file's name of it; `ignored` are columns that nothing
    is read from, `prices` of products those with the prices in one currency."""

    places: dict[str, tuple[int, str]]
    ignored: tuple[str, ...]
    prices: tuple[tuple[int, str], ...] = ()


def columns_of(header: tuple[str, ...], kind: ImportKind) -> Columns:
    """Raises UnreadableFile for a name that two columns have, where something is read from it."""
    there = {plain(name): n for n, name in reversed(list(enumerate(header))) if name}
    twice = repeated(header)
    places: dict[str, tuple[int, str]] = {}
    for path, known in _PLAIN[kind].items():
        found = next((each for each in known if each in there), None)
        if found is None:
            continue
        if found in twice:
            raise UnreadableFile(f"two of its columns are called “{header[there[found]][:80]}”")
        n = there.pop(found)
        places[path] = n, header[n]
    rest = [(n, header[n]) for n in sorted(there.values())]
    of_prices = kind is ImportKind.PRODUCTS
    prices = tuple(each for each in rest if of_prices and price_currency(each[1]))
    return Columns(places, tuple(each[1] for each in rest if each not in prices), prices)


def price_currency(name: str) -> str:
    """`USD` of `Price USD`; empty for another column."""
    found = _PRICE_IN.fullmatch(name.strip())
    return found[1].upper() if found else ""


def fit(header: tuple[str, ...], kind: ImportKind) -> int:
    """How many of its columns are known as this kind's."""
    names = {plain(name) for name in header if name}
    return sum(any(each in names for each in known) for known in _PLAIN[kind].values())

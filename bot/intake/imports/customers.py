"""Customers in another system's export: each row looked at as the form of a customer is."""

import re
from collections.abc import Mapping

from bot.intake.imports.columns import Columns, columns_of
from bot.intake.imports.refusals import NoTerms, Ragged, SeveralEmails
from bot.intake.imports.table import ImportTable
from bot.intake.imports.told import NOTHING_TOLD, Told
from bot.intake.imports.values import (
    country_of,
    language_of,
    net_terms_in,
    prices_with_tax,
    rule_in,
    tax_id_in,
    yes_or_no,
)
from bot.intake.party_form import read_customer
from bot.intake.refusals import UnreadableFile
from jupiter_core.commands.import_customers import CustomerImport, CustomerRow
from jupiter_core.domain.importing import BadCell, Cell, FileRow, ImportFile, ImportKind
from jupiter_core.domain.party import Customer
from jupiter_core.domain.refusals import Refusal, ValidationErrors

_PATHS = {
    **{f"street {n}": "address.street" for n in range(1, 5)},
    "first name": "ap_contact.name",
    "last name": "ap_contact.name",
    "tax id": "tax_ids[0]",
    "registration": "tax_ids[1]",
}
"""What some columns are a part of."""
_COPIED = (
    *("name", "external_id", "address.street", "address.city", "address.region"),
    *("address.postal_code", "ap_contact.email", "ap_contact.name", "attention", "cost_centre"),
    *("buyer_reference", "endpoint", "delivery", "references"),
    *("portal.kind", "portal.supplier_number", "portal.our_id", "portal.their_id"),
    *("ship_to.name", "ship_to.code", "ship_to.address.street", "ship_to.address.city"),
    *("ship_to.address.region", "ship_to.address.postal_code"),
)
_SHIP_STREET = "ship_to.address.street"
_SHIP_COUNTRY = "ship_to.address.country"
_NET_TERMS = "defaults.net_terms"
_PRICES = "defaults.prices_include_tax"


def read_customers(table: ImportTable, name: str, told: Told = NOTHING_TOLD) -> CustomerImport:
    """Rows that can be read, and every cell that cannot. Raises UnreadableFile where a column that
    all rows need is missing."""
    columns = columns_of(table.header, ImportKind.CUSTOMERS)
    _expect_columns(columns, told)
    rows: list[CustomerRow] = []
    bad: list[BadCell] = ragged_rows(table)
    for number, cells in table.rows:
        row = row_of(number, cells, columns)
        said = {path: cells[n] for path, (n, _) in columns.places.items() if cells[n]}
        customer = None
        try:
            customer = _customer(said, told)
        except Refusal as refusal:
            bad += row.bad(refusal)
        rows.append(CustomerRow(row, customer, said.get("entity", "")))
    count = len(table.rows) + len(table.ragged)
    return CustomerImport(ImportFile(name=name, rows=count, bad=tuple(bad)), tuple(rows))


def _expect_columns(columns: Columns, told: Told) -> None:
    people = {"first name", "last name"} & columns.places.keys()
    if "name" not in columns.places and not people:
        raise UnreadableFile("no column of it is known as the customer's name")
    if "address.country" not in columns.places and not told.country:
        raise UnreadableFile(
            "it has no column for the country; choose one country for all its customers"
        )


def ragged_rows(table: ImportTable) -> list[BadCell]:
    """Those whose cells cannot be told apart."""
    width = len(table.header)
    return [
        bad
        for number, cells in table.ragged
        for bad in FileRow(number, ()).bad(Ragged(len(cells), width))
    ]


def row_of(number: int, cells: tuple[str, ...], columns: Columns) -> FileRow:
    """With the cells that say something, each at the path of what it is for."""
    said = (
        Cell(_PATHS.get(path, path), column, cells[n])
        for path, (n, column) in columns.places.items()
        if cells[n]
    )
    return FileRow(number, tuple(said))


def _customer(said: Mapping[str, str], told: Told) -> Customer:
    """Raises ValidationErrors."""
    found: list[Refusal] = [*_emails(said), *_terms(said)]
    customer = None
    try:
        customer = read_customer(_typed(said, told), "")
    except ValidationErrors as refusal:
        taken = {each.path for each in found}
        found += [each for each in refusal.refusals if each.path not in taken]
    if found or customer is None:
        raise ValidationErrors(found)
    return customer


def _typed(said: Mapping[str, str], told: Told) -> dict[str, str]:
    """As the form of a customer has it."""
    typed = {path: said[path] for path in _COPIED if path in said}
    country = country_of(said.get("address.country", told.country))
    typed["address.country"] = country
    person = " ".join(said[part] for part in ("first name", "last name") if part in said)
    if person:
        typed.setdefault("ap_contact.name", person)
        typed.setdefault("name", person)
    lines = [said[part] for part in (f"street {n}" for n in range(1, 5)) if part in said]
    if lines:
        typed.setdefault("address.street", "\n".join(lines))
    if "language" in said:
        typed["language"] = language_of(said["language"])
    if "second_language" in said:
        typed["second_language"] = language_of(said["second_language"])
    if "po_required" in said:
        typed["po_required"] = yes_or_no(said["po_required"])
    if currency := said.get("defaults.currency"):
        typed["defaults.currency"] = currency.upper()
    if terms := said.get(_NET_TERMS):
        typed[_NET_TERMS] = net_terms_in(terms)
    if prices := said.get(_PRICES):
        typed[_PRICES] = prices_with_tax(prices)
    return _delivered_elsewhere(typed, said) | _tax_ids(said, country)


def _delivered_elsewhere(typed: dict[str, str], said: Mapping[str, str]) -> dict[str, str]:
    """With a delivery address where the row has one of its own; exports often repeat the billing
    address there, or have a part of it alone."""
    street = said.get(_SHIP_STREET, "")
    if not street or street == typed.get("address.street"):
        return {path: text for path, text in typed.items() if not path.startswith("ship_to.")}
    country = said.get(_SHIP_COUNTRY, "")
    return typed | {_SHIP_COUNTRY: country_of(country) if country else typed["address.country"]}


def _tax_ids(said: Mapping[str, str], country: str) -> dict[str, str]:
    typed: dict[str, str] = {}
    if number := said.get("tax id"):
        kind, value = tax_id_in(number, country)
        typed |= {"tax_ids[0].kind": kind.value, "tax_ids[0].value": value}
    if number := said.get("registration"):
        typed |= {"tax_ids[1].kind": "registration", "tax_ids[1].value": number}
    return typed


def _emails(said: Mapping[str, str]) -> list[Refusal]:
    email = said.get("ap_contact.email", "")
    several = len(re.findall("@", email)) > 1
    return [SeveralEmails().at("ap_contact.email")] if several else []


def _terms(said: Mapping[str, str]) -> list[Refusal]:
    terms = said.get(_NET_TERMS, "")
    if not terms or rule_in(terms) or net_terms_in(terms).isdigit():
        return []
    return [NoTerms(terms[:40]).at(_NET_TERMS)]

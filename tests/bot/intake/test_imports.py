"""Files of other systems, as they are written: their columns, encodings and values."""

import pytest

from bot.intake.imports.reading import kind_of, read_import
from bot.intake.imports.values import (
    country_of,
    language_of,
    net_terms_in,
    prices_with_tax,
    tax_id_in,
)
from jupiter_core.commands.import_customers import CustomerRow
from jupiter_core.domain.importing import ImportKind
from jupiter_core.domain.party import Customer, TaxIdKind

QUICKBOOKS = (
    "Customer,Company,Email,Street,City,State,ZIP,Country,Terms\n"
    "Dana,Hooli Inc.,ap@hooli.example,1 Main St,Reno,NV,89501,USA,Due on receipt\n"
)
XERO = (
    "*ContactName,AccountNumber,EmailAddress,FirstName,LastName,POAttentionTo,POAddressLine1,"
    "POAddressLine2,POCity,PORegion,POPostalCode,POCountry,TaxNumber\n"
    "Hooli Inc.,H-1,ap@hooli.example,Dana,Reyes,,1 Main St,Floor 2,Reno,NV,89501,United States,"
    "12-3456789\n"
)
STRIPE = (
    "id,Description,Email,Name,Created (UTC),Currency,Card Address Line1,Card Address City,"
    "Card Address State,Card Address Country,Card Address Zip,Business Vat ID\n"
    "cus_1,,ap@hooli.example,Hooli Inc.,2026-01-01,usd,1 Main St,Reno,NV,US,89501,\n"
)
NETSUITE = (
    '"Internal ID";"Company Name";"Email";"Billing Address 1";"Billing City";'
    '"Billing State/Province";"Billing Zip";"Billing Country";"Primary Currency";"Terms"\n'
    '"77";"Hooli Inc.";"ap@hooli.example";"1 Main St";"Reno";"NV";"89501";"United States";"USD";'
    '"Net 45"\n'
)
CHARGEBEE = (
    "Customer Id\tFirst Name\tLast Name\tEmail\tCompany\tVAT Number\tNet Term Days\t"
    "Billing Address Line1\tBilling Address City\tBilling Address State\tBilling Address Zip\t"
    "Billing Address Country\tPreferred Currency Code\tLocale\n"
    "cb-1\tDana\tReyes\tap@hooli.example\tHooli Inc.\t\t30\t1 Main St\tReno\tNV\t89501\tUS\tUSD\t"
    "en-US\n"
)


def row(content: bytes) -> CustomerRow:
    read = read_import(content, "x.csv", ImportKind.CUSTOMERS)
    assert read.found.file.bad == ()
    (only,) = read.found.rows
    assert isinstance(only, CustomerRow)
    return only


def customer(text: str, encoding: str = "utf-8") -> Customer:
    said = row(text.encode(encoding)).said
    assert said
    return said


@pytest.mark.parametrize(
    ("text", "external_id", "currency", "terms"),
    [
        (QUICKBOOKS, "", "", 0),
        (XERO, "H-1", "", None),
        (STRIPE, "cus_1", "USD", None),
        (NETSUITE, "77", "USD", 45),
        (CHARGEBEE, "cb-1", "USD", 30),
    ],
    ids=["QuickBooks", "Xero", "Stripe", "NetSuite", "Chargebee"],
)
def test_the_usual_exports_are_read_by_their_columns(
    text: str, external_id: str, currency: str, terms: int | None
) -> None:
    assert kind_of(text.encode()) is ImportKind.CUSTOMERS
    found = customer(text)
    usual = (found.defaults.currency, found.defaults.net_terms) if found.defaults else ("", None)
    assert (found.name, found.external_id, found.ap_contact.email) == (
        *("Hooli Inc.", external_id),
        "ap@hooli.example",
    )
    assert found.address.street.splitlines()[0] == "1 Main St"
    assert (found.address.city, found.address.region, found.address.country) == ("Reno", "NV", "US")
    assert usual == (currency, terms)


def test_a_contact_of_two_names_and_a_street_of_two_lines_are_put_together() -> None:
    found = customer(XERO)
    assert found.ap_contact.name == "Dana Reyes"
    assert found.address.street == "1 Main St\nFloor 2"
    assert [(each.kind, each.value) for each in found.tax_ids] == [(TaxIdKind.EIN, "12-3456789")]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_each_usual_encoding(encoding: str) -> None:
    text = "Firma;Straße;Ort;PLZ;Land\nMüller & Söhne GmbH;Größe 1;Köln;50667;Deutschland\n"
    found = customer(text, encoding)
    assert (found.name, found.address.street, found.address.country) == (
        *("Müller & Söhne GmbH", "Größe 1"),
        "DE",
    )


def test_rows_are_counted_as_a_spreadsheet_counts_them() -> None:
    text = 'Name,Street,City,Country\n\nAcme,"1 Way\nFloor 2",Reno,US\n,,,\nHooli,1 Way,Reno,Oz\n'
    read = read_import(text.encode(), "x.csv", ImportKind.CUSTOMERS)
    assert [each.row.number for each in read.found.rows] == [3, 5]
    assert [(each.row, each.column) for each in read.found.file.bad] == [(5, "Country")]


@pytest.mark.parametrize(
    ("typed", "country", "kind", "value"),
    [
        ("DE136695976", "DE", TaxIdKind.EU_VAT, "DE136695976"),
        ("136695976", "DE", TaxIdKind.EU_VAT, "DE136695976"),
        ("30/123/45678", "DE", TaxIdKind.OTHER, "30/123/45678"),
        ("GB980780684", "GB", TaxIdKind.GB_VAT, "GB980780684"),
        ("12-3456789", "US", TaxIdKind.EIN, "12-3456789"),
        ("CHE-123.456.789", "CH", TaxIdKind.OTHER, "CHE-123.456.789"),
    ],
)
def test_a_tax_number_is_of_the_kind_of_its_country(
    typed: str, country: str, kind: TaxIdKind, value: str
) -> None:
    assert tax_id_in(typed, country) == (kind, value)


def test_a_number_with_a_prefix_that_is_no_vat_number_is_told() -> None:
    text = "Name,Street,City,Country,VAT number\nX GmbH,Weg 1,Berlin,DE,DE136695977\n"
    read = read_import(text.encode(), "x.csv", ImportKind.CUSTOMERS)
    (cell,) = read.found.file.bad
    assert (cell.row, cell.column, cell.value) == (2, "VAT number", "DE136695977")


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        *(("Net 30", "30"), ("net-45", "45"), ("30", "30"), ("30 days", "30"), ("30.0", "30")),
        *(("Due on receipt", "0"), ("2% 10 Net 30", "30"), ("soon", "soon")),
        *(("EOM", "End of month"), ("Net 30 EOM", "30 days after month end")),
    ],
)
def test_terms_are_days(typed: str, days: str) -> None:
    assert net_terms_in(typed) == days


def test_countries_and_languages_are_known_by_their_names() -> None:
    countries = ("USA", "united kingdom", "UK", "Österreich", "fr")
    assert [country_of(each) for each in countries] == ["US", "GB", "GB", "AT", "FR"]
    languages = ("en_US", "German", "français", "sv")
    assert [language_of(each) for each in languages] == ["en", "de", "fr", "sv"]


def test_a_bank_statement_is_no_list_of_customers() -> None:
    bank = b"Date,Amount,Currency,Name,Email,Country,Text\n2026-01-01,1,USD,A,a@b.example,US,x\n"
    assert kind_of(bank) is None


def test_a_second_language_is_read_by_its_name() -> None:
    columns = "Name,Email,Street,City,State,ZIP,Country,Language,Second language"
    found = customer(
        f"{columns}\nHooli Inc.,ap@hooli.example,1 Main St,Reno,NV,89501,USA,German,English\n"
    )
    assert (found.language, found.second_language) == ("de", "en")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        *((said, "true") for said in ("yes", "TRUE", "1", "Tax inclusive", "tax_inclusive")),
        *((said, "true") for said in ("include tax", "gross", "Brutto", "incl. VAT")),
        *((said, "false") for said in ("no", "0", "Tax exclusive", "net", "excl. VAT")),
        *((said, said) for said in ("sometimes", "net or gross", "not included")),
    ],
)
def test_whether_prices_include_tax_is_read_in_the_words_of_other_systems(
    typed: str, read: str
) -> None:
    assert prices_with_tax(typed) == read


def test_a_column_says_whether_the_prices_of_a_customer_include_tax() -> None:
    columns = "Name,Street,City,Country,Price type\n"
    found = customer(f"{columns}X GmbH,Weg 1,Berlin,DE,tax_inclusive\n")
    assert found.defaults and found.defaults.prices_include_tax is True
    nobody_says = customer(f"{columns}X GmbH,Weg 1,Berlin,DE,\n")
    assert nobody_says.defaults is None
    read = read_import(
        f"{columns}X GmbH,Weg 1,Berlin,DE,maybe\n".encode(), "x.csv", ImportKind.CUSTOMERS
    )
    (cell,) = read.found.file.bad
    assert (cell.row, cell.column, cell.value) == (2, "Price type", "maybe")

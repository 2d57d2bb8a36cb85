"""Number, amount and last day of a purchase order, as companies write them."""

from datetime import date

import pytest

from bot.intake.order.reading import read_document, read_order
from jupiter_core.domain.po_document import FileKind, ReadOrder
from tests.harness.po_files import PICTURES, with_script


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Purchase Order No.: 4500017342", "4500017342"),
        ("PURCHASE ORDER #PO-2026/0042", "PO-2026/0042"),
        ("PO Number\n4500017342", "4500017342"),
        ("P.O. no. 4711-A1 page 1 of 2, P.O. no. 4711-a1 page 2 of 2", "4711-A1"),
        ("Bestellnummer: 4500-17342", "4500-17342"),
        ("BESTELLUNG Nr. 4711/22", "4711/22"),
        ("Bon de commande n° BC-2026-0042", "BC-2026-0042"),
        ("Numéro de commande : 4500017342", "4500017342"),
        ("Orden de compra Nº 998877", "998877"),
        ("Ordine d’acquisto n. 12345", "12345"),
        ("Inkoopordernummer: PO-2026-0099", "PO-2026-0099"),
        ("Pedido de compra número 12345", "12345"),
        ("注文番号: PO-2026-01", "PO-2026-01"),
        ("PO number 11111111 replaces PO number 22222222", ""),
        ("Purchase order dated 2026-11-29", ""),
        ("PO Box 12345, 10115 Berlin", ""),
        ("PO number: to follow", ""),
        ("PO number: DE89370400440532013000", ""),
        ("PO number: " + "1" * 200, ""),
        ("", ""),
    ],
)
def test_the_number_is_read_where_it_is_plain(text: str, number: str) -> None:
    assert read_order(text, "USD").number == number


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("Order total: USD 1,200,000.00", "USD 1,200,000.00"),
        ("Total amount (EUR) 1.200.000,00", "EUR 1,200,000.00"),
        ("Gesamtbetrag 119,00 EUR", "EUR 119.00"),
        ("Montant total : 12 500,00 €", "EUR 12,500.00"),
        ("Total net $400.00\nGrand total $480.00", "USD 480.00"),
        ("Total US$ 480.00", "USD 480.00"),
        ("合計金額 ¥1,200,000", "JPY 1,200,000"),
        ("Total 480.00", ""),
        ("Valor total R$ 5.000,00", ""),
        ("Total EUR 480.00, total USD 520.00", ""),
        ("Total USD 99999999999999999999.00", ""),
        ("Total 3 items", ""),
    ],
)
def test_an_amount_has_to_be_called_a_total_and_have_a_currency(text: str, amount: str) -> None:
    read = read_order(text, "USD").amount
    assert (read.words if read else "") == amount


def test_a_dollar_is_that_of_the_invoice() -> None:
    read = read_order("Order total: $480.00", "CAD").amount
    assert read is not None
    assert read.words == "CAD 480.00"


@pytest.mark.parametrize(
    "text",
    [
        "Valid until 2027-12-31",
        "Valid through: 31 December 2027",
        "Expires on Dec 31, 2027",
        "Gültig bis 31.12.2027",
        "valable jusqu’au 31.12.2027",
    ],
)
def test_the_last_day_is_read_where_it_can_be_read_in_one_way(text: str) -> None:
    assert read_order(text, "USD").valid_until == date(2027, 12, 31)


@pytest.mark.parametrize(
    "text", ["Valid until 03/04/2027", "Valid until 31.02.2027", "Valid until 31 Foo 2027"]
)
def test_any_other_day_is_left_out(text: str) -> None:
    assert read_order(text, "USD").valid_until is None


def test_a_picture_is_not_read_and_a_script_is_noticed() -> None:
    for kind, content in PICTURES.items():
        assert read_document(content, kind, "USD") == ReadOrder()
    read = read_document(with_script(), FileKind.PDF, "USD")
    assert read == ReadOrder(number="4500017342", active=True)

"""What the columns of a price list are called, in the eight languages of the paper."""

import re
from enum import StrEnum

from jupiter_core.domain.text import key_of


class Column(StrEnum):
    """What a cell is; each but the last three is a field of a line."""

    PRODUCT = "product"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    UNIT = "unit"
    DISCOUNT = "discount"
    TAX = "tax"
    SERVICE_START = "service_start"
    SERVICE_END = "service_end"
    PO_NUMBER = "po_number"
    AMOUNT = "amount"
    CURRENCY = "currency"
    IGNORED = "ignored"


_NAMES: dict[Column, str] = {
    Column.PRODUCT: (
        "sku|code|item code|product code|product|product id|article|article no|item no|item number"
        "|part number|part no|artikelnummer|artikel-nr|artikelnr|art-nr|artikel|produkt"
        "|produktcode|référence|ref|réf|code article|produit|código|referencia|producto|codice"
        "|codice articolo|prodotto|artikelcode|productcode|referência|produto|商品コード|品番"
    ),
    Column.DESCRIPTION: (
        "description|item|item description|line item|line|name|text|details|service"
        "|beschreibung|bezeichnung|leistung|position|désignation|libellé|descripción|concepto"
        "|descrizione|omschrijving|descrição|designação|品名|摘要|内容|項目"
    ),
    Column.QUANTITY: (
        "quantity|qty|units|seats|hours|menge|anzahl|quantité|qté|cantidad|cant|quantità|qtà"
        "|aantal|hoeveelheid|quantidade|qtd|数量"
    ),
    Column.UNIT_PRICE: (
        "unit price|price|price per unit|unit cost|rate|list price|einzelpreis|preis|stückpreis"
        "|ep|prix unitaire|prix|pu|precio unitario|precio|prezzo unitario|prezzo|prijs"
        "|stuksprijs|eenheidsprijs|preço unitário|preço|単価"
    ),
    Column.UNIT: (
        "unit|uom|unit of measure|einheit|mengeneinheit|me|unité|unidad|unità|unità di misura"
        "|eenheid|unidade|単位"
    ),
    Column.DISCOUNT: "discount|rabatt|remise|descuento|sconto|korting|desconto|値引き",
    Column.TAX: (
        "tax|tax rate|vat|vat rate|gst|sales tax|ust|mwst|steuer|steuersatz|ust-satz|mwst-satz"
        "|tva|taux de tva|iva|tipo de iva|aliquota|aliquota iva|btw|btw-tarief|taxa de iva"
        "|税率|消費税"
    ),
    Column.SERVICE_START: (
        "from|service from|service start|start|start date|period start|period from|begin"
        "|von|ab|beginn|leistungsbeginn|du|début|desde|inicio|dal|inizio|van|vanaf|início"
        "|開始|開始日"
    ),
    Column.SERVICE_END: (
        "until|to|through|service until|service to|service end|end|end date|period end|period to"
        "|bis|ende|leistungsende|au|fin|hasta|al|fine|tot|tot en met|eind|até|fim|終了|終了日"
    ),
    Column.PO_NUMBER: (
        "po|po number|po no|purchase order|bestellnummer|bestellung|bon de commande|pedido"
        "|ordine|inkooporder|encomenda|発注番号"
    ),
    Column.AMOUNT: (
        "amount|total|line total|net|net amount|total price|extended price|betrag|gesamt"
        "|gesamtpreis|summe|netto|montant|montant ht|total ht|importe|importo|totale|bedrag"
        "|totaal|valor|金額|合計"
    ),
    Column.CURRENCY: "currency|ccy|währung|devise|moneda|divisa|valuta|moeda|通貨",
    Column.IGNORED: "#|no|nr|pos|n°|lfd nr|line no|line number|番号",
}
_COLUMNS = {key_of(name): column for column, names in _NAMES.items() for name in names.split("|")}
_IN_BRACKETS = re.compile(r"[(\[（].*[)\]）]")
_SUMS = (
    "total|subtotal|sub-total|sum|grand total|net total|gesamt|gesamtsumme|zwischensumme|summe"
    "|total ht|total ttc|sous-total|totale|subtotale|totaal|subtotaal|合計|小計"
)
TOTALS = frozenset(key_of(name) for name in _SUMS.split("|"))
"""How the first cell of a row of sums begins."""


def column_called(name: str) -> Column | None:
    """None for what is no column's name; what stands in brackets does not count, nor do marks at
    the end: `Unit price (USD)`, `VAT %`."""
    return _COLUMNS.get(_plain(name))


def is_total(cell: str) -> bool:
    """Whether a row that begins with that cell sums up the others."""
    return _plain(cell) in TOTALS


def _plain(name: str) -> str:
    return " ".join(key_of(_IN_BRACKETS.sub(" ", name)).replace("%", " ").split()).rstrip(".: ")

"""What banks call the columns of their CSV files, in the languages of the customers' page.

Names are compared in small letters, without accents and without anything but letters and digits.
The first name of a kind that is there counts.
"""

import unicodedata

from jupiter_core.domain.statement_columns import Column

NAMES: dict[Column, tuple[str, ...]] = {
    Column.BOOKED_ON: (
        "booking date", "posting date", "date posted", "transaction date", "entry date", "date",
        "buchungstag", "buchungsdatum", "buchung", "datum", "date operation", "date d'opération",
        "date comptable", "date de comptabilisation", "fecha operación", "fecha de operación",
        "fecha contable", "fecha", "data contabile", "data operazione", "data", "boekdatum",
        "boekingsdatum", "transactiedatum", "rentedatum", "data movimento", "data mov",
        "data de movimento", "data lançamento", "取引日", "日付", "勘定日", "年月日",
    ),
    Column.VALUE_ON: (
        "value date", "wertstellung", "valutadatum", "valuta", "date valeur", "date de valeur",
        "fecha valor", "data valuta", "valutadatum", "data valor", "起算日",
    ),
    Column.AMOUNT: (
        "amount", "transaction amount", "net amount", "betrag", "betrag (eur)", "betrag eur",
        "umsatz", "montant", "montant (eur)", "importe", "importe (eur)", "importo", "bedrag",
        "bedrag (eur)", "transactiebedrag", "montante", "valor", "金額", "取引金額",
    ),
    Column.CREDIT: (
        "credit", "credit amount", "money in", "paid in", "deposit", "deposits", "haben",
        "gutschrift", "crédit", "haber", "abono", "abonos", "ingresos", "accrediti", "avere",
        "entrate", "bij", "crédito", "créditos", "お預り金額", "預入金額", "入金額", "入金",
    ),
    Column.DEBIT: (
        "debit", "debit amount", "money out", "paid out", "withdrawal", "withdrawals", "soll",
        "lastschrift", "belastung", "débit", "debe", "cargo", "cargos", "gastos", "addebiti",
        "dare", "uscite", "af", "débito", "débitos", "お引出金額", "引出金額", "出金額", "出金",
    ),
    Column.DIRECTION: (
        "credit debit", "credit/debit", "debit/credit", "debit credit", "dr/cr", "cr/dr", "type",
        "soll/haben", "s/h", "sens", "debe/haber", "dare/avere", "af bij", "bij/af", "d/c",
    ),
    Column.CURRENCY: (
        "currency", "ccy", "währung", "waehrung", "devise", "monnaie", "divisa", "moneda",
        "valuta/divisa", "muntsoort", "munt", "moeda", "通貨",
    ),
    Column.COUNTERPARTY: (
        "counterparty", "counterparty name", "payer", "payer name", "sender", "name", "from",
        "beguenstigter/zahlungspflichtiger", "begünstigter/auftraggeber", "auftraggeber",
        "auftraggeber/empfänger", "name zahlungsbeteiligter", "zahlungspflichtiger",
        "zahlungspflichtige*r", "donneur d'ordre", "nom du donneur d'ordre", "tiers",
        "contrepartie", "ordenante", "contraparte", "ordinante", "controparte", "tegenpartij",
        "naam tegenpartij", "naam / omschrijving", "ordenante/beneficiário", "振込依頼人名",
        "依頼人名",
    ),
    Column.COUNTERPARTY_ACCOUNT: (
        "counterparty account", "counterparty iban", "payer account", "account from",
        "kontonummer/iban", "iban zahlungsbeteiligter", "iban", "iban auftraggeber",
        "compte contrepartie", "iban contrepartie", "cuenta ordenante", "iban ordinante",
        "tegenrekening", "tegenrekening iban/bban", "conta origem",
    ),
    Column.REMITTANCE: (
        "remittance information", "remittance", "payment details", "description", "details",
        "memo", "narrative", "reference text", "verwendungszweck", "buchungstext", "zweck",
        "libellé", "libelle", "motif", "communication", "communications", "concepto",
        "descripción", "observaciones", "causale", "descrizione", "omschrijving", "mededelingen",
        "omschrijving-1", "descrição", "descritivo", "摘要", "お取り扱い内容", "備考",
    ),
    Column.END_TO_END_ID: (
        "end to end id", "endtoendid", "end-to-end reference", "customer reference",
        "kundenreferenz (end-to-end)", "kundenreferenz", "référence client", "referencia cliente",
        "referencia", "riferimento cliente", "kenmerk", "referência",
    ),
    Column.BANK_REFERENCE: (
        "bank reference", "transaction id", "transaction reference", "reference number",
        "reference", "bankreferenz", "umsatz-id", "référence", "référence banque",
        "referencia banco", "numero operazione", "transactiereferentie", "volgnr",
        "número do movimento", "照会番号",
    ),
    Column.ACCOUNT: (
        "account", "account number", "own account", "account iban", "auftragskonto",
        "iban auftragskonto", "bezeichnung auftragskonto", "compte", "numéro de compte", "cuenta",
        "conto", "rekening", "iban/bban", "rekeningnummer", "conta", "口座番号",
    ),
    Column.BALANCE: (
        "balance", "running balance", "saldo", "saldo nach buchung", "solde", "saldo (eur)",
        "saldo na trn", "saldo contabilístico", "残高", "差引残高",
    ),
}  # fmt: skip


def plain(name: str) -> str:
    """A column's name as names are compared."""
    spelled = unicodedata.normalize("NFKD", name).casefold()
    return "".join(each for each in spelled if each.isalnum())


_PLAIN = {key: tuple(plain(each) for each in names) for key, names in NAMES.items()}


def columns_in(header: list[str]) -> dict[Column, str]:
    """What the names of a header are, as far as they are known; no name is two things."""
    there = {plain(name): name for name in reversed(header) if name.strip()}
    found: dict[Column, str] = {}
    for kind, names in _PLAIN.items():
        name = next((there.pop(each) for each in names if each in there), None)
        if name is not None:
            found[kind] = name
    return found

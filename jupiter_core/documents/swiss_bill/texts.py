"""The headings of a QR-bill in its four languages, as the guidelines word them (annex D)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class BillTexts:
    """`by_blank` heads the box that whoever pays fills in."""

    payment_part: str
    receipt: str
    payable_to: str
    reference: str
    information: str
    payable_by: str
    by_blank: str
    currency: str
    amount: str
    acceptance: str
    separate: str


_ENGLISH = BillTexts(
    payment_part="Payment part",
    receipt="Receipt",
    payable_to="Account / Payable to",
    reference="Reference",
    information="Additional information",
    payable_by="Payable by",
    by_blank="Payable by (name/address)",
    currency="Currency",
    amount="Amount",
    acceptance="Acceptance point",
    separate="Separate before paying in",
)
_LANGUAGES = {
    "en": _ENGLISH,
    "de": BillTexts(
        payment_part="Zahlteil",
        receipt="Empfangsschein",
        payable_to="Konto / Zahlbar an",
        reference="Referenz",
        information="Zusätzliche Informationen",
        payable_by="Zahlbar durch",
        by_blank="Zahlbar durch (Name/Adresse)",
        currency="Währung",
        amount="Betrag",
        acceptance="Annahmestelle",
        separate="Vor der Einzahlung abzutrennen",
    ),
    "fr": BillTexts(
        payment_part="Section paiement",
        receipt="Récépissé",
        payable_to="Compte / Payable à",
        reference="Référence",
        information="Informations supplémentaires",
        payable_by="Payable par",
        by_blank="Payable par (nom/adresse)",
        currency="Monnaie",
        amount="Montant",
        acceptance="Point de dépôt",
        separate="A détacher avant le versement",
    ),
    "it": BillTexts(
        payment_part="Sezione pagamento",
        receipt="Ricevuta",
        payable_to="Conto / Pagabile a",
        reference="Riferimento",
        information="Informazioni supplementari",
        payable_by="Pagabile da",
        by_blank="Pagabile da (nome/indirizzo)",
        currency="Valuta",
        amount="Importo",
        acceptance="Punto di accettazione",
        separate="Da staccare prima del versamento",
    ),
}


def texts_in(language: str) -> BillTexts:
    """English where a QR-bill does not speak the language."""
    return _LANGUAGES.get(language, _ENGLISH)

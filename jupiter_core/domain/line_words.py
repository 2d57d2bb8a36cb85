"""The lines that nobody types, in the languages of the customer's paper.

They are written when an invoice is drafted, and kept as text: what is approved is what is printed.
A paper in two languages has the words of both, and the figures and dates of the first.
"""

from collections.abc import Callable
from typing import NamedTuple

from jupiter_core.domain.contract.scheduled import LineChange, ScheduledLine
from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.late_fee_words import late_fee_line
from jupiter_core.domain.money import Money
from jupiter_core.domain.spelling import Spelling, spelling


class _Words(NamedTuple):
    """`changes` are in the order of `LineChange`."""

    changes: tuple[str, str, str, str]
    opening: str
    invoice_total: str
    charge: str


_WORDS = {
    "en": _Words(
        ("added", "credited", "changed", "index adjustment"),
        "Balance brought forward from {system}, invoice {number}",
        "Invoice total: {total}.",
        "Charge",
    ),
    "de": _Words(
        ("hinzugefügt", "gutgeschrieben", "geändert", "Indexanpassung"),
        "Saldovortrag aus {system}, Rechnung {number}",
        "Rechnungsbetrag: {total}.",
        "Zuschlag",
    ),
    "fr": _Words(
        ("ajout", "avoir", "modification", "révision selon l’indice"),
        "Solde reporté de {system}, facture {number}",
        "Total de la facture : {total}.",
        "Frais",
    ),
    "es": _Words(
        ("ampliación", "abono", "modificación", "actualización por índice"),
        "Saldo trasladado de {system}, factura {number}",
        "Total de la factura: {total}.",
        "Cargo",
    ),
    "it": _Words(
        ("aggiunta", "accredito", "modifica", "adeguamento all’indice"),
        "Saldo riportato da {system}, fattura {number}",
        "Totale fattura: {total}.",
        "Maggiorazione",
    ),
    "nl": _Words(
        ("toegevoegd", "gecrediteerd", "gewijzigd", "indexaanpassing"),
        "Saldo overgenomen uit {system}, factuur {number}",
        "Factuurtotaal: {total}.",
        "Toeslag",
    ),
    "pt": _Words(
        ("acréscimo", "crédito", "alteração", "atualização pelo índice"),
        "Saldo transportado de {system}, fatura {number}",
        "Total da fatura: {total}.",
        "Encargo",
    ),
    "ja": _Words(
        ("追加", "減額", "変更", "指数調整"),
        "{system}からの繰越残高、請求書 {number}",
        "請求書合計：{total}。",
        "追加料金",
    ),
}
_DEFAULT = "en"


class PaperLanguages(NamedTuple):
    """Of one paper: `second` is empty where it has one. What the paper does not speak is said in
    English."""

    first: str = _DEFAULT
    second: str = ""

    def described(self, line: ScheduledLine, product: str) -> str:
        """`Analytics add-on, 15 Mar 2027 – 31 Dec 2027, added`: the product, and where a change of
        the contract made the line, what it did."""
        first, last, change = line.service_start, line.service_end, line.change
        if not (first and last and change):
            return line.description
        place = list(LineChange).index(change)
        action = self._said(lambda words: words.changes[place])
        return f"{product}, {self._spell.day(first)} – {self._spell.day(last)}, {action}"

    def opening(self, system: str, number: str) -> str:
        """`Balance brought forward from QuickBooks, invoice INV-77`."""
        return self._said(lambda words: words.opening.format(system=system, number=number))

    def invoice_total(self, total: Money) -> str:
        """`Invoice total: USD 1,200.00.`."""
        return self._said(lambda words: words.invoice_total.format(total=self._amount(total)))

    @property
    def charge(self) -> str:
        """What a charge without a reason is called."""
        return self._said(lambda words: words.charge)

    def late_fee(
        self, number: str, days: int, fee: LateFee, overdue: Money, flat: Money | None
    ) -> str:
        """`Late fee on JUS-000001: 30 days × 1.5% a month of USD 10,000.00 + USD 40.00`; `flat` is
        None where it is billed already."""
        rate = "" if fee.percent is None else self._spell.rate(fee.percent)
        owed, once = self._amount(overdue), self._amount(flat) if flat else ""
        return self._in_each(
            lambda language: late_fee_line(language, number, days, (rate, fee.per), owed, once)
        )

    def _said(self, say: Callable[[_Words], str]) -> str:
        return self._in_each(lambda language: say(_WORDS.get(language, _WORDS[_DEFAULT])))

    def _in_each(self, say: Callable[[str], str]) -> str:
        """Once where both say the same."""
        spoken = filter(None, (self.first, self.second))
        return " / ".join(dict.fromkeys(say(language) for language in spoken))

    def _amount(self, money: Money) -> str:
        if self._spell.language == _DEFAULT:
            return money.words
        return self._spell.amount_with_currency(money)

    @property
    def _spell(self) -> Spelling:
        return spelling(self.first if self.first in _WORDS else _DEFAULT)

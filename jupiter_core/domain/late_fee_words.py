"""How each language of the paper tells the late fee: a paper and its page say the same."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.domain.late_fee import LateFee, Per
from jupiter_core.domain.money import Money


class _Words(NamedTuple):
    after_due: str
    after_grace: str
    month: str
    year: str
    flat: str
    day: str
    days: str
    line: str
    month_of: str
    year_of: str


_WORDS = {
    "en": _Words(
        "Late fee after the due date: {fee}.",
        "Late fee from {grace} after the due date: {fee}.",
        "{percent} a month of the overdue amount",
        "{percent} a year of the overdue amount",
        "{amount} once",
        "1 day",
        "{days} days",
        "Late fee on {number}: {fee}",
        "{days} × {percent} a month of {amount}",
        "{days} × {percent} a year of {amount}",
    ),
    "de": _Words(
        "Bei Zahlung nach Fälligkeit: {fee}.",
        "Bei Zahlung später als {grace} nach Fälligkeit: {fee}.",
        "{percent} pro Monat vom überfälligen Betrag",
        "{percent} pro Jahr vom überfälligen Betrag",
        "{amount} einmalig",
        "1 Tag",
        "{days} Tage",
        "Verzugskosten zu {number}: {fee}",
        "{days} × {percent} pro Monat von {amount}",
        "{days} × {percent} pro Jahr von {amount}",
    ),
    "fr": _Words(
        "En cas de paiement après l’échéance : {fee}.",
        "En cas de paiement plus de {grace} après l’échéance : {fee}.",
        "{percent} par mois du montant échu",
        "{percent} par an du montant échu",
        "{amount} une seule fois",
        "1 jour",
        "{days} jours",
        "Pénalités de retard sur {number} : {fee}",
        "{days} × {percent} par mois de {amount}",
        "{days} × {percent} par an de {amount}",
    ),
    "es": _Words(
        "Recargo por pago después del vencimiento: {fee}.",
        "Recargo por pago más de {grace} después del vencimiento: {fee}.",
        "{percent} al mes del importe vencido",
        "{percent} al año del importe vencido",
        "{amount} una sola vez",
        "1 día",
        "{days} días",
        "Recargo por demora de {number}: {fee}",
        "{days} × {percent} al mes de {amount}",
        "{days} × {percent} al año de {amount}",
    ),
    "it": _Words(
        "In caso di pagamento dopo la scadenza: {fee}.",
        "In caso di pagamento oltre {grace} dopo la scadenza: {fee}.",
        "{percent} al mese dell’importo scaduto",
        "{percent} all’anno dell’importo scaduto",
        "{amount} una sola volta",
        "1 giorno",
        "{days} giorni",
        "Penale per ritardo su {number}: {fee}",
        "{days} × {percent} al mese di {amount}",
        "{days} × {percent} all’anno di {amount}",
    ),
    "nl": _Words(
        "Bij betaling na de vervaldatum: {fee}.",
        "Bij betaling meer dan {grace} na de vervaldatum: {fee}.",
        "{percent} per maand van het vervallen bedrag",
        "{percent} per jaar van het vervallen bedrag",
        "{amount} eenmalig",
        "1 dag",
        "{days} dagen",
        "Toeslag voor te late betaling van {number}: {fee}",
        "{days} × {percent} per maand van {amount}",
        "{days} × {percent} per jaar van {amount}",
    ),
    "pt": _Words(
        "Em caso de pagamento após o vencimento: {fee}.",
        "Em caso de pagamento mais de {grace} após o vencimento: {fee}.",
        "{percent} ao mês do valor vencido",
        "{percent} ao ano do valor vencido",
        "{amount} uma única vez",
        "1 dia",
        "{days} dias",
        "Encargo por atraso de {number}: {fee}",
        "{days} × {percent} ao mês de {amount}",
        "{days} × {percent} ao ano de {amount}",
    ),
    "ja": _Words(
        "支払期日を過ぎた場合の遅延損害金：{fee}。",
        "支払期日から{grace}を過ぎた場合の遅延損害金：{fee}。",
        "未払額に対し月{percent}",
        "未払額に対し年{percent}",
        "一回限り{amount}",
        "1日",
        "{days}日",
        "{number}の遅延損害金：{fee}",
        "{amount} × 月{percent} × {days}",
        "{amount} × 年{percent} × {days}",
    ),
}


def late_fee_words(
    fee: LateFee | None,
    language: str,
    rate: Callable[[Decimal], str],
    amount: Callable[[Money], str],
) -> str:
    """One sentence in the language, or English where the paper does not speak it, with figures as
    `rate` and `amount` spell them; empty where there is no late fee."""
    if fee is None:
        return ""
    words = _WORDS.get(language, _WORDS["en"])
    parts: list[str] = []
    if fee.percent is not None:
        template: str = getattr(words, fee.per.value)
        parts.append(template.format(percent=rate(fee.percent)))
    if fee.flat:
        parts.append(words.flat.format(amount=amount(fee.flat)))
    grace = _days(words, fee.grace)
    opening = words.after_grace if fee.grace else words.after_due
    return opening.format(grace=grace, fee=" + ".join(parts))


def late_fee_line(
    language: str, number: str, days: int, rate: tuple[str, Per], overdue: str, flat: str = ""
) -> str:
    """What a line of an invoice for a late fee says in the language, or in English; the rate is
    empty where only the flat sum is owed. All figures are spelled already."""
    words = _WORDS.get(language, _WORDS["en"])
    percent, per = rate
    template = words.month_of if per is Per.MONTH else words.year_of
    counted = _days(words, days)
    reckoned = template.format(days=counted, percent=percent, amount=overdue)
    fee = " + ".join(filter(None, (reckoned if percent else counted, flat)))
    return words.line.format(number=number, fee=fee)


def _days(words: _Words, count: int) -> str:
    return words.day if count == 1 else words.days.format(days=count)

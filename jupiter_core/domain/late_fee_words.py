"""How each language of the paper tells the late fee: a paper and its page say the same."""

from collections.abc import Callable
from decimal import Decimal
from typing import NamedTuple

from jupiter_core.domain.late_fee import LateFee
from jupiter_core.domain.money import Money


class _Words(NamedTuple):
    after_due: str
    after_grace: str
    month: str
    year: str
    flat: str
    day: str
    days: str


_WORDS = {
    "en": _Words(
        "Late fee after the due date: {fee}.",
        "Late fee from {grace} after the due date: {fee}.",
        "{percent} a month of the overdue amount",
        "{percent} a year of the overdue amount",
        "{amount} once",
        "1 day",
        "{days} days",
    ),
    "de": _Words(
        "Bei Zahlung nach Fälligkeit: {fee}.",
        "Bei Zahlung später als {grace} nach Fälligkeit: {fee}.",
        "{percent} pro Monat vom überfälligen Betrag",
        "{percent} pro Jahr vom überfälligen Betrag",
        "{amount} einmalig",
        "1 Tag",
        "{days} Tage",
    ),
    "fr": _Words(
        "En cas de paiement après l’échéance : {fee}.",
        "En cas de paiement plus de {grace} après l’échéance : {fee}.",
        "{percent} par mois du montant échu",
        "{percent} par an du montant échu",
        "{amount} une seule fois",
        "1 jour",
        "{days} jours",
    ),
    "es": _Words(
        "Recargo por pago después del vencimiento: {fee}.",
        "Recargo por pago más de {grace} después del vencimiento: {fee}.",
        "{percent} al mes del importe vencido",
        "{percent} al año del importe vencido",
        "{amount} una sola vez",
        "1 día",
        "{days} días",
    ),
    "it": _Words(
        "In caso di pagamento dopo la scadenza: {fee}.",
        "In caso di pagamento oltre {grace} dopo la scadenza: {fee}.",
        "{percent} al mese dell’importo scaduto",
        "{percent} all’anno dell’importo scaduto",
        "{amount} una sola volta",
        "1 giorno",
        "{days} giorni",
    ),
    "nl": _Words(
        "Bij betaling na de vervaldatum: {fee}.",
        "Bij betaling meer dan {grace} na de vervaldatum: {fee}.",
        "{percent} per maand van het vervallen bedrag",
        "{percent} per jaar van het vervallen bedrag",
        "{amount} eenmalig",
        "1 dag",
        "{days} dagen",
    ),
    "pt": _Words(
        "Em caso de pagamento após o vencimento: {fee}.",
        "Em caso de pagamento mais de {grace} após o vencimento: {fee}.",
        "{percent} ao mês do valor vencido",
        "{percent} ao ano do valor vencido",
        "{amount} uma única vez",
        "1 dia",
        "{days} dias",
    ),
    "ja": _Words(
        "支払期日を過ぎた場合の遅延損害金：{fee}。",
        "支払期日から{grace}を過ぎた場合の遅延損害金：{fee}。",
        "未払額に対し月{percent}",
        "未払額に対し年{percent}",
        "一回限り{amount}",
        "1日",
        "{days}日",
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
    grace = words.day if fee.grace == 1 else words.days.format(days=fee.grace)
    opening = words.after_grace if fee.grace else words.after_due
    return opening.format(grace=grace, fee=" + ".join(parts))

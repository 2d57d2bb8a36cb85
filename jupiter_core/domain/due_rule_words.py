"""How each language of the paper names a rule of the due date: a paper and its page say the same.

>>> due_rule_words(payment_terms_of("30 EOM"), "de", str)
'30 Tage nach Monatsende'
>>> due_rule_words(payment_terms_of("45 days end of month"), "fr", str)
'45 jours, fin de mois'
"""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from jupiter_core.domain.payment_terms import DueKind, PaymentTerms, ordinal, payment_terms_of

__all__ = ["due_rule_words", "payment_terms_of"]


class _Words(NamedTuple):
    month_end: str
    after_month_end: str
    month_end_after: str
    day_of_month: str
    day_of_next_month: str
    fixed_day: str


_WORDS = {
    "en": _Words(
        "End of month",
        "{days} days after month end",
        "{days} days, then month end",
        "{ordinal} of the month",
        "{ordinal} of next month",
        "Due {date}",
    ),
    "de": _Words(
        "Zum Monatsende",
        "{days} Tage nach Monatsende",
        "{days} Tage, dann zum Monatsende",
        "Zum {day}. des Monats",
        "Zum {day}. des Folgemonats",
        "Fällig am {date}",
    ),
    "fr": _Words(
        "Fin de mois",
        "{days} jours après la fin du mois",
        "{days} jours, fin de mois",
        "Le {day} du mois",
        "Le {day} du mois suivant",
        "Échéance le {date}",
    ),
    "es": _Words(
        "Fin de mes",
        "{days} días después de fin de mes",
        "{days} días, fin de mes",
        "El día {day} del mes",
        "El día {day} del mes siguiente",
        "Vence el {date}",
    ),
    "it": _Words(
        "Fine mese",
        "{days} giorni dalla fine del mese",
        "{days} giorni, fine mese",
        "Il giorno {day} del mese",
        "Il giorno {day} del mese successivo",
        "Scade il {date}",
    ),
    "nl": _Words(
        "Einde maand",
        "{days} dagen na het einde van de maand",
        "{days} dagen, dan einde maand",
        "Op de {day}e van de maand",
        "Op de {day}e van de volgende maand",
        "Vervalt op {date}",
    ),
    "pt": _Words(
        "Fim do mês",
        "{days} dias após o fim do mês",
        "{days} dias, fim do mês",
        "Dia {day} do mês",
        "Dia {day} do mês seguinte",
        "Vence em {date}",
    ),
    "ja": _Words(
        "月末払い",
        "月末から{days}日以内",
        "発行日から{days}日後の月末",
        "毎月{day}日払い",
        "翌月{day}日払い",
        "支払期日 {date}",
    ),
}


def due_rule_words(
    terms: PaymentTerms, language: str, spelled: Callable[[date], str]
) -> str | None:
    """In the language, or English where the paper does not speak it; a date as `spelled` has it.
    None for plain net terms, which have words of their own."""
    words, rule = _WORDS.get(language, _WORDS["en"]), terms.rule
    if rule is None:
        return None
    ends = rule.kind in (DueKind.AFTER_MONTH_END, DueKind.MONTH_END_AFTER)
    name = "month_end" if ends and not terms.net_terms else rule.kind.value
    day = rule.day or 1
    template: str = getattr(words, name)
    return template.format(
        days=terms.net_terms,
        day=day,
        ordinal=ordinal(day),
        date=spelled(rule.on) if rule.on else "",
    )

"""Reading the fields that every form has: each mistake at its field, all of them at once."""

from decimal import Decimal
from typing import Any

from bot.intake.drafts.form import OTHER_TERMS, DraftForm
from bot.intake.notation.numbers import decimal_of
from jupiter_core.domain.refusals import InvalidNumber, Required
from jupiter_core.domain.terms import net_terms_of


def chosen(value: str, what: str) -> str:
    """What was filled in. Raises Required."""
    if not value:
        raise Required(what)
    return value


def net_days(form: DraftForm[Any]) -> int:
    """Days until due. Raises Required, InvalidNumber or OutOfRange."""
    typed = net_text(form)
    days: Decimal = decimal_of(chosen(typed.strip(), "The number of days"))
    if days != int(days):
        raise InvalidNumber(typed)
    return net_terms_of(int(days))


def net_text(form: DraftForm[Any]) -> str:
    """The days until due, as chosen or as typed."""
    return form.net_terms_days if form.net_terms == OTHER_TERMS else form.net_terms


def net_field(form: DraftForm[Any]) -> str:
    """The field in which the days until due are typed."""
    return "net_terms_days" if form.net_terms == OTHER_TERMS else "net_terms"

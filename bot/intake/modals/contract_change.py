"""A proposed change of a contract: what was typed, and the new terms that it means."""

import re
from datetime import date
from decimal import Decimal
from typing import Literal

from bot.intake.notation.amounts import short_money_of, short_price_of
from bot.intake.notation.numbers import decimal_of, percent_of
from bot.intake.view_state import Values, text_in
from bot.wording.text import shortened
from jupiter_core.domain.contract.change import (
    with_added_product,
    with_changed_price,
    with_changed_quantity,
    with_early_end,
    with_new_end,
)
from jupiter_core.domain.contract.lines import (
    OneTime,
    Subscription,
    changed_quantity_of,
    description_of,
)
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.domain.contract.terms import ContractTerms, EarlyEndRule
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import InvalidDate, Refusal, Required, ValidationErrors, placed
from jupiter_core.domain.totals import quantity_of, tax_rate_of

KIND = "change_kind"


LAST_DAY, FROM, LINE = "last_day", "from_date", "line"


DESCRIPTION, QUANTITY, PRICE, TAX = "description", "quantity", "price", "tax_rate"


CREDIT_METHOD, RULE, FEE = "credit_method", "rule", "fee"


EARLY_END_FEE = "Early termination fee"


ChangeKind = Literal["end", "quantity", "product", "price", "early_end"]


_KINDS: dict[ChangeKind, str] = {
    "end": "A new end date",
    "quantity": "Change a quantity from a date on",
    "product": "Add a product from a date on",
    "price": "Change a price from a date on",
    "early_end": "End early, by the agreed rule",
}


OF_A_LINE: tuple[ChangeKind, ...] = ("quantity", "price")
"""Those that there are only where there is a subscription."""


_FIELDS = {
    "last_day": LAST_DAY,
    "term_months": LAST_DAY,
    "starts_on": FROM,
    "from_date": FROM,
    "price_changes": FROM,
    "quantity_changes": FROM,
    "ends_on": LAST_DAY,
    "annual_price": PRICE,
    **{each: each for each in (PRICE, DESCRIPTION, QUANTITY, TAX, LINE, FEE)},
}


class TypedChange(Frozen):
    """What somebody filled in, as typed."""

    kind: ChangeKind = "end"
    last_day: str = ""
    from_date: str = ""
    line: str = ""
    description: str = ""
    quantity: str = ""
    price: str = ""
    tax_rate: str = ""
    credit_method: str = ""
    rule: str = ""
    fee: str = ""

    @property
    def settled_as(self) -> CreditMethod:
        """What becomes of what is billed already: of an early end as its rule says."""
        if self.kind == "early_end":
            pro_rata = self.rule == EarlyEndRule.PRO_RATA
            return CreditMethod.CREDIT_NOTE if pro_rata else CreditMethod.NONE
        offered = (each for each in CreditMethod if each == self.credit_method)
        return next(offered, CreditMethod.NEXT_INVOICE)


def read_change(values: Values) -> TypedChange:
    """What the modal holds."""
    typed = {each: text_in(values, each) or "" for each in TypedChange.model_fields}
    return TypedChange.model_validate({**typed, "kind": read_kind(text_in(values, KIND) or "")})


def read_kind(value: str) -> ChangeKind:
    """The end, for what no menu of ours offers."""
    return next((each for each in _KINDS if each == value), "end")


def changed_terms(typed: TypedChange, terms: ContractTerms) -> ContractTerms:
    """The terms with this change. Raises a Refusal whose path `field_of` understands."""
    match typed.kind:
        case "end":
            return with_new_end(terms, _day(typed.last_day, LAST_DAY))
        case "product":
            product = Subscription(
                description=placed(DESCRIPTION, lambda: description_of(typed.description)),
                quantity=placed(QUANTITY, lambda: quantity_of(decimal_of(typed.quantity or "1"))),
                annual_price=placed(PRICE, lambda: short_price_of(typed.price, terms.currency)),
                tax_rate=placed(TAX, lambda: tax_rate_of(percent_of(typed.tax_rate))),
            )
            return with_added_product(terms, product, _day(typed.from_date, FROM))
        case "price":
            price = placed(PRICE, lambda: short_price_of(typed.price, terms.currency))
            return with_changed_price(
                terms, _position(typed.line), _day(typed.from_date, FROM), price
            )
        case "quantity":
            quantity = placed(QUANTITY, lambda: changed_quantity_of(_number(typed.quantity)))
            return with_changed_quantity(
                terms, _position(typed.line), _day(typed.from_date, FROM), quantity
            )
        case "early_end":
            return with_early_end(terms, _day(typed.last_day, LAST_DAY), _fee(typed, terms))


def _number(typed: str) -> Decimal:
    if not typed.strip():
        raise Required("A quantity")
    return decimal_of(typed)


def _fee(typed: TypedChange, terms: ContractTerms) -> OneTime | None:
    """Where the rule is a fee; taxed as the first product is."""
    if typed.rule != EarlyEndRule.FEE:
        return None
    if not typed.fee.strip():
        raise Required("A fee").at(FEE)
    rates = (each.tax_rate for _, each in terms.subscriptions)
    return OneTime(
        description=EARLY_END_FEE,
        amount=placed(FEE, lambda: short_money_of(typed.fee, terms.currency)),
        tax_rate=next(rates, Decimal(0)),
    )


def errors_of(refusal: Refusal, kind: ChangeKind) -> dict[str, str]:
    """Each mistake at its field; what has none at the date, of which there is always one."""
    default = LAST_DAY if kind in ("end", "early_end") else FROM
    there = {
        "end": {LAST_DAY},
        "early_end": {LAST_DAY, FEE},
        "quantity": {LINE, QUANTITY, FROM},
        "product": {DESCRIPTION, QUANTITY, PRICE, TAX, FROM},
        "price": {LINE, PRICE, FROM},
    }[kind]
    errors: dict[str, str] = {}
    for each in refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,):
        names = re.findall(r"[a-z_]+", each.path or "")
        field = next((_FIELDS[name] for name in reversed(names) if name in _FIELDS), default)
        errors.setdefault(field if field in there else default, each.sentence)
    return errors


def _day(typed: str, field: str) -> date:
    if not typed:
        raise Required("A date").at(field)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidDate(shortened(typed, 40)).at(field) from None


def _position(typed: str) -> int:
    return int(typed) if typed.isdecimal() else -1

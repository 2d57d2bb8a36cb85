"""Proposing a change of a contract: the modal, what is read from it, the new terms it means."""

import re
from datetime import date
from typing import Literal

from bot.presenters import blocks as b
from bot.presenters.contract.text import billing, name_of, term
from bot.presenters.forms.typed import decimal_of, money_of, percent_of
from bot.presenters.forms.view_state import Values, text_in
from bot.presenters.invoice.card_forms import Slip
from bot.presenters.invoice.thread_text import VALUE_LIMIT
from jupiter_core.domain.contract_change import (
    with_added_product,
    with_changed_price,
    with_new_end,
)
from jupiter_core.domain.contract_lines import DESCRIPTION_LIMIT, Subscription, description_of
from jupiter_core.domain.contract_terms import ContractTerms
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import InvalidDate, Mistakes, Refusal, Required, placed
from jupiter_core.domain.totals import plain, quantity_of, tax_rate_of
from jupiter_core.queries.contract_view import ContractView

CHANGE_FORM, KIND = "contract_change_form", "change_kind"
LAST_DAY, FROM, LINE = "last_day", "from_date", "line"
DESCRIPTION, QUANTITY, PRICE, TAX = "description", "quantity", "price", "tax_rate"

ChangeKind = Literal["end", "product", "price"]
_KINDS: dict[ChangeKind, str] = {
    "end": "A new end date",
    "product": "Add a product from a date on",
    "price": "Change a price from a date on",
}
_FIELDS = {
    "last_day": LAST_DAY,
    "term_months": LAST_DAY,
    "starts_on": FROM,
    "from_date": FROM,
    "price_changes": FROM,
    "annual_price": PRICE,
    **{each: each for each in (PRICE, DESCRIPTION, QUANTITY, TAX, LINE)},
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


def change_form(view: ContractView, slip: Slip, kind: ChangeKind = "end") -> b.Block:
    """The fields that this kind of change has; choosing another kind redraws it."""
    terms = view.contract.shown.terms
    options = [b.option(words, each) for each, words in _offered(terms).items()]
    about = f"{name_of(view.contract)} · {term(terms)} · {billing(terms)}"
    choice = b.field(KIND, "What changes?", b.select(KIND, options, initial=kind), dispatching=True)
    fields = {"end": _end_fields, "product": _product_fields, "price": _price_fields}[kind]
    return b.modal(
        "Propose a change",
        [b.context(b.shortened(about, 2 * VALUE_LIMIT)), choice, *fields(view)],
        callback_id=CHANGE_FORM,
        submit="Preview",
        close="Cancel",
        private_metadata=str(slip),
    )


def read_change(values: Values) -> TypedChange:
    """What the modal holds."""
    typed = {each: text_in(values, each) or "" for each in TypedChange.model_fields}
    return TypedChange.model_validate({**typed, "kind": read_kind(text_in(values, KIND) or "")})


def read_kind(value: str) -> ChangeKind:
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
                annual_price=placed(PRICE, lambda: money_of(typed.price, terms.currency)),
                tax_rate=placed(TAX, lambda: tax_rate_of(percent_of(typed.tax_rate))),
            )
            return with_added_product(terms, product, _day(typed.from_date, FROM))
        case "price":
            price = placed(PRICE, lambda: money_of(typed.price, terms.currency))
            return with_changed_price(
                terms, _position(typed.line), _day(typed.from_date, FROM), price
            )


def errors_of(refusal: Refusal, kind: ChangeKind) -> dict[str, str]:
    """Each mistake at its field; what has none at the date, of which there is always one."""
    default = LAST_DAY if kind == "end" else FROM
    there = {
        "end": {LAST_DAY},
        "product": {DESCRIPTION, QUANTITY, PRICE, TAX, FROM},
        "price": {LINE, PRICE, FROM},
    }[kind]
    errors: dict[str, str] = {}
    for each in refusal.refusals if isinstance(refusal, Mistakes) else (refusal,):
        names = re.findall(r"[a-z_]+", each.path or "")
        field = next((_FIELDS[name] for name in reversed(names) if name in _FIELDS), default)
        errors.setdefault(field if field in there else default, each.sentence)
    return errors


def _offered(terms: ContractTerms) -> dict[ChangeKind, str]:
    """A price can change where there is a subscription."""
    priced = any(True for _ in terms.subscriptions)
    return {kind: words for kind, words in _KINDS.items() if kind != "price" or priced}


def _end_fields(view: ContractView) -> list[b.Block]:
    now = view.contract.shown.terms.last_day
    hint = "The last day of a month of the contract. Lines end with it; issued invoices stay."
    return [b.field(LAST_DAY, "Last day", _date(LAST_DAY, now), hint=hint)]


def _product_fields(view: ContractView) -> list[b.Block]:
    terms = view.contract.shown.terms
    rate = next((plain(each.tax_rate) for _, each in terms.subscriptions if each.tax_rate), "")
    price = f"Yearly price of one, in {terms.currency}"
    return [
        b.field(DESCRIPTION, "Product", b.text_input(DESCRIPTION, most=DESCRIPTION_LIMIT)),
        b.field(QUANTITY, "Quantity", b.text_input(QUANTITY, initial="1")),
        b.field(PRICE, price, b.text_input(PRICE)),
        b.field(TAX, "Tax, in percent", b.text_input(TAX, initial=rate), optional=True),
        _from(view, "It ends with the contract, and is priced by months until then."),
    ]


def _price_fields(view: ContractView) -> list[b.Block]:
    terms = view.contract.shown.terms
    lines = [b.option(each.description, str(n)) for n, each in terms.subscriptions][:100]
    choice = b.select(LINE, lines, initial=lines[0]["value"])
    price = f"New yearly price of one, in {terms.currency}"
    return [
        b.field(LINE, "Which product", choice),
        b.field(PRICE, price, b.text_input(PRICE)),
        _from(view, "Escalators of later years raise the new price too."),
    ]


def _from(view: ContractView, hint: str) -> b.Block:
    coming = view.next_row
    initial = coming.scheduled.period_start if coming else None
    begins = "The first day of a month of the contract."
    return b.field(FROM, "From", _date(FROM, initial), hint=f"{begins} {hint}")


def _date(action_id: str, initial: date | None) -> b.Block:
    picked = {"initial_date": initial.isoformat()} if initial else {}
    return {"type": "datepicker", "action_id": action_id, **picked}


def _day(typed: str, field: str) -> date:
    if not typed:
        raise Required("A date").at(field)
    try:
        return date.fromisoformat(typed)
    except ValueError:
        raise InvalidDate(b.shortened(typed, 40)).at(field) from None


def _position(typed: str) -> int:
    return int(typed) if typed.isdecimal() else -1

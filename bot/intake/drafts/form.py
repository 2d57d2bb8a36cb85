"""What the forms of an invoice and of a contract have in common: fields as typed, and lines.

A form is kept after every change, so that closing the modal loses nothing; it may be wrong or
half empty.
"""

from collections.abc import Mapping
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import Field, model_validator

from bot.intake.view_state import Values, text_in
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.totals import plain

MOST_LINES = 60
OTHER_TERMS = "other"
USUAL_TERMS = ("30", "45", "60")


NET_PRICES, PRICES_WITH_TAX = "net", "with_tax"
"""How prices are entered, as the menu says it."""
USUAL_PRICES = ""
"""Where that is left to what the customer or the legal entity has."""

OLD_NAMES = {
    "term": "term_months",
    "frequency": "billing_frequency",
    "timing": "billing_timing",
    "price": "annual_price",
    "discount": "discount_percent",
}
"""What fields were called in forms that were kept or left before they had the domain's names."""


def with_names_of_today(values: Any) -> Any:
    """A mapping that was kept under old names, its stamps too; anything else as it is."""
    if not isinstance(values, Mapping):
        return values
    renamed = {OLD_NAMES.get(name, name): value for name, value in values.items()}
    if "stamps" in renamed:
        renamed["stamps"] = with_names_of_today(renamed["stamps"])
    return renamed


_DAYS = {"net_terms_days": "net_terms"}
"""Two fields of one thing."""


def net_fields(terms: PaymentTerms) -> dict[str, str]:
    """The fields that hold terms: one of the usual ones, or as typed."""
    typed = terms.words if terms.rule else str(terms.net_terms)
    return typed_net_fields(typed)


def typed_net_fields(typed: str) -> dict[str, str]:
    """The same of terms as they are typed."""
    usual = typed in USUAL_TERMS
    return {
        "net_terms": typed if usual else OTHER_TERMS,
        "net_terms_days": "" if usual else typed,
    }


class DraftLine(Frozen):
    """A line as typed, known within its form by its key. `tax_follows` says that nobody chose its
    tax by hand."""

    key: str
    tax_follows: bool = False

    _renamed = model_validator(mode="before")(with_names_of_today)


Line = TypeVar("Line", bound=DraftLine)


class DraftForm(Frozen, Generic[Line]):
    """All fields as typed. `stamps` count how often the app itself changed a field;
    `typed_at` is Slack's time of the last change, for changes may arrive out of order.

    `by_hand` names the fields that a person has filled in: they stay, while the others follow the
    customer. None is a form of before that was noted, in which all stay, and so is what is there
    already and edited. `tax_rate` and `tax_category` are those of a line where nobody says others;
    `prices` is how they are entered.

    From a line that was typed in a hurry come `customer_typed`, a customer who is not known yet,
    `not_understood`, its words without meaning, and `remarks`, what was chosen among several.
    `channel_note` is what there is to say of the deal's channel, as far as Slack was asked.
    """

    typed_fields: ClassVar[tuple[str, ...]] = ()

    _renamed = model_validator(mode="before")(with_names_of_today)

    customer_id: str = ""
    customer_name: str = ""
    sender_profile_id: str = ""
    deal_channel: str = ""
    currency: str = ""
    net_terms: str = "30"
    net_terms_days: str = ""
    early_payment: str = ""
    late_fee: str = ""
    po_number: str = ""
    memo: str = ""
    references: str = ""
    adjustments: str = ""
    prices: str = NET_PRICES
    lines: tuple[Line, ...] = ()
    next_key: int = 1
    stamps: dict[str, int] = Field(default_factory=dict)
    typed_at: float = 0
    customer_typed: str = ""
    not_understood: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    channel_note: str = ""
    by_hand: tuple[str, ...] | None = None
    tax_rate: str = ""
    tax_category: str = ""

    @property
    def is_change(self) -> bool:
        """Whether it is of something that is there already, in its channel."""
        return False

    @property
    def prices_include_tax(self) -> bool:
        """Whether its prices are entered with tax."""
        return self.prices == PRICES_WITH_TAX

    @property
    def pristine(self) -> bool:
        """Whether nobody has put anything of worth into it."""
        worth = (self.customer_id, self.customer_typed, self.po_number, self.memo, self.lines)
        return not any((*worth, self.adjustments))

    def with_typed(self, values: Values, form_id: str) -> Self:
        """With what the modal's fields hold now; fields that it does not show stay.

        A field that the app changed after this payload had left is not taken back to what it
        was: its block has another stamp by now.
        """
        typed: dict[str, str] = {}
        for name in self.typed_fields:
            text = text_in(values, self.block_id(form_id, name))
            if text is not None:
                typed[name] = text
        changed = (name for name, text in typed.items() if text and text != getattr(self, name))
        return self.chosen(*changed).model_copy(update=typed)

    def chosen(self, *names: str) -> Self:
        """These fields were filled in by a person."""
        if self.by_hand is None:
            return self
        by_hand = dict.fromkeys((*self.by_hand, *(_DAYS.get(each, each) for each in names)))
        return self.model_copy(update={"by_hand": tuple(by_hand)})

    def stays(self, name: str) -> bool:
        """Whether a field keeps what it holds, whatever else is chosen."""
        return self.by_hand is None or name in self.by_hand

    def following(self, defaults: DealDefaults) -> Self:
        """With what a deal like this has, wherever nobody has said something else."""
        terms = defaults.payment_terms or PaymentTerms(net_terms=30)
        followed = {
            "sender_profile_id": defaults.sender_profile_id,
            "currency": defaults.currency,
            **net_fields(terms),
        }
        form = self
        for name, value in followed.items():
            if not self.stays(_DAYS.get(name, name)) and getattr(self, name) != value:
                form = form.stamped(name, **{name: value})
        return form._with_late_fee_of(defaults)._with_prices_of(defaults)._with_tax_of(defaults)

    def _with_late_fee_of(self, defaults: DealDefaults) -> Self:
        usual = defaults.late_fee.typed if defaults.late_fee else ""
        if self.stays("late_fee") or self.late_fee == usual:
            return self
        return self.stamped("late_fee", late_fee=usual)

    def _with_prices_of(self, defaults: DealDefaults) -> Self:
        usual = PRICES_WITH_TAX if defaults.prices_include_tax else NET_PRICES
        if self.stays("prices") or self.prices == usual:
            return self
        return self.stamped("prices", prices=usual)

    def _with_tax_of(self, defaults: DealDefaults) -> Self:
        rate, category = defaults.tax_rate, defaults.tax_category
        form = self.model_copy(
            update={
                "tax_rate": "" if rate is None else plain(rate),
                "tax_category": category.value if category else "",
            }
        )
        lines = tuple(form.taxed(each) if each.tax_follows else each for each in self.lines)
        return form.model_copy(update={"lines": lines})

    def taxed(self, line: Line) -> Line:
        """The line with the tax that holds where nobody says another."""
        raise NotImplementedError

    def said(self, name: str) -> str:
        """What a person said in a field; empty where they said nothing."""
        return str(getattr(self, name)) if self.stays(name) else ""

    def block_id(self, form_id: str, name: str) -> str:
        """Of the field called `name`, as it is drawn now."""
        return f"{name}.{form_id}.{self.stamps.get(name, 0)}"

    def stamped(self, name: str, **changes: object) -> Self:
        """With changes by the app, which the field called `name` has to show."""
        stamps = {**self.stamps, name: self.stamps.get(name, 0) + 1}
        return self.model_copy(update={**changes, "stamps": stamps})

    def line(self, key: str) -> Line | None:
        """The line of this key; None where it was removed or never kept."""
        return next((line for line in self.lines if line.key == key), None)

    @property
    def next_line_key(self) -> str:
        return f"l{self.next_key}"

    def with_line(self, line: Line) -> Self:
        """With the line in its place, or at the end when it is new."""
        if self.line(line.key):
            lines = tuple(line if each.key == line.key else each for each in self.lines)
            return self.model_copy(update={"lines": lines})
        return self.model_copy(update={"lines": (*self.lines, line), "next_key": self.next_key + 1})

    def without_line(self, key: str) -> Self:
        """The same form where there is no such line."""
        return self.model_copy(
            update={"lines": tuple(line for line in self.lines if line.key != key)}
        )

    def with_line_moved_up(self, key: str) -> Self:
        """The same form for the first line, and where there is no such line."""
        lines = list(self.lines)
        place = next((n for n, line in enumerate(lines) if line.key == key), 0)
        if place:
            lines[place - 1], lines[place] = lines[place], lines[place - 1]
        return self.model_copy(update={"lines": tuple(lines)})

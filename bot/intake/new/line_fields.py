"""The fields of a line, by what the line is."""

from bot.intake.new.choices import Choices
from bot.intake.new.fields import Field

ITEM, SUBSCRIPTION, ONE_TIME, USAGE_CREDIT = "item", "subscription", "one_time", "usage_credit"
MILESTONES = "milestones"
CONTRACT_KINDS = (SUBSCRIPTION, ONE_TIME, MILESTONES, USAGE_CREDIT)
TITLES = {
    ITEM: "Line",
    SUBSCRIPTION: "Subscription",
    ONE_TIME: "One-time fee",
    MILESTONES: "Fee in milestones",
    USAGE_CREDIT: "Usage credit",
}
_DESCRIPTION = Field(name="description", label="Description", kind="textarea")
_RATE = Field(name="tax_rate", label="Tax %", width=1, numeric=True)
_QUANTITY = Field(name="quantity", label="Quantity", width=1, numeric=True)
_UNIT = Field(name="unit", label="Unit", kind="select", width=2, choices=Choices.UNITS)

FIELDS: dict[str, tuple[Field, ...]] = {
    ITEM: (
        _DESCRIPTION,
        _QUANTITY,
        Field(name="unit_price", label="Unit price", width=2, hint="1,200.00 or 1.2M"),
        _RATE,
    ),
    SUBSCRIPTION: (
        _DESCRIPTION,
        _QUANTITY,
        Field(
            name="annual_price",
            label="Annual price",
            width=2,
            hint="1.2M; or each year: 500k, 1M, 1.5M",
        ),
        Field(
            name="escalators",
            label="Price increases",
            width=2,
            hint="5% y2, or 3% every year",
            optional=True,
        ),
        _RATE,
    ),
    ONE_TIME: (
        _DESCRIPTION,
        Field(name="amount", label="Amount", width=2, hint="50,000.00 or 50k"),
        Field(
            name="bill_on",
            label="Bill on or after",
            kind="date",
            width=3,
            hint="Otherwise on the first invoice.",
            optional=True,
        ),
        _RATE,
    ),
    MILESTONES: (
        _DESCRIPTION,
        Field(name="amount", label="Amount in all", width=3, hint="300,000.00 or 300k"),
        Field(name="tax_rate", label="Tax %", width=3, numeric=True),
        Field(
            name="parts",
            label="Milestones",
            kind="textarea",
            hint="One per line: Kick-off: 40% on 2027-02-01, or Go-live: rest on acceptance.",
        ),
    ),
    USAGE_CREDIT: (
        _DESCRIPTION,
        Field(name="amount", label="Amount", width=2, hint="25,000.00 or 25k"),
        Field(
            name="apply",
            label="How to apply it",
            kind="select",
            width=4,
            choices=Choices.CREDIT_USES,
        ),
    ),
}
MORE: dict[str, tuple[str, tuple[Field, ...]]] = {
    ITEM: (
        "More options: unit, discount, service dates, tax",
        (
            _UNIT,
            Field(name="list_price", label="List price", width=2, hint="Above the unit price."),
            Field(name="discount", label="Discount", width=2, hint="10% Launch, or 500.00."),
            Field(name="service_start", label="Service from", kind="date", width=2),
            Field(name="service_end", label="Service until", kind="date", width=2),
            Field(name="tax_category", label="Tax", kind="select", width=2, choices=Choices.TAXES),
            Field(
                name="taxes",
                label="Several taxes",
                hint="In place of a rate, by their names under “From”: GST + QST.",
            ),
        ),
    ),
    SUBSCRIPTION: (
        "More options: unit, list price, discount, index",
        (
            _UNIT,
            Field(name="list_price", label="List price", width=2, hint="Above the annual price."),
            Field(name="discount_percent", label="Discount %", width=2, numeric=True),
            Field(
                name="discount_years",
                label="Contract years",
                width=2,
                hint="1, 2 or 1-3. Leave empty for all.",
            ),
            Field(
                name="indexation",
                label="Price index",
                hint="US CPI-U, September: 304.1, cap 5%, floor 2%.",
            ),
        ),
    ),
    ONE_TIME: (
        "More options: list price",
        (Field(name="list_price", label="List price", width=3, hint="Above the amount."),),
    ),
    USAGE_CREDIT: (
        "Expiry and tax",
        (
            Field(name="expires_on", label="Expires on", kind="date", width=3),
            Field(
                name="tax_rate",
                label="Tax %",
                width=3,
                numeric=True,
                hint="Leave empty for the first subscription's rate.",
            ),
        ),
    ),
}


def line_fields(kind: str) -> tuple[Field, ...]:
    """All of a line of this kind."""
    return (*FIELDS[kind], *MORE.get(kind, ("", ()))[1])


ALL_NAMES = frozenset(field.name for kind in FIELDS for field in line_fields(kind))

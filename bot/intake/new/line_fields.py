"""The fields of a line, by what the line is."""

from bot.intake.new.choices import Choices
from bot.intake.new.fields import Field

ITEM, SUBSCRIPTION, ONE_TIME, USAGE_CREDIT = "item", "subscription", "one_time", "usage_credit"
CONTRACT_KINDS = (SUBSCRIPTION, ONE_TIME, USAGE_CREDIT)
TITLES = {
    ITEM: "Line",
    SUBSCRIPTION: "Subscription",
    ONE_TIME: "One-time fee",
    USAGE_CREDIT: "Usage credit",
}
_DESCRIPTION = Field(name="description", label="Description", kind="textarea")
_RATE = Field(name="tax_rate", label="Tax %", width=1, numeric=True)
_QUANTITY = Field(name="quantity", label="Quantity", width=1, numeric=True)

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
        "Service dates and reason for the tax",
        (
            Field(name="service_start", label="Service from", kind="date", width=2),
            Field(name="service_end", label="Service until", kind="date", width=2),
            Field(name="tax_category", label="Tax", kind="select", width=2, choices=Choices.TAXES),
        ),
    ),
    SUBSCRIPTION: (
        "Discount",
        (
            Field(name="discount_percent", label="Discount %", width=2, numeric=True),
            Field(
                name="discount_years",
                label="Contract years",
                width=4,
                hint="1, 2 or 1-3. Leave empty for all.",
            ),
        ),
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

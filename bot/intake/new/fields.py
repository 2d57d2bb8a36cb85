"""The fields of the builder's two pages: their names on the wire, and what people read.

A name is the path at which a mistake in it is told: `sender.address.city`, `lines[0].quantity`.
"""

import re

from bot.intake.new.choices import Choices, Pairs
from jupiter_core.domain.frozen import Frozen


class Field(Frozen):
    """`kind` is an input type, `textarea` or `select`; `width` counts sixths of the row;
    `numeric` brings up a telephone's digits. `options` are those of a menu of its own; with
    `redraws`, other fields follow what is chosen."""

    name: str
    label: str
    hint: str = ""
    kind: str = "text"
    width: int = 6
    choices: Choices | None = None
    options: Pairs = ()
    redraws: bool = False
    numeric: bool = False
    optional: bool = False


class Section(Frozen):
    """`more` are fields that most do without, folded away under `more_title`."""

    id: str
    title: str
    fields: tuple[Field, ...]
    more: tuple[Field, ...] = ()
    more_title: str = ""

    @property
    def all(self) -> tuple[Field, ...]:
        return (*self.fields, *self.more)


def _party(prefix: str, name: str) -> tuple[Field, ...]:
    """Who it is and where."""
    place = f"{prefix}.address"
    return (
        Field(name=f"{prefix}.{name}", label="Legal name"),
        Field(name=f"{place}.street", label="Street", kind="textarea"),
        Field(name=f"{place}.postal_code", label="Postal code", width=2),
        Field(name=f"{place}.city", label="City", width=4),
        Field(name=f"{place}.region", label="State or region", width=3, optional=True),
        Field(
            name=f"{place}.country",
            label="Country",
            kind="select",
            width=3,
            choices=Choices.COUNTRIES,
        ),
        Field(
            name=f"{prefix}.tax_ids[0].kind",
            label="Kind of tax id or registration",
            kind="select",
            width=3,
            choices=Choices.TAX_IDS,
            optional=True,
        ),
        Field(
            name=f"{prefix}.tax_ids[0].value",
            label="Tax id or registration",
            width=3,
            optional=True,
        ),
    )


_ENDPOINT_HINT = "On the Peppol network, such as 9930:DE136695976."
CUSTOMER = Section(
    id="customer",
    title="Bill to",
    fields=_party("customer", "name"),
    more_title="Accounts payable and references",
    more=(
        Field(name="customer.ap_contact.name", label="AP contact: name", width=3),
        Field(name="customer.ap_contact.email", label="AP contact: e-mail", kind="email", width=3),
        Field(name="customer.attention", label="Attention line", width=3),
        Field(name="customer.cost_centre", label="Cost centre", width=3),
        Field(name="customer.buyer_reference", label="Buyer reference", width=3),
        Field(name="customer.endpoint", label="Electronic address", hint=_ENDPOINT_HINT, width=3),
    ),
)
SENDER = Section(
    id="sender",
    title="From",
    fields=_party("sender", "legal_name"),
    more_title="Contact and colour, taxes by name",
    more=(
        Field(name="sender.email", label="E-mail", kind="email", width=3),
        Field(name="sender.phone", label="Telephone", kind="tel", width=3),
        Field(name="sender.endpoint", label="Electronic address", hint=_ENDPOINT_HINT, width=3),
        Field(name="sender.colour", label="Colour", kind="color", width=3),
        Field(
            name="sender.taxes",
            label="Taxes by name",
            hint="If a line bears several. One per line: QST 9.975% 1234567890 TQ0001.",
            kind="textarea",
        ),
    ),
)
ABOUT = "about"
"""The first section, above the lines."""
_CURRENCY = Field(
    name="currency", label="Currency", kind="select", width=2, choices=Choices.CURRENCIES
)
_NET = Field(name="net_terms", label="Payment terms (days)", width=2, numeric=True)
_LANGUAGE = Field(
    name="language", label="Language", kind="select", width=2, choices=Choices.LANGUAGES
)
_PO_NUMBER = Field(name="po_number", label="PO number", width=2, optional=True)
_MEMO = Field(
    name="memo", label="Memo", hint="Printed below the totals.", kind="textarea", optional=True
)
_ON_EACH = (
    Field(
        name="adjustments",
        label="Discounts and charges on the total",
        hint="One per line: 10% Launch discount, 500.00 Goodwill, or +20.00 Freight @19%.",
        kind="textarea",
    ),
    Field(
        name="references",
        label="References",
        hint="One per line, such as Project: P-77.",
        kind="textarea",
    ),
    Field(
        name="early_payment",
        label="Early-payment discount",
        hint="2/10 is 2% off within 10 days.",
        width=3,
    ),
    Field(name="late_fee", label="Late fee", hint="1.5% a month after 10 days.", width=3),
    Field(
        name="second_language",
        label="Second language",
        kind="select",
        hint="Printed beside the first.",
        width=3,
        choices=Choices.SECOND_LANGUAGES,
    ),
)
"""What an invoice, and each invoice of a contract, may say besides."""
_PRICES = Field(
    name="prices",
    label="Prices are entered",
    kind="select",
    hint="As usual is without tax here; in your workspace, as set for the customer.",
    width=3,
    choices=Choices.PRICES,
)
INVOICE = Section(
    id=ABOUT,
    title="The invoice",
    fields=(
        Field(name="number", label="Number", width=2),
        Field(name="issue_date", label="Issue date", kind="date", width=2),
        _NET,
        _CURRENCY,
        _LANGUAGE,
        _PO_NUMBER,
    ),
    more=(*_ON_EACH, _PRICES, _MEMO),
    more_title="More options: discounts, references, late fee, memo",
)
_CALENDAR = (
    Field(
        name="billing_months",
        label="Months per invoice",
        hint="If billed every so many months.",
        width=2,
        numeric=True,
    ),
    Field(
        name="billing_day",
        label="Periods begin on day",
        hint="1 to 31; 31 is the month's last day.",
        width=2,
        numeric=True,
    ),
    Field(
        name="bill_in_advance_days",
        label="Bill in advance (days)",
        hint="Before each period begins.",
        width=2,
        numeric=True,
    ),
    Field(
        name="fiscal_year_start",
        label="Align to a fiscal year",
        kind="select",
        width=3,
        choices=Choices.FISCAL_YEARS,
    ),
    Field(
        name="proration",
        label="Part of a period",
        kind="select",
        width=3,
        choices=Choices.PRORATION,
    ),
)
CALENDAR_NAMES = tuple(each.name for each in _CALENDAR)
"""What most contracts do without."""
_TAXES = Field(
    name="taxes",
    label="Taxes of every line",
    hint="In place of a rate, by their names under “From”: GST + QST.",
    width=4,
)
CONTRACT = Section(
    id=ABOUT,
    title="The contract",
    fields=(
        Field(name="name", label="Name", hint="As your team refers to it.", width=4, optional=True),
        _CURRENCY,
        Field(name="start_date", label="Starts on", kind="date", width=2),
        Field(name="term_months", label="Term", hint="3 years, or 36 months.", width=2),
        _NET,
        Field(
            name="billing_frequency",
            label="Billed",
            kind="select",
            width=2,
            choices=Choices.FREQUENCIES,
        ),
        Field(name="billing_timing", label="When", kind="select", width=2, choices=Choices.TIMINGS),
        _LANGUAGE,
    ),
    more=(*_CALENDAR, _PO_NUMBER, _TAXES, *_ON_EACH, _PRICES, _MEMO),
    more_title="More options: calendar, taxes, discounts, references, late fee, memo",
)


def lower(label: str) -> str:
    """Within a sentence: `legal name`, but `IBAN`."""
    return label if label[:2].isupper() else f"{label[0].lower()}{label[1:]}"


def field_id(name: str) -> str:
    """Of the element: `lines-0-quantity`."""
    return re.sub(r"[^a-z0-9_]+", "-", name)

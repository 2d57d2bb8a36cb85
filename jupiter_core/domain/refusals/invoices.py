"""Refusals of an invoice's content: its lines, currencies and totals."""

from jupiter_core.domain.refusals.base import Refusal


class NoLines(Refusal):
    """An invoice without a line, which EN 16931 (BR-16) does not allow either."""

    template = "An invoice needs at least one line."


class InvalidLine(Refusal):
    """A line of a draft form does not make a line item yet. `position` counts from 1; `why` are
    sentences."""

    template = "Line {position}: {why}"
    position: int
    why: str


class TooManyLines(Refusal):
    """An invoice drafted in Slack has more lines than `limit`."""

    template = "An invoice created here can have up to {limit} lines."
    limit: int


class MixedCurrencies(Refusal):
    """Two currencies met where one is needed. `found` and `wanted` are ISO 4217 codes."""

    template = "This amount is in {found}; the invoice is in {wanted}."
    found: str
    wanted: str


class CurrencyOfContract(Refusal):
    """An invoice of a contract is to be in another currency than the contract. `contract` is its
    name, `currency` an ISO 4217 code."""

    template = (
        "This invoice belongs to {contract}, which is in {currency}. Change the contract, or void "
        "this invoice and draft another one."
    )
    contract: str
    currency: str


class BeforeLastNumber(Refusal):
    """A back-dated invoice would come before one with a lower number. `day` is that one's date in
    words."""

    template = (
        "{number} is dated {day}, and numbers follow dates. Choose {day} or a later issue date."
    )
    number: str
    day: str


class TotalBelowZero(Refusal):
    """The credits are larger than the charges. `total` is in words, with the currency."""

    template = "The total is {total}. An invoice cannot be below zero; lower the credit."
    total: str


class TaxBelowZero(Refusal):
    """The tax of one rate would be negative. `rate` is a percentage: `8.875`."""

    template = (
        "The credits at {rate}% are larger than the charges at {rate}%, so the tax would be "
        "below zero. Give the credit the rate of the lines that it pays for."
    )
    rate: str


class ReissuedAlready(Refusal):
    """An invoice is to be reissued that another one replaces already. `invoice` and `other` are
    titles."""

    template = "{invoice} is already replaced by {other}. Edit that one, or void it first."
    invoice: str
    other: str


class NotReissued(Refusal):
    """Something is to be reissued or duplicated that is no issued invoice. `invoice` is its title,
    `why` completes the sentence."""

    template = "{invoice} {why}."
    invoice: str
    why: str


class DiscountAboveBase(Refusal):
    """`discount` is more than all of `base`, or of the other sign; both are in words."""

    template = "A discount of {discount} cannot be taken off {base}."
    discount: str
    base: str


class NoLateFee(Refusal):
    """A late fee is to be drafted where none is owed. `invoice` is its title, `why` completes the
    sentence."""

    template = "{invoice} {why}."
    invoice: str
    why: str


class LateFeeDrafted(Refusal):
    """The late fee of these days is there already. `invoice` and `other` are titles, `day` is in
    words."""

    template = (
        "{invoice} has its late fee until {day} already, on {other}. Void that one to reckon it "
        "anew."
    )
    invoice: str
    other: str
    day: str

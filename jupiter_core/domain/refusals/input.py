"""Refusals of what somebody typed or sent, whatever it is for."""

from jupiter_core.domain.refusals.base import Refusal


class Required(Refusal):
    """Nothing was given, or white space only. `what` begins the sentence: `PO number`."""

    template = "{what} is required."
    what: str


class TooLong(Refusal):
    """`length` and `limit` count characters, not bytes."""

    template = "{what} can have {limit} characters at most; this has {length}."
    what: str
    limit: int
    length: int


class Unprintable(Refusal):
    """A character that no font of the document has, or that is invisible."""

    template = "{what} has {character}, which the invoice cannot print."
    what: str
    character: str


class InvalidNumber(Refusal):
    """`typed` is no number, or one that can be read in two ways (`1.234`)."""

    template = "“{typed}” is not a number. Write it like 250 or 1.5."
    typed: str


class InvalidAmount(Refusal):
    """`typed` is no decimal amount, or one that can be read in two ways."""

    template = "“{typed}” is not an amount. Write it like 1200000.00 or 1,200,000.00."
    typed: str


class TooManyDecimals(Refusal):
    """`typed` has more than the `digits` that ISO 4217 gives `currency`; nothing is rounded
    silently."""

    template = "“{typed}” has more decimals than {currency} has; {digits} at most."
    typed: str
    currency: str
    digits: int


class TooManyPriceDecimals(Refusal):
    """`typed` has more than the `digits` that the price of a unit can have."""

    template = "“{typed}” has more decimals than a unit price can have; {digits} at most."
    typed: str
    digits: int


class TwoReadings(Refusal):
    """`typed` is thousands or a price with three decimals; the others are one of the two each."""

    template = "“{typed}” can be read in two ways. Write {thousands} or {decimals}."
    typed: str
    thousands: str
    decimals: str


class InvalidDate(Refusal):
    """`typed` is no calendar day in ISO 8601."""

    template = "“{typed}” is not a date. Write it like 2026-11-22."
    typed: str


class AmountTooLarge(Refusal):
    """`amount` is beyond `most`, the limit of `Money`; both are in words, with the currency."""

    template = "{amount} is too large. The largest amount that can be invoiced is {most}."
    amount: str
    most: str


class OutOfRange(Refusal):
    """`least` and `most` are within the range; as words of the sentence they may carry a unit."""

    template = "{what} must be between {least} and {most}."
    what: str
    least: str
    most: str


class EndsBeforeItBegins(Refusal):
    """The last of some days is before the first one, or before today."""

    template = "The last day must not be before the first day, nor before today."


class UnknownCurrency(Refusal):
    """`code` is not in ISO 4217, or has no minor unit there, like gold (XAU) and the test code
    (XTS)."""

    template = "“{code}” is not a currency code such as USD or EUR (ISO 4217)."
    code: str


class InvalidIdentifier(Refusal):
    """`reason` is a half-sentence: `its check digits are wrong`."""

    template = "This is not a valid {standard}: {reason}."
    standard: str
    reason: str


class InvalidAddress(Refusal):
    """`reason` is a whole sentence: what an address in that country needs or cannot have."""

    template = "{reason}"
    reason: str


class InvalidEmail(Refusal):
    """`typed` is not a single e-mail address to which mail could go."""

    template = "“{typed}” is not an e-mail address."
    typed: str


class PaymentInstructions(Refusal):
    """Outside the fields of a bank account."""

    template = (
        "“{found}” looks like bank details. Payment instructions belong to the bank details only."
    )
    found: str


class InvalidColour(Refusal):
    """`typed` is not # and six hexadecimal digits."""

    template = "“{typed}” is not a colour. Write it like #1a2b3c."
    typed: str


class InvalidPaymentTerms(Refusal):
    """`typed` is no number of days and no rule that is known."""

    template = (
        "“{typed}” is not a payment term. Write it like net 30, 30 EOM, 45 days end of month, "
        "15th of next month, due 2027-03-31 or due on receipt."
    )
    typed: str


class TermsDisagree(Refusal):
    """`net_terms` and `payment_terms` are both there, and say different days."""

    template = "Net terms of {days} days and “{typed}” disagree. Send one of them."
    days: int
    typed: str


class OneDueDateOnly(Refusal):
    """A fixed day of payment where several invoices have to be due."""

    template = "A fixed due date is for one invoice. Use terms that hold for each, such as 30 EOM."


class InvalidEarlyPayment(Refusal):
    """`typed` is not a percentage and a number of days."""

    template = "“{typed}” is not an early-payment discount. Write it like 2/10: 2% within 10 days."
    typed: str


class InvalidLateFee(Refusal):
    """`typed` is no rate and no sum, or a sum whose currency nobody knows."""

    template = (
        "“{typed}” is not a late fee. Write it like 1.5% a month after 10 days, or "
        "9% a year + EUR 40.00."
    )
    typed: str

"""Refusals of a contract whose terms do not fit together, or do not fit what was issued."""

from jupiter_core.domain.refusals.base import Refusal


class NothingToBill(Refusal):
    """There are no lines, or usage credits only, which deduct and charge nothing."""

    template = "A contract needs at least one subscription or one-time line."


class TooManyContractLines(Refusal):
    """A contract has more lines than `limit`."""

    template = "A contract can have up to {limit} lines."
    limit: int


class TwoPrices(Refusal):
    """A subscription has both `annual_price` and `yearly_prices`."""

    template = "Give one yearly price or a price for each year, not both."


class BelowZero(Refusal):
    """An amount is negative that may only be zero or more. `what` begins the sentence."""

    template = "{what} cannot be below zero."
    what: str


class CreditNotPositive(Refusal):
    """A usage credit is zero or negative."""

    template = "Give the credit as a positive amount; invoices show it as a deduction."


class MorePricesThanYears(Refusal):
    """`yearly_prices` has more entries than the term has contract years, a stub year included."""

    template = "There are more yearly prices than contract years ({years})."
    years: int


class NotAContractYear(Refusal):
    """`years` are those that it may be in: `2 to 5`, `2`."""

    template = "{what} must be in contract year {years} here."
    what: str
    years: str


class NoYearLeft(Refusal):
    """The subscription starts so late that no contract year is left for this. `what` is `An
    escalator` or `A discount`, `last` the last contract year."""

    template = "{what} has no contract year left to begin in; the last one is {last}."
    what: str
    last: int


class RepeatedYear(Refusal):
    """Two escalators or two discounts of one subscription name the same contract year, counted from
    1."""

    template = "Contract year {contract_year} is given twice."
    contract_year: int


class RepeatedDate(Refusal):
    """Two price changes of one subscription begin on the same `day`, in words."""

    template = "{day} is given twice."
    day: str


class NotAContractMonth(Refusal):
    """`edge` is `begins` or `ends`."""

    template = "No month of the contract {edge} on {day} here. The nearest: {nearest}."
    day: str
    nearest: str
    edge: str = "begins"


class OutsideTerm(Refusal):
    """A day on which a line begins or changes lies outside of the contract, or before the line
    begins. All in words: `1 Mar 2027`."""

    template = "{day} is outside the term: from {first} to {last} here."
    day: str
    first: str
    last: str


class NotAMonthEnd(Refusal):
    """The month's end is to be kept, and the contract starts on another day."""

    template = "{day} is not the last day of its month, so the month's end can't be kept."
    day: str


class TwoBillingDays(Refusal):
    """`month_end` stands beside `billing_day` or `fiscal_year_start`."""

    template = "Keep the month's end, or choose a billing day or fiscal year, not both."


class UpfrontIsOnePeriod(Refusal):
    """`upfront` stands beside a billing day or a fiscal year."""

    template = "Upfront billing is one invoice; it has no billing day and no fiscal year."


class NotBeforeArrears(Refusal):
    """`bill_in_advance_days` stands beside arrears."""

    template = "Billing in arrears follows its period, so it can't be some days before it."


class NotOfAFiscalYear(Refusal):
    """Periods of `months` cannot begin with every fiscal year."""

    template = "Periods of {months} months don't fit a fiscal year. Use 1, 2, 3, 4, 6 or 12."
    months: int


class OnlyForCustom(Refusal):
    """`billing_months` stands beside a frequency with a name."""

    template = "Give a number of months only where the billing frequency is custom."


class NoPeriodLeft(Refusal):
    """A change counts from the next period on, and none begins on or after `day`."""

    template = "Changes of this contract apply from the next period, and none begins after {day}."
    day: str


class EndsTooLate(Refusal):
    """The last day of the term is after `latest`, in words."""

    template = "The contract must end by {latest}. Choose a shorter term."
    latest: str


class UpfrontInArrears(Refusal):
    """Billing is both `upfront` and in `arrears`."""

    template = "Upfront billing is in advance, not in arrears."


class StartsAfterEnd(Refusal):
    """A shortened term would end before the subscription `description` begins on `starts_on`, in
    words."""

    template = "{description} starts on {starts_on}; the contract cannot end before that."
    description: str
    starts_on: str


class CreditNoteNeeded(Refusal):
    """Issued invoices bill more than the new terms, and the next one cannot make up for it."""

    template = (
        "Issued invoices already bill {excess} more than the next invoice can take back. Issue a "
        "credit note for them first."
    )
    excess: str


class IssuedAtOtherPrices(Refusal):
    """Issued invoices bill prices with tax, and new terms have net ones, or the other way round."""

    template = (
        "Invoices of this contract are issued, so whether its prices include tax can't be changed."
    )


class IssuedUnderOtherTerms(Refusal):
    """New terms do not have what issued invoices bill: another start or currency, or a line that is
    no longer at its place."""

    template = (
        "Invoices of this contract are issued, so its start, its currency and the lines that they "
        "bill can't be changed. Add new lines at the end."
    )


class CreditUsedUp(Refusal):
    """More is drawn from a usage credit than its ledger has. `left` is an amount in words, with its
    currency."""

    template = "This credit has {left} left."
    left: str


class NothingToRenew(Refusal):
    """A contract without a subscription is to be renewed: nothing of it recurs."""

    template = "{contract} has no subscription, so there is nothing to renew."
    contract: str


class RenewedAlready(Refusal):
    """A contract is to be renewed, or not, that another one renews already. Both by name."""

    template = "{contract} is already renewed by {other}. Edit that one, or end it first."
    contract: str
    other: str


class AmountNotPositive(Refusal):
    """Nothing, or less than nothing."""

    template = "{what} must be above zero."
    what: str


class TwoShares(Refusal):
    """A milestone says one thing in two ways."""

    template = "Give one of the two: a percentage or an amount, a day or an expected day."


class SharesDoNotAddUp(Refusal):
    """The milestones of a fee are more or less than the fee."""

    template = "The milestones add up to {told}, not {whole}. One may be “rest”."
    told: str
    whole: str


class TooManyParts(Refusal):
    template = "A fee can have at most {most} milestones."
    most: int


class NoSuchMilestone(Refusal):
    """Nothing waits for an acceptance at this place."""

    template = "No milestone of {title} waits for this acceptance."
    title: str


class AcceptedAlready(Refusal):
    """`on` is the day."""

    template = "“{name}” was accepted on {on} already."
    name: str
    on: str


class ChangeWaits(Refusal):
    """What is agreed is not touched while a change of it waits for approval."""

    template = "A change of {title} waits for approval. Approve or discard it first."
    title: str


class CapBelowFloor(Refusal):
    template = "The cap is below the floor."


class IndexYearTwice(Refusal):
    """Two values of an index for one contract year."""

    template = "Contract year {year} has two index values."
    year: int


class RisesInTwoWays(Refusal):
    """An index beside a ramp."""

    template = (
        "A price that follows an index has no prices by year beside it. Enter one yearly price; a "
        "year with a fixed rise has an escalator. For the greater or the lesser of the index and a "
        "percentage, give the index a floor or a cap."
    )


class NoIndexWaits(Refusal):
    """No line follows it, or every year of it is known."""

    template = "{title} waits for no value of “{index}”."
    title: str
    index: str

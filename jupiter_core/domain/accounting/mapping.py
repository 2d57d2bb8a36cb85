"""On which accounts of the general ledger a legal entity's invoices and payments are posted."""

import re
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import NotALedgerNumber, Required, ValidationErrors
from jupiter_core.domain.refusals.base import Refusal
from jupiter_core.domain.text import line_of
from jupiter_core.domain.totals import TaxCategory, TaxRate, plain

ACCOUNT_LIMIT = 160
"""The longest name of an account that all four systems take."""
_DIGITS = re.compile(r"[1-9][0-9]{2,8}", re.ASCII)


class LedgerAccount(StrEnum):
    """What an account is for; each value is the field's name in set-up and in the API."""

    RECEIVABLE = "receivable"
    REVENUE = "revenue"
    TAX = "tax"
    BANK = "bank"
    CUSTOMER_CREDIT = "customer_credit"
    BANK_FEE = "bank_fee"
    ROUNDING = "rounding"
    EARLY_PAYMENT_DISCOUNT = "early_payment_discount"
    TAX_WITHHELD = "tax_withheld"
    BAD_DEBT = "bad_debt"

    @property
    def words(self) -> str:
        """For people: `Early payment discount`."""
        return self.value.replace("_", " ").capitalize()


class RateAccounts(Frozen):
    """Where what a tax rate is charged on, and its tax, are posted; an empty account is the
    mapping's own."""

    category: TaxCategory
    rate: TaxRate
    revenue: str = ""
    tax: str = ""

    @property
    def key(self) -> str:
        """`S 19`, as a journal line names it."""
        return tax_key(self.category, self.rate)


class NamedAccount(Frozen):
    """The account of one customer (by id), or of one bank account (by IBAN or number)."""

    of: str
    account: str


class DatevSettings(Frozen):
    """Who hands in: the tax adviser's number, the client's, the length of general ledger accounts
    and the month in which the fiscal year begins. Source: DATEV format, header, fields 11 to 14."""

    consultant: int = Field(ge=1001, le=9_999_999)
    client: int = Field(ge=1, le=99_999)
    account_length: int = Field(default=4, ge=4, le=8)
    fiscal_year_month: int = Field(default=1, ge=1, le=12)


class AccountMapping(Frozen):
    """One legal entity's accounts. `accounts` has each of `LedgerAccount`; `no_tax` is what
    Xero calls the rate that adds no tax: tax is posted as lines of its own. `subsidiary` is the
    entity's name in NetSuite."""

    profile_id: str
    accounts: dict[LedgerAccount, str]
    rates: tuple[RateAccounts, ...] = ()
    banks: tuple[NamedAccount, ...] = ()
    customers: tuple[NamedAccount, ...] = ()
    no_tax: str = "Tax Exempt"
    subsidiary: str = ""
    datev: DatevSettings | None = None

    def checked(self) -> "AccountMapping":
        """The same, each name as one line. Raises ValidationErrors with a refusal for each account
        that is missing, too long, or, where DATEV's numbers are given, no number."""
        found: list[Refusal] = []
        accounts: dict[LedgerAccount, str] = {}
        for kind in LedgerAccount:
            try:
                accounts[kind] = self._account(kind)
            except Refusal as refusal:
                found.append(refusal.at(kind.value))
        for place, name in self._others():
            try:
                self._checked_name(name, "The account")
            except Refusal as refusal:
                found.append(refusal.at(place))
        if found:
            raise ValidationErrors(found)
        return self.model_copy(update={"accounts": accounts})

    def _others(self) -> list[tuple[str, str]]:
        named = [(f"banks[{n}].account", each.account) for n, each in enumerate(self.banks)]
        named += [
            (f"customers[{n}].account", each.account) for n, each in enumerate(self.customers)
        ]
        for n, each in enumerate(self.rates):
            named += [(f"rates[{n}].revenue", each.revenue)] if each.revenue else []
            named += [(f"rates[{n}].tax", each.tax)] if each.tax else []
        return named

    def _account(self, kind: LedgerAccount) -> str:
        return self._checked_name(self.accounts.get(kind, ""), f"The account for {kind.words}")

    def _checked_name(self, typed: str, what: str) -> str:
        name = line_of(typed, what, ACCOUNT_LIMIT, required=True)
        if self.datev and not _DIGITS.fullmatch(name):
            raise NotALedgerNumber(name)
        return name

    def account(self, kind: LedgerAccount) -> str:
        """The account for that. Raises Required where nobody named one."""
        name = self.accounts.get(kind, "")
        if not name:
            raise Required(f"The account for {kind.words}")
        return name

    def receivable(self, customer_id: str) -> str:
        """The customer's own account, or that of all."""
        return _named(self.customers, customer_id) or self.account(LedgerAccount.RECEIVABLE)

    def bank(self, number: str) -> str:
        """The ledger's account of a bank account (IBAN or number), or that of all."""
        return _named(self.banks, number) or self.account(LedgerAccount.BANK)

    def revenue(self, category: TaxCategory, rate: Decimal) -> str:
        """Where net amounts at that rate are posted."""
        own = self._rate(tax_key(category, rate))
        return (own.revenue if own else "") or self.account(LedgerAccount.REVENUE)

    def tax(self, category: TaxCategory, rate: Decimal) -> str:
        """Where the tax of that rate is posted."""
        own = self._rate(tax_key(category, rate))
        return (own.tax if own else "") or self.account(LedgerAccount.TAX)

    def _rate(self, key: str) -> RateAccounts | None:
        return next((each for each in self.rates if each.key == key), None)


def tax_key(category: TaxCategory, rate: Decimal) -> str:
    """`S 19`: category and percent, as one word of a journal line."""
    return f"{category.value} {plain(rate)}"


def _named(accounts: tuple[NamedAccount, ...], of: str) -> str:
    return next((each.account for each in accounts if each.of == of), "")

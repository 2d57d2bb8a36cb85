"""The ledger accounts of a legal entity as JSON, for the API and for files."""

from typing import Annotated

from pydantic import Field

from bot.intake.documents.base import Document
from bot.intake.documents.values import Line, Rate, Whole
from jupiter_core.domain.accounting.mapping import (
    AccountMapping,
    DatevSettings,
    LedgerAccount,
    NamedAccount,
    RateAccounts,
)
from jupiter_core.domain.totals import TaxCategory

Account = Annotated[Line, Field(examples=["8400"])]
_MOST = 5000


class RateAccountsBody(Document):
    """Of one tax rate; an account that is left out is the usual one."""

    tax_category: TaxCategory = TaxCategory.STANDARD
    tax_rate: Rate
    revenue: Account = ""
    tax: Account = ""


class BankLedgerBody(Document):
    """Of a bank account, by its IBAN or number."""

    bank_account: Line
    account: Account


class CustomerLedgerBody(Document):
    """Of a customer, by its id."""

    customer_id: Line
    account: Account


class DatevBody(Document):
    """As your tax adviser gave them."""

    consultant: Annotated[Whole, Field(ge=1001, le=9_999_999)]
    client: Annotated[Whole, Field(ge=1, le=99_999)]
    account_length: Annotated[Whole, Field(ge=4, le=8)] = 4
    fiscal_year_month: Annotated[Whole, Field(ge=1, le=12)] = 1


class AccountMappingBody(Document):
    """All accounts as they are to be."""

    receivable: Account
    revenue: Account
    tax: Account
    bank: Account
    customer_credit: Account
    bank_fee: Account
    rounding: Account
    early_payment_discount: Account
    tax_withheld: Account
    bad_debt: Account
    rates: Annotated[tuple[RateAccountsBody, ...], Field(max_length=100)] = ()
    banks: Annotated[tuple[BankLedgerBody, ...], Field(max_length=100)] = ()
    customers: Annotated[tuple[CustomerLedgerBody, ...], Field(max_length=_MOST)] = ()
    no_tax: Annotated[Line, Field(description="What Xero calls the rate that adds no tax.")] = (
        "Tax Exempt"
    )
    subsidiary: Annotated[Line, Field(description="The entity's name in NetSuite.")] = ""
    datev: DatevBody | None = None

    def meant(self, profile_id: str) -> AccountMapping:
        """The mapping, unchecked: which account is missing or too long, the command says."""
        return AccountMapping(
            profile_id=profile_id,
            accounts={kind: getattr(self, kind.value) for kind in LedgerAccount},
            rates=tuple(
                RateAccounts(
                    category=each.tax_category,
                    rate=each.tax_rate,
                    revenue=each.revenue,
                    tax=each.tax,
                )
                for each in self.rates
            ),
            banks=tuple(
                NamedAccount(of=each.bank_account, account=each.account) for each in self.banks
            ),
            customers=tuple(
                NamedAccount(of=each.customer_id, account=each.account) for each in self.customers
            ),
            no_tax=self.no_tax,
            subsidiary=self.subsidiary,
            datev=DatevSettings(**self.datev.model_dump()) if self.datev else None,
        )

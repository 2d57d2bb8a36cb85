"""The ledger accounts of a legal entity as others read them: the form in which they are sent."""

from jupiter_core.domain.accounting.mapping import AccountMapping, DatevSettings
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.totals import TaxCategory, TaxRate


class RateAccountsResource(Frozen):
    """Accounts of one tax rate; an empty one is the usual one."""

    tax_category: TaxCategory
    tax_rate: TaxRate
    revenue: str
    tax: str


class BankLedgerResource(Frozen):
    """The ledger account of a bank account."""

    bank_account: str
    account: str


class CustomerLedgerResource(Frozen):
    """The ledger account of a customer."""

    customer_id: str
    account: str


class AccountMappingResource(Frozen):
    """Sent again as it is, it changes nothing."""

    receivable: str
    revenue: str
    tax: str
    bank: str
    customer_credit: str
    bank_fee: str
    rounding: str
    early_payment_discount: str
    tax_withheld: str
    bad_debt: str
    rates: tuple[RateAccountsResource, ...]
    banks: tuple[BankLedgerResource, ...]
    customers: tuple[CustomerLedgerResource, ...]
    no_tax: str
    subsidiary: str
    datev: DatevSettings | None

    @classmethod
    def of(cls, mapping: AccountMapping) -> "AccountMappingResource":
        """Of one legal entity."""
        rates = tuple(
            RateAccountsResource(
                tax_category=each.category, tax_rate=each.rate, revenue=each.revenue, tax=each.tax
            )
            for each in mapping.rates
        )
        return cls(
            **{kind.value: account for kind, account in mapping.accounts.items()},
            rates=rates,
            banks=tuple(
                BankLedgerResource(bank_account=each.of, account=each.account)
                for each in mapping.banks
            ),
            customers=tuple(
                CustomerLedgerResource(customer_id=each.of, account=each.account)
                for each in mapping.customers
            ),
            no_tax=mapping.no_tax,
            subsidiary=mapping.subsidiary,
            datev=mapping.datev,
        )


def mapping_tag(mapping: AccountMapping) -> str:
    """The ETag of its present state."""
    return sha256_hex(canonical_json(mapping))[:32]

"""Ledger accounts for tests: those of the German chart SKR03."""

from jupiter_core.domain.accounting.mapping import AccountMapping, DatevSettings, LedgerAccount

ACCOUNTS = {
    LedgerAccount.RECEIVABLE: "1400",
    LedgerAccount.REVENUE: "8400",
    LedgerAccount.TAX: "1776",
    LedgerAccount.BANK: "1200",
    LedgerAccount.CUSTOMER_CREDIT: "1710",
    LedgerAccount.BANK_FEE: "4970",
    LedgerAccount.ROUNDING: "4900",
    LedgerAccount.EARLY_PAYMENT_DISCOUNT: "8730",
    LedgerAccount.TAX_WITHHELD: "1545",
    LedgerAccount.BAD_DEBT: "2400",
}


def a_mapping(**changes: object) -> AccountMapping:
    """Of the legal entity in the United States."""
    mapping = AccountMapping(
        profile_id="sender-us",
        accounts=ACCOUNTS,
        subsidiary="Jupiter US Inc.",
        datev=DatevSettings(consultant=29098, client=55003),
    )
    return mapping.model_copy(update=changes)

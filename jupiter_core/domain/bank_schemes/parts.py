"""Parts that accounts of several countries have."""

from typing import Any

from jupiter_core.domain.bank_schemes.scheme import SchemeField


def digits(name: str, label: str, count: int, **more: Any) -> SchemeField:
    """So many digits, no more and no fewer."""
    return SchemeField(name, label, f"{count} digits", rf"\d{{{count}}}", **more)


def account(rule: str, pattern: str, **more: Any) -> SchemeField:
    """The account number, of which `rule` says what `pattern` accepts."""
    return SchemeField("account_number", "Account number", rule, pattern, **more)


def kind(*choices: str, required: bool = False) -> SchemeField:
    """Of which kinds there are accounts."""
    return SchemeField("account_type", "Account type", choices=choices, required=required)


IBAN = SchemeField("iban", "IBAN", check="iban")
ALSO_IBAN = SchemeField("iban", "IBAN", check="iban", required=False)
BIC = SchemeField(
    "bic", "BIC (SWIFT code)", "eight or eleven characters", check="bic", required=False
)
THROUGH = (
    SchemeField("intermediary_bank", "Intermediary bank", required=False, limit=140),
    SchemeField("intermediary_bic", "Intermediary bank: BIC", check="bic", required=False),
    SchemeField("intermediary_account", "Intermediary bank: account", required=False),
)
BANK_ADDRESS = SchemeField("bank_address", "Bank's address", required=False, limit=140)

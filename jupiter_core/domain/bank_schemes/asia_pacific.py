"""Accounts of Asia and the Pacific. The rules are those of AusPayNet (AU), RBI (IN), MAS and ABS
(SG), HKICL (HK), Zengin (JP) and Payments NZ (NZ)."""

from jupiter_core.domain.bank_schemes.parts import BIC, account, digits, kind
from jupiter_core.domain.bank_schemes.scheme import Scheme, SchemeField

ASIA_PACIFIC = (
    Scheme(
        "au",
        "Australia: BSB and account number",
        (
            digits("bsb", "BSB", 6, own="BSB", groups=(3, 3), separator="-"),
            account("5 to 9 digits", r"\d{5,9}"),
            BIC,
        ),
        country="AU",
        currencies=("AUD",),
        clearing=("bsb",),
    ),
    Scheme(
        "in",
        "India: IFSC and account number",
        (
            SchemeField(
                "ifsc", "IFSC", "four letters, a zero and six letters or digits",
                r"[A-Z]{4}0[A-Z0-9]{6}", own="IFSC",
            ),
            account("9 to 18 digits", r"\d{9,18}"),
            BIC,
        ),
        country="IN",
        currencies=("INR",),
        clearing=("ifsc",),
    ),
    Scheme(
        "sg",
        "Singapore: bank code and account number, PayNow",
        (
            digits("bank_code", "Bank code", 4),
            digits("branch_code", "Branch code", 3, required=False),
            account("6 to 14 digits", r"\d{6,14}"),
            SchemeField(
                "paynow_uen", "PayNow UEN", check="paynow_uen", required=False, own="PayNow UEN"
            ),
            BIC,
        ),
        country="SG",
        currencies=("SGD",),
        clearing=("bank_code", "branch_code"),
    ),
    Scheme(
        "hk",
        "Hong Kong: bank, branch and account number",
        (
            digits("bank_code", "Bank code", 3),
            digits("branch_code", "Branch code", 3),
            account("6 to 9 digits", r"\d{6,9}"),
            BIC,
        ),
        country="HK",
        currencies=("HKD", "USD"),
        clearing=("bank_code", "branch_code"),
    ),
    Scheme(
        "jp",
        "Japan: bank, branch and account",
        (
            digits("bank_code", "Bank code", 4),
            digits("branch_code", "Branch code", 3),
            kind("ordinary", "current", "savings", required=True),
            account("7 digits", r"\d{7}"),
            SchemeField(
                "kana_name", "Account holder in katakana", "katakana, capital letters and digits",
                check="kana_name", required=False,
            ),
            BIC,
        ),
        country="JP",
        currencies=("JPY",),
        clearing=("bank_code", "branch_code"),
    ),
    Scheme(
        "nz",
        "New Zealand: bank-branch-account-suffix",
        (
            SchemeField(
                "account_number", "Account number",
                "bank, branch, account and suffix: 01-0902-0068389-00", check="nz_account",
            ),
            BIC,
        ),
        country="NZ",
        currencies=("NZD",),
    ),
)  # fmt: skip

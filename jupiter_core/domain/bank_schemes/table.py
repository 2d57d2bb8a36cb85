"""The table of schemes: what an account has in each country, in the order in which it is printed.

The rules are those that the clearing of each country publishes: Nacha and Fedwire (US), Pay.UK
(GB), Bankgirot (SE), Payments Canada (CA), Banco de México (MX), Banco Central do Brasil (BR), PASA
(ZA), SIX (CH).
"""

from jupiter_core.domain.bank_schemes.asia_pacific import ASIA_PACIFIC
from jupiter_core.domain.bank_schemes.parts import (
    ALSO_IBAN,
    BANK_ADDRESS,
    BIC,
    IBAN,
    THROUGH,
    account,
    digits,
    kind,
)
from jupiter_core.domain.bank_schemes.scheme import OWN_PARTS, Scheme, SchemeField
from jupiter_core.domain.identifiers import has_ibans

_TABLE = (
    Scheme("iban", "IBAN", (IBAN, BIC), currencies=("EUR",)),
    Scheme(
        "ch",
        "Switzerland: IBAN, QR-IBAN and QR-bill",
        (
            SchemeField("iban", "IBAN", check="swiss_iban"),
            SchemeField(
                "qr_iban", "QR-IBAN", check="qr_iban", required=False, own="QR-IBAN",
                rule="for payments with a QR reference",
            ),
            BIC,
        ),
        country="CH",
        currencies=("CHF", "EUR"),
    ),
    Scheme(
        "us",
        "United States: ACH and wire",
        (
            SchemeField("account_number", "Account number", limit=17),
            SchemeField(
                "routing_number", "ABA routing number", "nine digits", check="aba",
                beside=("wire_routing_number", "ach_routing_number"),
            ),
            SchemeField(
                "wire_routing_number", "ABA routing number for wires",
                "only where it is another than for ACH", check="aba", required=False,
            ),
            kind("checking", "savings"),
            BIC,
            *THROUGH,
        ),
        country="US",
        currencies=("USD",),
        clearing=("routing_number",),
    ),
    Scheme(
        "gb",
        "United Kingdom: sort code and account number",
        (
            digits("sort_code", "Sort code", 6, own="Sort code", groups=(2, 2, 2), separator="-"),
            account("8 digits", r"\d{8}"),
            ALSO_IBAN,
            BIC,
        ),
        country="GB",
        currencies=("GBP",),
        clearing=("sort_code",),
    ),
    Scheme(
        "se",
        "Sweden: Bankgiro",
        (
            SchemeField(
                "account_number", "Bankgiro", "7 or 8 digits", check="bankgiro", own="Bankgiro",
                check_digits=4, separator="-",
            ),
            ALSO_IBAN,
            BIC,
        ),
        country="SE",
        currencies=("SEK",),
        institution="SE:BANKGIRO",
    ),
    Scheme(
        "ca",
        "Canada: institution, transit and account number",
        (
            digits("institution_number", "Institution number", 3),
            digits("transit_number", "Transit number", 5),
            account("7 to 12 digits", r"\d{7,12}"),
            BIC,
        ),
        country="CA",
        currencies=("CAD", "USD"),
        clearing=("institution_number", "transit_number"),
    ),
    Scheme(
        "mx",
        "Mexico: CLABE",
        (
            SchemeField(
                "account_number", "CLABE", "18 digits", check="clabe", own="CLABE",
                groups=(3, 3, 11, 1),
            ),
            BIC,
        ),
        country="MX",
        currencies=("MXN", "USD"),
    ),
    Scheme(
        "br",
        "Brazil: bank, agência and account, Pix",
        (
            digits("bank_code", "Bank code", 3),
            SchemeField(
                "branch_code", "Agência", "four digits, and a check digit where there is one",
                r"\d{4}[\dX]?", own="Agência", groups=(4, 1), separator="-",
            ),
            account(
                "2 to 13 digits; the last may be an X", r"\d{1,12}[\dX]", own="Conta",
                check_digits=1, separator="-",
            ),
            kind("checking", "savings"),
            SchemeField("pix_key", "Pix key", check="pix_key", required=False, own="Pix"),
            BIC,
        ),
        country="BR",
        currencies=("BRL",),
        clearing=("bank_code",),
    ),
    Scheme(
        "za",
        "South Africa: branch code and account number",
        (
            digits("branch_code", "Branch code", 6),
            account("7 to 11 digits", r"\d{7,11}"),
            kind("current", "savings", "transmission"),
            BIC,
        ),
        country="ZA",
        currencies=("ZAR",),
        clearing=("branch_code",),
    ),
    *ASIA_PACIFIC,
    Scheme(
        "swift",
        "Account number and BIC (SWIFT)",
        (
            SchemeField("account_number", "Account number"),
            SchemeField("bic", "BIC (SWIFT code)", "eight or eleven characters", check="bic"),
            BANK_ADDRESS,
            *THROUGH,
        ),
    ),
)  # fmt: skip

SCHEMES = {scheme.code: scheme for scheme in _TABLE}
"""By what `BankAccount.scheme` says."""
AS_BEFORE = Scheme(
    "",
    "IBAN, or account number with ABA routing number",
    (
        SchemeField("iban", "IBAN", check="iban", required=False),
        SchemeField("account_number", "Account number", required=False),
        SchemeField("routing_number", "ABA routing number", check="aba", required=False),
        BIC,
    ),
    clearing=("routing_number",),
)
"""Of accounts that say none: they have an IBAN, or an account number with its routing number."""
DETAILS = tuple(
    dict.fromkeys(
        field.name for scheme in _TABLE for field in scheme.fields if field.name not in OWN_PARTS
    )
)
"""All parts that stand among an account's details, in the order of the table."""


def scheme_named(code: str) -> Scheme:
    """Of an account; `code` may be empty."""
    return SCHEMES.get(code, AS_BEFORE)


def schemes_for(country: str) -> tuple[Scheme, ...]:
    """All, those of a country (ISO 3166-1 alpha-2) first: its own, the IBAN where it has them."""
    return tuple(sorted(SCHEMES.values(), key=lambda each: _distance(each, country)))


def _distance(scheme: Scheme, country: str) -> int:
    own = scheme.country == country or (scheme.code == "ch" and country == "LI")
    if own:
        return 0
    if scheme.code == "iban":
        return 1 if has_ibans(country) else 3
    return 2 if scheme.code == "swift" else 4

"""Electronic addresses, `scheme:id`: where e-invoices are sent to.

>>> electronic_address("0007:556036-0793")
'0007:5560360793'
"""

import re
from collections.abc import Callable

from jupiter_core.domain import company_numbers, overseas_numbers
from jupiter_core.domain.refusals import InvalidIdentifier

# fmt: off
PEPPOL_SCHEMES = frozenset({
    "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135",
    "0142", "0147", "0151", "0154", "0158", "0170", "0177", "0183", "0184", "0188", "0190",
    "0191", "0192", "0193", "0194", "0195", "0196", "0198", "0199", "0200", "0201", "0202",
    "0203", "0204", "0205", "0208", "0209", "0210", "0211", "0212", "0213", "0215", "0216",
    "0217", "0218", "0221", "0225", "0230", "0235", "0240", "9910", "9913", "9914", "9915",
    "9918", "9919", "9920", "9922", "9923", "9924", "9925", "9926", "9927", "9928", "9929",
    "9930", "9931", "9932", "9933", "9934", "9935", "9936", "9937", "9938", "9939", "9940",
    "9941", "9942", "9943", "9944", "9945", "9946", "9947", "9948", "9949", "9950", "9951",
    "9952", "9953", "9957", "9959",
})
"""What Peppol BIS Billing 3.0.19 delivers to."""

SCHEMES = PEPPOL_SCHEMES | {
    "0242", "0244", "0245", "0246", "0248", "AN", "AQ", "AS", "AU", "EM",
}
# fmt: on
"""The code list EAS (Electronic Address Scheme) of EN 16931, which has e-mail and the like too."""


def _danish(typed: str) -> str:
    """With DK in front where it was typed so: Peppol knows both spellings."""
    number = company_numbers.cvr(typed)
    return f"DK{number}" if typed.startswith("DK") else number


_CHECKS: dict[str, Callable[[str], str]] = {
    "0007": company_numbers.swedish,
    "0088": company_numbers.gln,
    "0151": overseas_numbers.australian,
    "0184": _danish,
    "0192": company_numbers.norwegian,
    "0201": company_numbers.ipa_code,
    "0208": company_numbers.belgian,
    "0210": company_numbers.codice_fiscale,
    "0211": company_numbers.partita_iva,
}
"""The schemes whose ids Peppol's common rules check."""


def electronic_address(typed: str) -> str:
    """The canonical spelling. Raises InvalidIdentifier."""
    scheme, colon, identifier = typed.partition(":")
    if not colon or not re.fullmatch(r"\S+", identifier):
        raise _invalid("write scheme:id, such as 9930:DE136695976")
    if scheme not in SCHEMES:
        raise _invalid(f"“{scheme}” is not a scheme of the code list EAS, such as 0088 or 9930")
    check = _CHECKS.get(scheme)
    return f"{scheme}:{check(identifier)}" if check else typed


def _invalid(reason: str) -> InvalidIdentifier:
    return InvalidIdentifier("electronic address", reason)

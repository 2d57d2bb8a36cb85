"""Electronic addresses as somebody types them: `scheme:id`, where e-invoices are sent to.

The e-invoice itself knows the same code list; a test holds the two together.

>>> endpoint_of(" 9930:DE136695976 ")
'9930:DE136695976'
"""

import re

from jupiter_core.domain.refusals import InvalidIdentifier
from jupiter_core.domain.text import line_of

_LIMIT = 100
# fmt: off
SCHEMES = frozenset({
    "0002", "0007", "0009", "0037", "0060", "0088", "0096", "0097", "0106", "0130", "0135",
    "0142", "0147", "0151", "0154", "0158", "0170", "0177", "0183", "0184", "0188", "0190",
    "0191", "0192", "0193", "0194", "0195", "0196", "0198", "0199", "0200", "0201", "0202",
    "0203", "0204", "0205", "0208", "0209", "0210", "0211", "0212", "0213", "0215", "0216",
    "0217", "0218", "0221", "0225", "0230", "0235", "0240", "0242", "0244", "0245", "0246",
    "0248", "9910", "9913", "9914", "9915", "9918", "9919", "9920", "9922", "9923", "9924",
    "9925", "9926", "9927", "9928", "9929", "9930", "9931", "9932", "9933", "9934", "9935",
    "9936", "9937", "9938", "9939", "9940", "9941", "9942", "9943", "9944", "9945", "9946",
    "9947", "9948", "9949", "9950", "9951", "9952", "9953", "9957", "9959", "AN", "AQ",
    "AS", "AU", "EM",
})
# fmt: on
"""The code list EAS (Electronic Address Scheme)."""


def endpoint_of(typed: str) -> str:
    """The address, or an empty string. Raises InvalidIdentifier, TooLong or Unprintable."""
    address = line_of(typed, "Electronic address", _LIMIT)
    scheme, colon, identifier = address.partition(":")
    if address and (not colon or not re.fullmatch(r"\S+", identifier)):
        raise _invalid("write scheme:id, such as 9930:DE136695976")
    if address and scheme not in SCHEMES:
        raise _invalid(f"“{scheme}” is not a scheme of the code list EAS, such as 0088 or 9930")
    return address


def _invalid(reason: str) -> InvalidIdentifier:
    return InvalidIdentifier("electronic address", reason)

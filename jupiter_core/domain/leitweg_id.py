"""Leitweg-ID: by which a German authority has its invoices routed to it (KoSIT, Leitweg-ID 2.0.2).

A coarse address of 2 to 12 digits, if need be a fine one of 30 letters and digits at most, and two
check digits by ISO/IEC 7064, MOD 97-10, with hyphens between them.

>>> is_wrong_leitweg_id("991-33333TEST-33"), is_wrong_leitweg_id("991-33333TEST-34")
(False, True)
"""

import re

from jupiter_core.domain.content import Content

_FORM = re.compile(r"[0-9]{2,12}(-[A-Za-z0-9]{1,30})?-[0-9]{2}", re.ASCII)
_MODULUS = 97


def is_wrong_leitweg_id(typed: str) -> bool:
    """Whether it has the form and other check digits than it should; what has another form is a
    reference of another kind, as companies give them."""
    if not _FORM.fullmatch(typed):
        return False
    digits = "".join(str(int(each, 36)) for each in typed.replace("-", ""))
    return int(digits) % _MODULUS != 1


def may_be_xrechnung(content: Content) -> bool:
    """Whether an XRechnung is offered: the customer is in Germany and has a buyer reference, which
    every XRechnung needs."""
    buyer = content.bill_to
    return buyer.address.country == "DE" and bool(buyer.buyer_reference)

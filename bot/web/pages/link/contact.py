"""Addresses that a mail program or a telephone opens."""

from urllib.parse import quote


def mail_to(email: str) -> str:
    """`mailto:ap@acme.example`; empty without an address."""
    return f"mailto:{quote(email, safe='@+')}" if email else ""


def call_to(phone: str) -> str:
    """`tel:+12125550100` of `+1 (212) 555-0100`; empty where no digit is in it."""
    digits = "".join(each for each in phone if each in "0123456789")
    plus = "+" if phone.lstrip().startswith("+") else ""
    return f"tel:{plus}{digits}" if digits else ""

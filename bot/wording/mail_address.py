"""Addresses of mail as they stand in a header."""

from email.headerregistry import Address

import idna

from bot.wording.text import NAME_LIMIT, one_line
from jupiter_core.domain.refusals import InvalidEmail, Refusal
from jupiter_core.domain.text import email_of

_SPECIAL = str.maketrans(dict.fromkeys('<>"\\', " "))


def address(typed: str, name: str) -> Address:
    """With its domain as DNS spells it, and a name that no mail program takes for an address.

    Raises InvalidEmail.
    """
    user, _, domain = email_of(typed).rpartition("@")
    try:
        domain = idna.encode(domain, uts46=True).decode()
    except idna.IDNAError:
        raise InvalidEmail(typed) from None
    return Address(one_plain_line(name.translate(_SPECIAL)), user, domain)


def is_address(typed: str) -> bool:
    """Whether mail can be sent there."""
    try:
        address(typed, "")
    except Refusal:
        return False
    return True


def one_plain_line(text: str, limit: int = NAME_LIMIT) -> str:
    """One line that no reader takes for an encoded word."""
    return one_line(text.replace("=?", "= ?"), limit)

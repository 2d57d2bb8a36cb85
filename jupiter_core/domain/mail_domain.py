"""Where a mail goes, as far as it tells whose mailbox that is, and what looks like a known one.

A company's mailboxes share their domain; at a public mail provider each address is its own.

>>> mail_home("Dana@ACME.example"), mail_home("Dana@gmail.com")
('acme.example', 'dana@gmail.com')
>>> resembling("acrne.example", ["acme.example"])
'acme.example'
"""

import re
from collections.abc import Iterable

from jupiter_core.domain.delivery import Delivery
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.lookalike import likeness

MAIL_HOME = "Mail domain"
"""What it is called where a mail waits because of it."""
_PROVIDERS = frozenset(
    (
        *("126", "163", "aol", "fastmail", "foxmail", "free", "freenet", "gmail", "gmx"),
        *("googlemail", "hey", "hotmail", "icloud", "laposte", "libero", "live", "mac", "mail"),
        *("mailbox", "me", "msn", "naver", "orange", "outlook", "pm", "posteo", "proton"),
        *("protonmail", "qq", "rocketmail", "t-online", "tutanota", "virgilio", "wanadoo", "web"),
        *("yahoo", "yandex", "ymail", "zoho"),
    )
)
"""The names of their domains, whatever the country's ending is."""
_DRAWN_ALIKE = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("nn", "m"))
_LEAST_FOR_A_SLIP = 4
"""Letters that a name has before one other letter in it is a slip and no other name."""


class Recipient(Frozen):
    """Whom a mail to a customer goes to. `is_new` says that none ever went there for that
    customer; `like` is the known one that the new one looks like, `home` what is new. Who is sent
    a copy gets a link that only reads; an empty `language` is the invoice's. `others` get a mail
    of their own. By another `delivery` nothing is mailed unless a person does: it is put on the
    `portal`, or not sent."""

    name: str
    email: str
    home: str = ""
    is_new: bool = False
    like: str = ""
    copy_only: bool = False
    language: str = ""
    others: tuple["Recipient", ...] = ()
    delivery: Delivery = Delivery.MAIL
    portal: str = ""

    @property
    def everybody(self) -> tuple["Recipient", ...]:
        """The first one and the others, each alone."""
        return (self.model_copy(update={"others": ()}), *self.others)

    @property
    def words(self) -> str:
        """`Dana Reyes <dana@acme.example>`, or what there is of it."""
        if not self.email:
            return f"{self.name}, no e-mail address" if self.name else "no e-mail address"
        return f"{self.name} <{self.email}>" if self.name else self.email


def mail_home(address: str) -> str:
    """The domain of an address, in one spelling; the whole address at a public mail provider.
    Empty where it is no address."""
    local, at, domain = address.strip().casefold().rpartition("@")
    domain = _spelled(domain.rstrip("."))
    if not (local and at and domain):
        return ""
    public = _name(domain) in _PROVIDERS and domain.startswith(f"{_name(domain)}.")
    return f"{local}@{domain}" if public else domain


def resembling(home: str, known: Iterable[str]) -> str:
    """The first of the known ones for which a reader may take `home`, or an empty string."""
    return next((each for each in known if each != home and _looks_like(home, each)), "")


def _looks_like(home: str, known: str) -> bool:
    if _drawn(home) == _drawn(known):
        return True
    one, other = _name(home), _name(known)
    if _drawn(one) == _drawn(other):
        return True
    if len(other) < _LEAST_FOR_A_SLIP:
        return False
    return _is_within(other, one) or _is_a_slip(one, other)


def _spelled(domain: str) -> str:
    """With its letters, where it is spelled in punycode."""
    try:
        return domain.encode("ascii").decode("idna").casefold()
    except (UnicodeError, ValueError):
        return domain


def _name(home: str) -> str:
    """What tells one company's domain from another's: `acme` of `mail.acme.co.uk`."""
    labels = home.rpartition("@")[2].split(".")
    if "@" in home:
        return home.rpartition("@")[0]
    endings = 2 if len(labels) > 2 and len(labels[-2]) <= 3 else 1
    return labels[:-endings][-1] if labels[:-endings] else labels[0]


def _drawn(name: str) -> str:
    plain = name
    for pair, letter in _DRAWN_ALIKE:
        plain = plain.replace(pair, letter)
    return likeness(plain)


def _is_within(known: str, other: str) -> bool:
    """`acme` in `acme-payments`."""
    return known in re.split(r"[-_.]", other) or other.startswith(known) or other.endswith(known)


def _is_a_slip(one: str, other: str) -> bool:
    """One letter more, less or other, or two that changed places."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return False
    short, long = sorted((one, other), key=len)
    start = next((n for n, each in enumerate(short) if each != long[n]), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = short[start : start + 2] == long[start : start + 2][::-1]
    return short[start + 1 :] == long[start + 1 :] or (
        swapped and short[start + 2 :] == long[start + 2 :]
    )

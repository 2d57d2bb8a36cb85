"""What the copies of the hundred invoices, and their customers, are called."""

import random

from tests.bench.scale.templates import COUNT

_SYLLABLES = [
    *("bal", "tor", "en", "ku", "mi", "sa", "ve", "lo", "dan", "pre", "go", "rin", "tal", "us"),
    *("fa", "wen", "zor", "il", "cam", "ber", "hax", "qui", "dro", "nef", "spi", "jul", "ock"),
]
_APART = 7919
"""Between the second words of two customers that follow each other."""
_FORMS = ("GmbH", "Ltd", "Inc", "SA", "AG")


def name_of(n: int) -> str:
    """What the customer of that place is called: two made-up words, of which the second is no
    other customer's, and a legal form."""
    first = random.Random(n).choices(_SYLLABLES, k=4)
    place = n * _APART % len(_SYLLABLES) ** 4
    second = []
    for _ in range(4):
        place, which = divmod(place, len(_SYLLABLES))
        second.append(_SYLLABLES[which])
    words = ("".join(each).capitalize() for each in (first, second))
    return f"{' '.join(words)} {_FORMS[n % len(_FORMS)]}"


def customer_id_of(n: int) -> str:
    return f"customer-{n:08}"


def clone_of(template: int, round_: int) -> str:
    """The id of an invoice; the rounds begin at 0."""
    return f"{id_of(round_)}{template:03}"


def digits_of(round_: int) -> str:
    """What the numbers of a round have in common: `JUS-` before it, two figures behind."""
    return str(100_000 + round_)


def id_of(round_: int) -> str:
    """What the ids of a round begin with."""
    return f"01JC{round_:019}"


def contract_of(round_: int) -> str:
    """The contract of every tenth invoice of a round."""
    return f"01JCONTRACT{id_of(round_)}"


def customer_of(template: int, round_: int, customers: int) -> int:
    """Which customer an invoice is for, of so many."""
    return (round_ * COUNT + template) % customers

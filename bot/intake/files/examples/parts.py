"""What an example says of its own; all else is the same for each."""

from typing import Any, NamedTuple


class Party(NamedTuple):
    """`numbers` are tax ids by their kind."""

    name: str
    street: str
    city: str
    postal_code: str
    numbers: dict[str, str]
    endpoint: str = ""
    region: str = ""


class Example(NamedTuple):
    """A seller and a customer of one country. `scale` brings the prices, which are of about a
    euro, into the currency; an empty `rate` is the country's standard one."""

    seller: Party
    customer: Party
    phone: str
    account: dict[str, Any]
    scale: int = 1
    rate: str = ""
    buyer_reference: str = ""
    early_payment: str = ""

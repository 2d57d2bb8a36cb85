"""Where what is billed goes: the customer's delivery address, where it is not the one billed."""

from jupiter_core.domain.address import Address
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.text import line_of

NAME_LIMIT = 140


class ShipTo(Frozen):
    """EN 16931's BG-13 and BG-15: `name` is BT-70, and may be empty; `code` is how the customer
    calls the place (BT-71), such as a plant or a store."""

    name: str = ""
    code: str = ""
    address: Address

    @property
    def words(self) -> str:
        """In one line."""
        return ", ".join(filter(None, (self.name, self.code, *self.address.lines())))


def name_of(typed: str) -> str:
    """Who or what is there. Raises TooLong or Unprintable."""
    return line_of(typed, "Name at the delivery address", NAME_LIMIT)


def code_of(typed: str) -> str:
    """The customer's code of the place. Raises TooLong or Unprintable."""
    return line_of(typed, "Location code", 60)

"""Where cheques are sent, and to whom they are made out."""

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.text import line_of, lines_of

CHEQUE_COUNTRIES = frozenset({"AE", "AU", "CA", "FR", "GB", "HK", "IE", "IN", "SG", "US"})
"""Where companies still pay by cheque, so that set-up asks for it."""
PAYABLE_TO, ADDRESS = "cheque.payable_to", "cheque.address"
"""Where its parts stand in an account."""


class Cheque(Frozen):
    """`address` has several lines."""

    payable_to: str
    address: str

    @classmethod
    def checked(cls, payable_to: str, address: str) -> "Cheque | None":
        """None where neither is said. Raises Required, TooLong or Unprintable, at its path in an
        account."""
        if not payable_to.strip() and not address.strip():
            return None
        return cls(
            payable_to=placed(PAYABLE_TO, lambda: cheque_payee(payable_to)),
            address=placed(ADDRESS, lambda: cheque_address(address)),
        )

    @property
    def words(self) -> str:
        """In one line: `cheques payable to Jupiter US Inc., PO Box 1, Boston, MA 02101`."""
        return f"cheques payable to {self.payable_to}, {self.address_line}"

    @property
    def address_line(self) -> str:
        """The address, its lines one after the other."""
        return ", ".join(line.rstrip(",") for line in self.address.split("\n") if line)


def cheque_payee(typed: str) -> str:
    """Raises Required, TooLong or Unprintable."""
    return line_of(typed, "Who cheques are payable to", 140, required=True)


def cheque_address(typed: str) -> str:
    """Raises Required, TooLong or Unprintable."""
    return lines_of(typed, "The address for cheques", 255)

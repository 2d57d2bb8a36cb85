"""Electronic addresses as somebody types them: `scheme:id`, where e-invoices are sent to.

>>> endpoint_of(" 9930:DE136695976 ")
'9930:DE136695976'
"""

from jupiter_core.domain.electronic_address import electronic_address
from jupiter_core.domain.text import line_of

_LIMIT = 100


def endpoint_of(typed: str) -> str:
    """The address, or an empty string. Raises InvalidIdentifier, TooLong or Unprintable."""
    address = line_of(typed, "Electronic address", _LIMIT)
    return electronic_address(address) if address else ""

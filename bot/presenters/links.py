"""The customer's link: `/i/<invoice>.<signature>`, signed, with no secret in the database.

The signature covers the invoice's id and the generation of its link, so that raising the
generation kills every link given out before. Keys are tried newest first.
"""

import hashlib
import hmac
from collections.abc import Sequence

from itsdangerous import Signer

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import LinkNotValid

_SALT = "jupiter.invoice-link"


class Links:
    """Makes and checks links. `keys` are secret, newest first, at least one."""

    def __init__(self, public_url: str, keys: Sequence[str]) -> None:
        self._public_url = public_url.rstrip("/")
        self._signers = [Signer(key, salt=_SALT, digest_method=hashlib.sha256) for key in keys]

    def url(self, invoice: Invoice) -> str:
        """The address that the customer's AP opens."""
        return f"{self._public_url}/i/{self.token(invoice)}"

    def token(self, invoice: Invoice) -> str:
        """`<invoice>.<signature>`."""
        return f"{invoice.id}.{_signature(self._signers[0], invoice)}"

    def check(self, token: str, invoice: Invoice) -> None:
        """Raises LinkNotValid unless `token` is a live link of this very invoice, as we spell it.

        The text is compared, not what it decodes to: base64 has several spellings of one value.
        """
        if self.invoice_id(token) != invoice.id:
            raise LinkNotValid()
        signature = token.partition(".")[2]
        expected = [_signature(signer, invoice) for signer in self._signers]
        if not any(hmac.compare_digest(signature, each) for each in expected):
            raise LinkNotValid()

    @staticmethod
    def invoice_id(token: str) -> str:
        """The id that a token claims, unchecked. Raises LinkNotValid when it has no such form."""
        invoice_id, dot, signature = token.partition(".")
        plausible = dot and invoice_id.isalnum() and len(invoice_id) <= 64 and signature
        if not plausible or not token.isascii():
            raise LinkNotValid()
        return invoice_id


def _signature(signer: Signer, invoice: Invoice) -> str:
    return signer.get_signature(f"{invoice.id}:{invoice.link_generation}").decode()

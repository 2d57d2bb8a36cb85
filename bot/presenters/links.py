"""The customer's link: `/i/<invoice>.<signature>`, signed, with no secret in the database.

The signature covers the invoice's id and the generation of its link, so that raising the
generation kills every link given out before. Keys are tried newest first.
"""

import hashlib
from collections.abc import Sequence

from itsdangerous import BadSignature, Signer

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import LinkNotValid

_SALT = "jupiter.invoice-link"


class Links:
    """Makes and checks links. `keys` are secret, newest first, at least one."""

    def __init__(self, public_url: str, keys: Sequence[str]) -> None:
        self._public_url = public_url.rstrip("/")
        self._signer = Signer(list(reversed(keys)), salt=_SALT, digest_method=hashlib.sha256)

    def url(self, invoice: Invoice) -> str:
        """The address that the customer's AP opens."""
        return f"{self._public_url}/i/{self.token(invoice)}"

    def token(self, invoice: Invoice) -> str:
        """`<invoice>.<signature>`."""
        signature = self._signer.get_signature(_signed(invoice)).decode()
        return f"{invoice.id}.{signature}"

    def check(self, token: str, invoice: Invoice) -> None:
        """Raises LinkNotValid unless `token` is a live link of this very invoice."""
        invoice_id, _, signature = token.partition(".")
        if invoice_id != invoice.id:
            raise LinkNotValid()
        try:
            self._signer.unsign(f"{_signed(invoice)}.{signature}")
        except BadSignature:
            raise LinkNotValid() from None

    @staticmethod
    def invoice_id(token: str) -> str:
        """The id that a token claims, unchecked. Raises LinkNotValid when it has no such form."""
        invoice_id, dot, signature = token.partition(".")
        plausible = dot and invoice_id.isalnum() and len(invoice_id) <= 64 and signature
        if not plausible or not token.isascii():
            raise LinkNotValid()
        return invoice_id


def _signed(invoice: Invoice) -> str:
    return f"{invoice.id}:{invoice.link_generation}"

"""The two links of an invoice, signed, with no secret in the database.

`/i/<invoice>.<signature>` reads. `/i/<invoice>.<mark>.<signature>` may write: it goes to AP alone,
and its mark says to which mailbox it was sent.
`/i/<invoice>.to.<link>.<signature>` is what AP forwarded to a colleague: what that may, and whether
it was revoked, stands in the database. Each kind is signed for its own purpose, so that
neither can be turned into the other. The signature covers the invoice's id and the generation of
its links: raising that kills every link given out before. Keys are tried newest first.

A link from before there were two kinds is one that reads.
"""

import hashlib
import hmac
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from urllib.parse import urlsplit

from itsdangerous import Signer

from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import LinkNotValid

_READING, _WRITING = "jupiter.invoice-link", "jupiter.invoice-link.to-write"
_FORWARDED, _TO = "jupiter.invoice-link.forwarded", "to."
_MAILBOX, _PROOF, _CODE = (
    "jupiter.invoice-link.mailbox",
    "jupiter.invoice-link.proof",
    "jupiter.invoice-link.code",
)
_MARK_LENGTH = 16
PROOF_GOOD_FOR = timedelta(days=30)
_MOST_SECONDS_DIGITS = 12
MOST_REPLACED = 20
BY_HAND = ""
"""The mailbox of a writing link that a person of the deal team gave out."""


class Pass(NamedTuple):
    """What a live link allows; `mailbox` is the mark of where a writing one was sent, `forwarded`
    the id of one that AP forwarded, of which the database knows what it may."""

    may_write: bool
    mailbox: str = ""
    forwarded: str = ""


class Links:
    """Makes and checks links. `keys` are secret, newest first, at least one."""

    def __init__(self, public_url: str, keys: Sequence[str]) -> None:
        self._public_url = public_url.rstrip("/")
        self._signers = {
            purpose: [Signer(key, salt=purpose, digest_method=hashlib.sha256) for key in keys]
            for purpose in (_READING, _WRITING, _FORWARDED, _MAILBOX, _PROOF, _CODE)
        }

    @property
    def secure(self) -> bool:
        """Whether customers come over TLS."""
        return self._public_url.startswith("https:")

    def url(self, invoice: Invoice) -> str:
        """Where anybody who has it reads the invoice."""
        return f"{self._public_url}/i/{self.token(invoice)}"

    def writing_url(self, invoice: Invoice, mailbox: str) -> str:
        """Where the AP whose `mailbox` it is sent to may change it too."""
        return f"{self._public_url}/i/{self.writing_token(invoice, mailbox)}"

    def token(self, invoice: Invoice) -> str:
        """`<invoice>.<signature>`."""
        return f"{invoice.id}.{self._newest(_READING, _read(invoice))}"

    def writing_token(self, invoice: Invoice, mailbox: str) -> str:
        """`<invoice>.<mark>.<signature>`."""
        mark = self._newest(_MAILBOX, _posted(invoice, mailbox))[:_MARK_LENGTH]
        return f"{invoice.id}.{mark}.{self._newest(_WRITING, _written(invoice, mark))}"

    def forwarded_url(self, invoice: Invoice, link_id: str) -> str:
        """Where the colleague whose link it is finds the invoice."""
        return f"{self._public_url}/i/{self.forwarded_token(invoice, link_id)}"

    def forwarded_token(self, invoice: Invoice, link_id: str) -> str:
        """`<invoice>.to.<link>.<signature>`."""
        signature = self._newest(_FORWARDED, _written(invoice, link_id))
        return f"{invoice.id}.{_TO}{link_id}.{signature}"

    def check(self, token: str, invoice: Invoice) -> Pass:
        """Raises LinkNotValid unless `token` is a live link of this very invoice, as we spell it.

        The text is compared, not what it decodes to: base64 has several spellings of one value.
        """
        if self.invoice_id(token) != invoice.id:
            raise LinkNotValid()
        mark, dot, signature = token.partition(".")[2].rpartition(".")
        if mark.startswith(_TO):
            return self._forwarded(mark.removeprefix(_TO), signature, invoice)
        if dot and self._made(_WRITING, _written(invoice, mark), signature):
            return Pass(may_write=True, mailbox=mark)
        if not dot and self._made(_READING, _read(invoice), signature):
            return Pass(may_write=False)
        raise LinkNotValid()

    def _forwarded(self, link_id: str, signature: str, invoice: Invoice) -> Pass:
        if not self._made(_FORWARDED, _written(invoice, link_id), signature):
            raise LinkNotValid()
        return Pass(may_write=False, forwarded=link_id)

    def was_replaced(self, token: str, invoice: Invoice) -> bool:
        """Whether it was a live link of this invoice until its links were replaced. Of a link that
        was replaced very often, only the latest MOST_REPLACED are known."""
        now = invoice.link_generation
        for generation in range(max(0, now - MOST_REPLACED), now):
            try:
                self.check(token, invoice.model_copy(update={"link_generation": generation}))
            except LinkNotValid:
                continue
            return True
        return False

    def was_sent_to(self, mailbox: str, link: Pass, invoice: Invoice) -> bool:
        """Whether this writing link went by mail to that address."""
        if not mailbox or not link.may_write:
            return False
        signed = _posted(invoice, mailbox)
        marks = [each[:_MARK_LENGTH] for each in self._all(_MAILBOX, signed)]
        return any(hmac.compare_digest(link.mailbox, each) for each in marks)

    def proof(self, invoice: Invoice, mailbox: str, writer: str, at: datetime) -> str:
        """`<seconds>.<signature>`, what a browser keeps once AP's `mailbox` has vouched for
        `writer`."""
        issued = str(int(at.timestamp()))
        return f"{issued}.{self._newest(_PROOF, _vouched(invoice, mailbox, writer, issued))}"

    def proves(
        self, proof: str, invoice: Invoice, mailbox: str, writer: str, now: datetime
    ) -> bool:
        """Whether it is one of ours, not older than PROOF_GOOD_FOR: a browser forgets its cookie
        by then, but whoever has copied it does not."""
        issued, _, signature = proof.partition(".")
        if not (issued.isascii() and issued.isdecimal() and len(issued) <= _MOST_SECONDS_DIGITS):
            return False
        if now.timestamp() >= int(issued) + PROOF_GOOD_FOR.total_seconds():
            return False
        return self._made(_PROOF, _vouched(invoice, mailbox, writer, issued), signature)

    def code(self, held_id: str) -> str:
        """Six digits, which are kept nowhere: whoever has the keys makes them again."""
        return _digits(self._signers[_CODE][0], held_id)

    def is_code(self, typed: str, held_id: str) -> bool:
        """However it was spaced."""
        digits = "".join(typed.split()).replace("-", "")
        codes = [_digits(signer, held_id) for signer in self._signers[_CODE]]
        given = digits.encode("utf-8", "replace")
        return any(hmac.compare_digest(given, each.encode()) for each in codes)

    def path(self, token: str) -> str:
        """Where a browser finds the link, behind whatever prefix there is."""
        return f"{urlsplit(self._public_url).path}/i/{token}"

    @staticmethod
    def invoice_id(token: str) -> str:
        """The id that a token claims, unchecked. Raises LinkNotValid when it has no such form."""
        invoice_id, dot, signature = token.partition(".")
        plausible = dot and invoice_id.isalnum() and len(invoice_id) <= 64 and signature
        if not plausible or not token.isascii():
            raise LinkNotValid()
        return invoice_id

    def _newest(self, purpose: str, text: str) -> str:
        return self._signers[purpose][0].get_signature(text).decode()

    def _all(self, purpose: str, text: str) -> list[str]:
        return [each.get_signature(text).decode() for each in self._signers[purpose]]

    def _made(self, purpose: str, text: str, signature: str) -> bool:
        given = signature.encode("utf-8", "replace")
        return any(hmac.compare_digest(given, each.encode()) for each in self._all(purpose, text))


def _read(invoice: Invoice) -> str:
    return f"{invoice.id}:{invoice.link_generation}"


def _written(invoice: Invoice, mark: str) -> str:
    return f"{invoice.id}:{invoice.link_generation}:{mark}"


def _posted(invoice: Invoice, mailbox: str) -> str:
    return f"{invoice.id}:{mailbox.lower()}"


def _vouched(invoice: Invoice, mailbox: str, writer: str, issued: str) -> str:
    return f"{invoice.id}:{invoice.link_generation}:{issued}:{mailbox.lower()}:{writer.lower()}"


def _digits(signer: Signer, held_id: str) -> str:
    signature = hashlib.sha256(signer.get_signature(held_id)).digest()
    # Of 64 bits: of fewer, the remainder would make some codes likelier than others.
    return f"{int.from_bytes(signature[:8]) % 1_000_000:06d}"

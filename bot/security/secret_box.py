"""Secrets sealed for the database: whoever has the rows alone can read none of them.

The sealing keys are derived from the operator's SECRET_KEY, so that there is one thing to keep.
A new key put in front of the list seals from then on; the ones behind it go on opening.
"""

from base64 import urlsafe_b64encode
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_PURPOSE = b"jupiter.sealed-secrets.1"


class CannotOpen(Exception):
    """What is sealed was made with a key that SECRET_KEY does not have, or was changed since."""


class SecretBox:
    """Seals and opens texts. `keys` are the operator's, newest first, at least one."""

    def __init__(self, keys: Sequence[str]) -> None:
        fernets = [Fernet(_derived(key)) for key in keys]
        self._newest, self._fernets = fernets[0], MultiFernet(fernets)

    def seal(self, text: str) -> str:
        """Another sealed text each time, also for the same one."""
        return self._fernets.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str:
        """Raises CannotOpen."""
        try:
            return self._fernets.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise CannotOpen("no key of SECRET_KEY opens this") from None

    def renewed(self, sealed: str) -> str:
        """Sealed with the newest key: the same text where it is already, or cannot be opened."""
        try:
            self._newest.decrypt(sealed.encode())
        except InvalidToken:
            try:
                return self.seal(self.open(sealed))
            except CannotOpen:
                return sealed
        return sealed


def _derived(key: str) -> bytes:
    """For sealing alone: the key itself signs links, and neither can stand for the other."""
    derivation = HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE)
    return urlsafe_b64encode(derivation.derive(key.encode()))

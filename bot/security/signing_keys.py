"""The keys that seal versions and the audit log, derived from the operator's.

AUDIT_KEY comes first where there is one, so that SECRET_KEY can be replaced and its old keys be
dropped while every seal can still be checked. All keys of both check seals.
"""

from collections.abc import Sequence

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from jupiter_core.domain.seal import Signer

_PURPOSE = b"jupiter.audit.1"


def signer_of(audit_keys: Sequence[str], secret_keys: Sequence[str]) -> Signer:
    """Both newest first. Without any key it can check nothing, and seal nothing."""
    return Signer([_derived(key) for key in (*audit_keys, *secret_keys)])


def _derived(key: str) -> bytes:
    """For seals alone: what else a key signs can never stand for one."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())

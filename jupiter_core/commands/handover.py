"""A draft made without an account: left under a code, and taken into a workspace, once."""

from datetime import datetime
from typing import Any

from jupiter_core.domain.frozen import Frozen, canonical_json
from jupiter_core.domain.handover import (
    KEPT_FOR,
    LARGEST_MATERIAL,
    MOST_CHARACTERS,
    MOST_KEPT,
    Handover,
    HandoverGone,
    HandoversFull,
    HandoverTooLarge,
    Kind,
    code_hash_of,
)
from jupiter_core.ports import Store, UnitOfWork

NOBODYS = ""
"""The workspace in whose name a draft is left: none."""


class Leave(Frozen):
    """`code` is made at random by whoever calls; only its hash is kept."""

    code: str
    kind: Kind
    material: dict[str, Any]


def leave(command: Leave, store: Store) -> datetime:
    """Until when it can be taken. Raises HandoverTooLarge and HandoversFull."""
    size = len(canonical_json(command.material))
    if size > LARGEST_MATERIAL:
        raise HandoverTooLarge()
    with store.write(NOBODYS) as uow:
        count, characters = uow.handovers.kept()
        if count >= MOST_KEPT or characters + size > MOST_CHARACTERS:
            raise HandoversFull()
        handover = Handover(
            code_hash=code_hash_of(command.code),
            kind=command.kind,
            material=command.material,
            made_at=uow.now,
            expires_at=uow.now + KEPT_FOR,
        )
        uow.handovers.leave(handover)
    return handover.expires_at


def take(code: str, uow: UnitOfWork) -> Handover:
    """In the transaction that makes a draft of it: if that fails, it can be taken again.

    Raises HandoverGone.
    """
    handover = uow.handovers.take(code_hash_of(code))
    if handover is None:
        raise HandoverGone()
    return handover

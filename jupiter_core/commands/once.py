"""What is done the first time only, however often it is asked for."""

from jupiter_core.domain.refusals import AlreadyDone
from jupiter_core.ports import UnitOfWork


def is_first(uow: UnitOfWork, key: str) -> bool:
    """Claims `key` for good, with this transaction; False where it was claimed before."""
    try:
        uow.once(key)
    except AlreadyDone:
        return False
    return True

"""Aging at any time: what is owed by currency and age, and what is on its way there."""

from jupiter_core.domain.aging import Aging, AgingLook
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.local_days import local_days


def aging(uow: UnitOfWork, *, whose: str = "", seller_id: str = "") -> Aging:
    """As it is now; of what `whose` drafted or of one legal entity, where they are not empty.

    Each invoice is as old as it is at its legal entity. Raises NotFound for an unknown entity.
    """
    if seller_id:
        uow.sender_profiles.get(seller_id)
    local = local_days(uow)
    look = AgingLook(days=local, whose=whose, seller_id=seller_id)
    found = uow.aging.by_currency(look)
    found.sort(key=lambda each: (-each.owed.count, each.currency))
    return Aging(on=local.at(seller_id), currencies=tuple(found))

"""An invoice that waits to be put on its customer's portal is told of again in its thread.

Two business days after its issue, and every week of business days from then on, by the days on
which people work in the legal entity's country.
"""

from jupiter_core.commands.once import is_first
from jupiter_core.commands.record import publish_about
from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.business_days import business_days_after
from jupiter_core.domain.desk import DeskLook, DeskSection, LocalDays
from jupiter_core.domain.events import EventName
from jupiter_core.ports import UnitOfWork

FIRST_DAYS, EVERY_DAYS = 2, 5
_AT_ONCE = 200


def uploads_waiting(uow: UnitOfWork) -> list[str]:
    """The ids of what somebody has to put on a portal."""
    days = LocalDays(usual=uow.now.date())
    everybody = DeskLook(person="", whose="", days=days, at=uow.now)
    found = uow.desk.entries(DeskSection.TO_UPLOAD, everybody, limit=_AT_ONCE)
    return [each.subject_id for each in found]


def remind_of_upload(uow: UnitOfWork, invoice_id: str) -> int:
    """1 where its day has come and nobody was told on it."""
    invoice = uow.invoices.get(invoice_id)
    if not invoice.upload_due or invoice.issued_at is None:
        return 0
    seller = invoice.content.seller
    issued, today = seller.today(invoice.issued_at), seller.today(uow.now)
    waited = business_days_after(issued, today, seller.address.country)
    if waited < FIRST_DAYS or (waited - FIRST_DAYS) % EVERY_DAYS:
        return 0
    if not is_first(uow, f"upload-reminder:{invoice.id}:{waited}"):
        return 0
    publish_about(uow, invoice, EventName.INVOICE_UPLOAD_REMINDED, by=TIMER)
    return 1

"""An issued invoice that is late, with a late fee in its terms."""

from datetime import date

from jupiter_core.commands.record import record
from jupiter_core.domain.events import EventName
from jupiter_core.domain.late_fee import late_fee_of
from tests.attacks.roles.people import actor
from tests.attacks.roles.stage import Stage
from tests.factories import WORKSPACE


def overdue(stage: Stage) -> None:
    """Since long before any day of the stage."""
    with stage.store.write(WORKSPACE) as uow:
        before = uow.invoices.get(stage.ids.issued)
        said = {"issue_date": date(2026, 1, 2), "late_fee": late_fee_of("1.5% a month")}
        content = before.content.model_copy(update=said)
        after = before.model_copy(update={"content": content, "sequence": before.sequence + 1})
        record(uow, before, after, EventName.INVOICE_UPLOAD_UNDONE, by=actor("author"))

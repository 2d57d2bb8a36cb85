"""What whoever fills in a form has to look at twice: another customer than the channel's, and an
invoice that looks like one that there is."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.kinds import Form
from bot.intake.invoice import preview_of
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.readers import Reader
from jupiter_core.ports import SavedForm, UnitOfWork
from jupiter_core.ports.invoices import InvoiceFilter
from jupiter_core.queries.doubles import LikeIt, doubles_of
from jupiter_core.queries.readable import may_read


def notices(uow: UnitOfWork, saved: SavedForm, form: Form) -> tuple[str, ...]:
    """Sentences, with nothing in them of what the form's owner may not read."""
    reader = Reader(person=saved.owner)
    return tuple(f"⚠ {each}" for each in _said(uow, form, reader))


def _said(uow: UnitOfWork, form: Form, reader: Reader) -> Iterator[str]:
    if form.customer_id and form.deal_channel and not form.is_change:
        yield from _other_customer(uow, form, reader)
    if form.customer_id and not isinstance(form, ContractForm):
        _, totals = preview_of(form)
        with suppress(ValueError):
            day = date.fromisoformat(form.issue_date)
            if totals:
                wanted = LikeIt(form.customer_id, totals.total, day, form.invoice_id)
                yield from (f"{each.words}." for each in doubles_of(uow, wanted, reader))


def _other_customer(uow: UnitOfWork, form: Form, reader: Reader) -> Iterator[str]:
    wanted = InvoiceFilter(deal_channel=form.deal_channel)
    last = next(iter(uow.invoices.page(wanted, limit=1)), None)
    if last is None or last.content.bill_to.customer_id == form.customer_id:
        return
    if may_read(uow, reader, last):
        theirs = shortened(last.content.bill_to.legal_name, NAME_LIMIT)
        ours = shortened(form.customer_name, NAME_LIMIT)
        yield f"This channel's last invoice was for {theirs}. This one is for {ours}."

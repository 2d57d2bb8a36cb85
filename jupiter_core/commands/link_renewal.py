"""New links for many invoices at once: after a leak, or a key that somebody else may have.

Each invoice is a change of its own, in a transaction of its own, with who did it; one that was
changed or voided meanwhile is left as it is.
"""

from collections.abc import Iterator

from jupiter_core.commands.link import ReplaceLink, replace_link
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.refusals import AlreadyDone, NotFound, NotInState
from jupiter_core.ports import InvoiceFilter, Store

BATCH = 100


def renew_links(
    store: Store, workspace_id: str, by: Actor, *, customer_id: str = "", run: str = ""
) -> Iterator[str]:
    """The titles of the invoices that got new links, one by one, as they get them.

    Only those of a customer, where one is named. `run` names this renewal: begun again under the
    same name, it goes on with those that it had not reached, and none gets a second new link.
    """
    after = ""
    while found := _some(store, workspace_id, customer_id, after):
        for invoice_id in found:
            if title := _renewed(store, workspace_id, by, invoice_id, run):
                yield title
        after = found[-1]


def _some(store: Store, workspace_id: str, customer_id: str, after: str) -> list[str]:
    wanted = InvoiceFilter(customer_id=customer_id)
    with store.read(workspace_id) as uow:
        page = uow.invoices.page(wanted, after=after, limit=BATCH)
        return [each.id for each in page]


def _renewed(store: Store, workspace_id: str, by: Actor, invoice_id: str, run: str) -> str:
    """Nothing for one that has no link: it was not issued, or was done in this run before."""
    try:
        with store.write(workspace_id) as uow:
            invoice = uow.invoices.get(invoice_id)
            if not invoice.number:
                return ""
            if run:
                uow.once(f"link-renewal:{run}:{invoice_id}")
            command = ReplaceLink(by=by, invoice_id=invoice_id, expected_version=invoice.sequence)
            return replace_link(command, uow).title
    except (AlreadyDone, NotFound, NotInState):
        return ""

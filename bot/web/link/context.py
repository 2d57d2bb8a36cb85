"""From a link to its invoice. What is not a live link of an issued invoice is LinkNotValid,
whatever the cause, so that nothing can be learnt by trying."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

from bot.security.links import Links, Pass
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.refusals import LinkNotValid, NotFound
from jupiter_core.domain.version import Version
from jupiter_core.ports import Store, UnitOfWork


class LinkReplaced(LinkNotValid):
    """A link of ours that a newer one replaced. Whoever has it knew the invoice, so they are told
    whose it was and whom to ask, and no more."""

    def __init__(self, content: Content) -> None:
        seller = content.seller
        self.seller, self.email, self.phone = seller.legal_name, seller.email, seller.phone
        self.language = content.language


Opening = Callable[[str], AbstractContextManager[UnitOfWork]]


@dataclass(frozen=True)
class Visit:
    """An invoice that a link leads to, in an open transaction; `link` is what it allows."""

    uow: UnitOfWork
    invoice: Invoice
    link: Pass

    def published(self) -> list[Version]:
        """The rows that the customer may know of, oldest first: those from issue on."""
        return [each for each in self.uow.versions.of(self.invoice.id) if each.revision]

    def version_at(self, revision: int) -> Version:
        """The row that made the paper of `revision`. Raises LinkNotValid."""
        for version in self.published():
            if version.revision == revision:
                return version
        raise LinkNotValid()

    def contract(self) -> Contract | None:
        """The one that it comes from, while further invoices are to come of that."""
        if self.invoice.contract_id is None:
            return None
        contract = self.uow.contracts.get(self.invoice.contract_id)
        ends = contract.ended_on or not contract.coming(self.invoice.contract_sequence)
        return None if ends else contract

    def seen(self, typed: str) -> Invoice:
        """The invoice as at the version that a form names; as issued, where it names none that
        the customer could have seen."""
        published = self.published()
        named = (each for each in published if str(each.sequence) == typed)
        return next(named, published[0]).invoice()


class LinkContext:
    """Every opening checks the link anew, in the transaction that it is used in."""

    def __init__(self, store: Store, links: Links) -> None:
        self._store = store
        self._links = links

    def reading(self, token: str) -> AbstractContextManager[Visit]:
        """Raises LinkNotValid."""
        return self._opened(token, self._store.read)

    def writing(self, token: str) -> AbstractContextManager[Visit]:
        """Raises LinkNotValid."""
        return self._opened(token, self._store.write)

    @contextmanager
    def _opened(self, token: str, opening: Opening) -> Iterator[Visit]:
        invoice_id = self._links.invoice_id(token)
        try:
            workspace_id = self._store.workspace_of(invoice_id)
        except NotFound:
            raise LinkNotValid() from None
        with opening(workspace_id) as uow:
            invoice = uow.invoices.get(invoice_id)
            yield Visit(uow, invoice, _known(uow, self._pass(token, invoice)))

    def _pass(self, token: str, invoice: Invoice) -> Pass:
        if not invoice.number:
            raise LinkNotValid()
        if self._links.was_replaced(token, invoice):
            raise LinkReplaced(invoice.content)
        return self._links.check(token, invoice)


def _known(uow: UnitOfWork, link: Pass) -> Pass:
    """With what a forwarded link may now. Raises LinkNotValid for one that was revoked."""
    if not link.forwarded:
        return link
    try:
        forwarded = uow.forwarded_links.get(link.forwarded)
    except NotFound:
        raise LinkNotValid() from None
    if not forwarded.is_live:
        raise LinkNotValid()
    return link._replace(may_write=forwarded.writes)

"""An invoice: how it comes about, and the states it goes through.

`draft → pending_approval → approved → issued → partially_paid → paid`, and `void`. Every method
returns a new invoice or raises a refusal; nothing is changed in place. What may happen in each
state has a module for each subject: `invoice_approval`, `invoice_amendment`, `invoice_collection`,
`invoice_upload` and `invoice_withdrawal`, over the `invoice_record` that all of them change.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple, Self

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.content import BEFORE_ISSUE, OPEN, Content, State
from jupiter_core.domain.invoice_amendment import AmendableInvoice
from jupiter_core.domain.invoice_approval import ApprovableInvoice
from jupiter_core.domain.invoice_collection import CollectibleInvoice
from jupiter_core.domain.invoice_upload import UploadableInvoice
from jupiter_core.domain.invoice_withdrawal import WithdrawableInvoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NothingChanged
from jupiter_core.domain.replacement import Replacement

__all__ = ["BEFORE_ISSUE", "OPEN", "Content", "ContractPlace", "Invoice", "State"]


class ContractPlace(NamedTuple):
    """Where in which contract's schedule an invoice stands; `authors` wrote what was agreed, or
    made the invoice differ from it."""

    id: str
    revision: int
    sequence: int
    authors: tuple[str, ...]


class Invoice(
    ApprovableInvoice, AmendableInvoice, CollectibleInvoice, UploadableInvoice, WithdrawableInvoice
):
    """One invoice or credit note at one moment."""

    @classmethod
    def drafted(
        cls,
        *,
        invoice_id: str,
        workspace_id: str,
        deal_channel: str,
        content: Content,
        by: Actor,
        external_id: str = "",
    ) -> Self:
        """A first draft. Raises what `Content.checked` raises."""
        return cls(
            id=invoice_id,
            workspace_id=workspace_id,
            deal_channel=deal_channel,
            content=content.checked(),
            drafted_by=by,
            authors=(by.person,),
            paid=Money.zero(content.currency),
            external_id=external_id,
        )

    @classmethod
    def scheduled(
        cls,
        *,
        invoice_id: str,
        workspace_id: str,
        deal_channel: str,
        content: Content,
        by: Actor,
        contract: "ContractPlace",
        approvals: Sequence[Approval],
        approvals_needed: int,
        as_approved: bool,
    ) -> Self:
        """An invoice of an approved contract, approved with it unless it turned out otherwise.

        `approvals` are the contract's; they are taken to name this content.
        """
        named = tuple(each.model_copy(update={"content_hash": content.hash}) for each in approvals)
        return cls(
            id=invoice_id,
            workspace_id=workspace_id,
            deal_channel=deal_channel,
            content=content.checked(),
            drafted_by=by,
            authors=contract.authors,
            state=State.APPROVED if as_approved else State.PENDING_APPROVAL,
            submitted_by=by.person,
            approvals_needed=len(named) if as_approved else approvals_needed,
            approvals=named if as_approved else (),
            paid=Money.zero(content.currency),
            contract_id=contract.id,
            contract_revision=contract.revision,
            contract_sequence=contract.sequence,
        )

    @classmethod
    def carried_over(
        cls,
        *,
        invoice_id: str,
        workspace_id: str,
        deal_channel: str,
        number: str,
        content: Content,
        by: Actor,
        at: datetime,
    ) -> Self:
        """What is open on an invoice that another system issued, under that one's number: nobody
        approves it here, and it takes no number of ours. Raises what `Content.checked` raises."""
        drafted = cls.drafted(
            invoice_id=invoice_id,
            workspace_id=workspace_id,
            deal_channel=deal_channel,
            content=content,
            by=by,
        )
        issued = {"state": State.ISSUED, "number": number, "issued_at": at, "revision": 1}
        put = {"submitted_by": by.person, "approvals_needed": 0}
        return drafted.model_copy(update={**issued, **put})

    def with_replacement(self, other: Replacement) -> Self:
        """Another invoice takes its place; nothing of the paper changes."""
        return self._next(replaced_by=other)

    def with_new_link(self) -> Self:
        """Every link that was given out before is dead."""
        self._expect({*OPEN, State.PAID, State.VOID}, "given a new link")
        return self._next(link_generation=self.link_generation + 1)

    def in_channel(self, deal_channel: str) -> Self:
        """Its card and thread go on there; nothing that was approved or issued is touched.

        Raises NothingChanged.
        """
        if deal_channel == self.deal_channel:
            raise NothingChanged().at("deal_channel")
        return self._next(deal_channel=deal_channel)

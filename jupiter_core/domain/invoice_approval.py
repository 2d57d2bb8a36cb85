"""An invoice before it is issued: edited, submitted, approved, held back, sent back, and issued."""

from datetime import date, datetime
from typing import Self

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import Approval, ApprovalPolicy, Delegator, with_one_more
from jupiter_core.domain.content import BEFORE_ISSUE, Content, State
from jupiter_core.domain.invoice_record import InvoiceRecord
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import NothingChanged


class ApprovableInvoice(InvoiceRecord):
    """An approval is of its present content alone."""

    def edited(self, content: Content, by: Actor) -> Self:
        """With new content; every approval of the old content is void.

        What was waiting or approved waits for approval again. Raises NotInState,
        NothingChanged or what `Content.checked` raises.
        """
        self._expect(BEFORE_ISSUE, "edited")
        if content == self.content:
            raise NothingChanged()
        waiting = self.state is not State.DRAFT
        return self._next(
            content=content.checked(),
            paid=Money.zero(content.currency),
            authors=tuple(dict.fromkeys((*self.authors, by.person))),
            state=State.PENDING_APPROVAL if waiting else State.DRAFT,
            approvals=(),
        )

    def submitted(self, by: Actor, policy: ApprovalPolicy) -> Self:
        """Waiting for as many approvals as the policy asks for its total."""
        self._expect({State.DRAFT}, "submitted")
        return self._next(
            state=State.PENDING_APPROVAL,
            submitted_by=by.person,
            approvals_needed=self._needed_by(policy),
            approvals=(),
            reason="",
        )

    def resubmitted(self, policy: ApprovalPolicy) -> Self:
        """The same, with the number of approvals that its present total asks for."""
        return self.model_copy(update={"approvals_needed": self._needed_by(policy)})

    def _needed_by(self, policy: ApprovalPolicy) -> int:
        return policy.needed_for(self.total, self.content.seller.profile_id)

    def approved(self, by: Actor, at: datetime, behalf: Delegator | None = None) -> Self:
        """With one more approval, of its present content; approved when they are enough. `behalf`
        is the approver for whom a delegate gives it.

        Raises NotInState, or as `with_one_more`.
        """
        self._expect({State.PENDING_APPROVAL}, "approved")
        approval = Approval.given(by, at, self.content.hash, behalf)
        approvals = with_one_more(self.approvals, approval, authors=self.writers, title=self.title)
        enough = len(approvals) >= self.approvals_needed
        return self._next(
            approvals=approvals, state=State.APPROVED if enough else State.PENDING_APPROVAL
        )

    def held(self, policy: ApprovalPolicy) -> Self:
        """Taken out of the timer's hands: it needs an approval of its own now."""
        self._expect({State.APPROVED}, "held")
        held = self._next(state=State.PENDING_APPROVAL, approvals=())
        return held.resubmitted(policy)

    def with_po_carried(self, po_number: str) -> Self:
        """With the PO that covers its whole contract; what was approved holds.

        The contract's approval is of its schedule, which names no PO. Raises NotInState,
        NothingChanged.
        """
        self._expect(BEFORE_ISSUE, "given a PO number")
        content = self.content.model_copy(update={"po_number": po_number})
        if content == self.content:
            raise NothingChanged()
        approvals = tuple(
            each.model_copy(update={"content_hash": content.hash}) for each in self.approvals
        )
        return self._next(content=content, approvals=approvals)

    def returned(self, reason: str) -> Self:
        """Back to draft, because somebody asks for changes."""
        self._expect({State.PENDING_APPROVAL, State.APPROVED}, "sent back")
        return self._next(state=State.DRAFT, approvals=(), reason=reason)

    def issued(self, number: str, at: datetime, on: date) -> Self:
        """Issued under `number` and dated `on`, as revision 1; paid where nothing is to pay. All
        else of its content must be what was approved."""
        self._expect({State.APPROVED}, "issued")
        state = State.PAID if self.is_nil else State.ISSUED
        content = self.content.dated(on)
        return self._next(state=state, number=number, issued_at=at, revision=1, content=content)

    def is_approved_as_it_stands(self) -> bool:
        """Whether enough people approved exactly this content."""
        present = self.content.hash
        valid = [each for each in self.approvals if each.content_hash == present]
        people = {person for each in valid for person in each.people}
        enough = len({each.by for each in valid}) >= self.approvals_needed
        return enough and not people & set(self.authors)

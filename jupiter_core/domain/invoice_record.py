"""What is recorded of an invoice: whose it is, how far it has come, who wrote it."""

from collections.abc import Set
from datetime import date, datetime
from typing import Self

from pydantic import Field

from jupiter_core.domain.account import Account
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import Approval
from jupiter_core.domain.collection import Collection
from jupiter_core.domain.content import OPEN, State
from jupiter_core.domain.portal import Upload
from jupiter_core.domain.refusals import NotInState
from jupiter_core.domain.replacement import Replacement


class InvoiceRecord(Account):
    """One invoice or credit note at one moment.

    `sequence` counts every change since the first draft; `revision` is the version that people
    speak of: 0 before issue, 1 at issue, one more with each change of what is on the paper.
    `authors` are the ids of all people who wrote content, by hand or with a key of theirs: none
    of them may approve it. Where it comes from a contract, `contract_sequence` is its place in the
    schedule of that revision.
    `external_id` is what another system calls it, such as the id of the deal in a CRM. `mail_to`
    is the AP e-mail that mail goes on to while AP has put another one on the paper and nobody of
    the deal team has confirmed it; None while it is the one on the paper. `replaced_by` is the
    invoice that takes the place of this one. `collection` is what is known of its payment before it
    comes, None where nothing is.
    `upload` says whether it was put on its customer's portal, None where they have none.
    """

    id: str
    workspace_id: str
    deal_channel: str
    drafted_by: Actor
    authors: tuple[str, ...]
    state: State = State.DRAFT
    sequence: int = 1
    revision: int = 0
    number: str | None = None
    submitted_by: str | None = None
    approvals_needed: int = 1
    approvals: tuple[Approval, ...] = ()
    reason: str = ""
    link_generation: int = 0
    contract_id: str | None = None
    contract_revision: int = 0
    contract_sequence: int = 0
    issued_at: datetime | None = None
    external_id: str = ""
    mail_to: str | None = Field(default=None, exclude_if=lambda email: email is None)
    replaced_by: Replacement | None = Field(default=None, exclude_if=lambda other: other is None)
    collection: Collection | None = Field(default=None, exclude_if=lambda each: each is None)
    upload: Upload | None = Field(default=None, exclude_if=lambda upload: upload is None)

    @property
    def is_carried_over(self) -> bool:
        """Whether another system issued it."""
        return bool(self.content.carried_from)

    @property
    def came_overdue(self) -> bool:
        """Whether another system issued it, and it was overdue when it was carried over."""
        if not (self.is_carried_over and self.issued_at):
            return False
        return self.content.due_date < self.content.seller.today(self.issued_at)

    @property
    def title(self) -> str:
        """What people call it: its number, or whom the draft is for."""
        draft = "draft credit note" if self.is_credit_note else "draft"
        return self.number or f"the {draft} for {self.content.bill_to.legal_name}"

    @property
    def po_pending(self) -> bool:
        """Whether a PO number is missing on it or on one of its lines, be it needed or not."""
        return not self.content.has_po

    def overdue(self, today: date) -> bool:
        """Derived, never stored; where nothing is due, nothing is late."""
        late = today > self.content.due_date
        return self.state in OPEN and late and self.amount_due.minor > 0

    @property
    def writers(self) -> frozenset[str]:
        """The ids of all who drafted, edited or submitted it; none of them may approve it."""
        drafter = {self.drafted_by.id, self.drafted_by.person}
        return frozenset({*self.authors, *drafter, self.submitted_by or ""})

    @property
    def sender_profile_id(self) -> str:
        """The legal entity that bills."""
        return self.content.seller.profile_id

    @property
    def awaits_word(self) -> bool:
        """Whether an approver may still ask for changes."""
        return self.state in {State.PENDING_APPROVAL, State.APPROVED}

    def reads_as(self, other: "InvoiceRecord") -> bool:
        """Whether an approver who read `other` has read all that this waits to have approved."""
        return not self.awaits_word or self.content.hash == other.content.hash

    @property
    def title_capitalised(self) -> str:
        """The title at the start of a sentence."""
        return self.title[:1].upper() + self.title[1:]

    def _expect(self, states: Set[State], action: str) -> None:
        if self.state not in states:
            raise NotInState(self.title_capitalised, self.state.words, action)

    def _next(self, **changes: object) -> Self:
        return self.model_copy(update={**changes, "sequence": self.sequence + 1})

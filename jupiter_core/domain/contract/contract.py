"""A contract: terms and their schedule, proposed by one, agreed by others, followed by a timer.

`draft → pending_approval → active`, then `ended`. A change of an active contract is a new
proposal beside what is agreed, which holds until the new one is approved.
"""

from datetime import date, datetime
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.approval import Approval, ApprovalPolicy, Delegator, with_one_more
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.renewal import Renewal
from jupiter_core.domain.contract.scheduled import ScheduledInvoice
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.refusals import ChangeWaits, NothingChanged, NotInState


class ContractState(StrEnum):
    """Where a contract is on its way. While a change of an active contract waits, its state is that
    of the change; what was agreed goes on."""

    DRAFT = "draft"
    PENDING_APPROVAL = "pending_approval"
    ACTIVE = "active"
    ENDED = "ended"

    @property
    def words(self) -> str:
        return self.value.replace("_", " ")


class PoProposal(Frozen):
    """A PO number for all coming invoices that AP gave by link, on the invoice `invoice_id`."""

    po_number: str
    by: Actor
    at: datetime
    invoice_id: str


class Contract(Frozen):
    """One contract at one moment.

    `proposal` waits for approval, `agreed` is what the timer follows; `revision` counts the
    agreements. `authors` wrote what is shown, `agreed_authors` what is agreed. `issued_count` says
    how many invoices of the schedule were issued when the proposal was made. `po_number` is the PO
    that covers all coming invoices; `external_id` is what another system calls it, such as the id
    of the deal in a CRM. `po_proposal` is a PO of AP's that waits for a person of the deal team.
    `renews` is the id of the contract that this one follows, `renewal` what became of renewing this
    one, `renewal_notice_days` how long before its end that is proposed, where not as usual.
    """

    id: str
    workspace_id: str
    deal_channel: str
    name: str
    customer_name: str
    seller_name: str
    proposal: Agreement | None
    agreed: Agreement | None = None
    drafted_by: Actor
    authors: tuple[str, ...]
    sequence: int = 1
    revision: int = 0
    submitted_by: str | None = None
    approvals_needed: int = 1
    approvals: tuple[Approval, ...] = ()
    agreed_by: tuple[Approval, ...] = ()
    agreed_authors: tuple[str, ...] = Field(default=(), exclude_if=lambda authors: not authors)
    reason: str = ""
    po_number: str = ""
    ended_on: date | None = None
    external_id: str = ""
    po_proposal: PoProposal | None = Field(default=None, exclude_if=lambda waiting: waiting is None)
    renews: str = Field(default="", exclude_if=lambda old: not old)
    renewal: Renewal | None = Field(default=None, exclude_if=lambda renewal: renewal is None)
    renewal_notice_days: int | None = Field(default=None, exclude_if=lambda days: days is None)

    @property
    def title(self) -> str:
        return f"the contract {self.name}"

    @property
    def state(self) -> ContractState:
        """Derived; a change that waits shows while the agreed terms go on."""
        if self.ended_on:
            return ContractState.ENDED
        if self.proposal is None:
            return ContractState.ACTIVE
        return ContractState.PENDING_APPROVAL if self.submitted_by else ContractState.DRAFT

    @property
    def shown(self) -> Agreement:
        """The proposal, or without one what is agreed."""
        shown = self.proposal or self.agreed
        assert shown is not None
        return shown

    @property
    def running(self) -> Agreement | None:
        """What the timer follows; None before approval and after the end."""
        return None if self.ended_on else self.agreed

    @property
    def writers(self) -> frozenset[str]:
        """Nobody of these may approve it."""
        return frozenset({*self.authors, *self._drafter, self.submitted_by or ""})

    @property
    def writers_of_agreed(self) -> tuple[str, ...]:
        """Who wrote what the timer follows. Of an agreement of before they were kept, all who are
        known as writers and have not approved it: whoever approved it did not write it."""
        approved_by = {each.by for each in self.agreed_by}
        known = (each for each in self.authors if each not in approved_by)
        return self.agreed_authors or tuple(known)

    @property
    def sender_profile_id(self) -> str:
        """The legal entity that bills."""
        return self.shown.sender_profile_id

    @property
    def awaits_word(self) -> bool:
        """Whether an approver may still ask for changes."""
        return self.state is ContractState.PENDING_APPROVAL

    def reads_as(self, other: "Contract") -> bool:
        """Whether an approver who read `other` has read all that this proposes."""
        return self.proposal is None or self.proposal == other.proposal

    @property
    def may_end(self) -> frozenset[str]:
        """Who may end it beside finance: before it is agreed, its writers; afterwards whoever
        drafted it, for a proposed change makes nobody its author."""
        return self._drafter if self.agreed else self.writers

    @property
    def _drafter(self) -> frozenset[str]:
        """The drafter's own id, and that of the person behind it."""
        return frozenset({self.drafted_by.id, self.drafted_by.person})

    def proposed(self, proposal: Agreement, by: Actor, policy: ApprovalPolicy) -> "Contract":
        """With new terms, submitted; approvals of what was proposed before are void."""
        self._expect_not_ended("changed")
        if proposal in (self.proposal, self.agreed):
            if self.state is ContractState.DRAFT and proposal == self.proposal:
                return self._submitted(by, policy)
            raise NothingChanged()
        first = self.proposal is None
        authors = (by.person,) if first else tuple(dict.fromkeys((*self.authors, by.person)))
        changed = self.model_copy(update={"proposal": proposal, "authors": authors})
        return changed._submitted(by, policy)

    def redrafted(self, proposal: Agreement, by: Actor) -> "Contract":
        """With new terms, and still a draft. Raises NotInState or NothingChanged."""
        if self.state is not ContractState.DRAFT:
            raise NotInState(f"The contract {self.name}", self.state.words, "edited as a draft")
        if proposal == self.proposal:
            raise NothingChanged()
        authors = tuple(dict.fromkeys((*self.authors, by.person)))
        return self._next(proposal=proposal, authors=authors)

    def with_parties(self, parties: Parties, by: Actor, policy: ApprovalPolicy) -> "Contract":
        """Its proposal with the parties as they are now; approvals of the old ones are void.

        Whoever changed a party wrote a part of the proposal.
        """
        proposal = self.shown.model_copy(update={"parties": parties})
        changed = self._next(
            proposal=proposal,
            authors=tuple(dict.fromkeys((*self.authors, by.person))),
            approvals=(),
            customer_name=parties.bill_to.legal_name,
            seller_name=parties.seller.legal_name,
        )
        needed = policy.needed_for(changed.shown.total, changed.sender_profile_id)
        return changed.model_copy(update={"approvals_needed": needed})

    def _submitted(self, by: Actor, policy: ApprovalPolicy) -> "Contract":
        return self._next(
            submitted_by=by.person,
            approvals=(),
            reason="",
            approvals_needed=policy.needed_for(self.shown.total, self.sender_profile_id),
        )

    def approved(self, by: Actor, at: datetime, behalf: Delegator | None = None) -> "Contract":
        """With one more approval; with the last one the proposal is agreed. `behalf` is the
        approver for whom a delegate gives it.

        Raises NotInState, or as `with_one_more`.
        """
        proposal = self._pending("approved")
        one = Approval.given(by, at, proposal.hash, behalf)
        approvals = with_one_more(self.approvals, one, authors=self.writers, title=self.title)
        if len(approvals) < self.approvals_needed:
            return self._next(approvals=approvals)
        return self._next(
            proposal=None,
            agreed=proposal,
            revision=self.revision + 1,
            approvals=(),
            agreed_by=approvals,
            agreed_authors=self.authors,
            submitted_by=None,
        )

    def with_acceptance(self, agreed: Agreement) -> "Contract":
        """What is agreed with the day of an acceptance in it, which the approval of the contract
        covers. Raises NotInState, or ChangeWaits beside a proposed change."""
        self._expect_not_ended("accepted")
        if self.agreed is None:
            raise NotInState(f"The contract {self.name}", self.state.words, "accepted")
        if self.proposal is not None:
            raise ChangeWaits(self.title)
        return self._next(agreed=agreed, revision=self.revision + 1)

    def returned(self, reason: str) -> "Contract":
        """The proposal is a draft again, with the reason; what is agreed goes on."""
        self._pending("sent back")
        return self._next(submitted_by=None, approvals=(), reason=reason)

    def with_po(self, po_number: str) -> "Contract":
        """With the PO for all coming invoices. Raises NothingChanged or NotInState."""
        self._expect_not_ended("given a PO number")
        if po_number == self.po_number:
            raise NothingChanged()
        return self._next(po_number=po_number, po_proposal=None)

    def with_po_proposed(self, proposal: PoProposal) -> "Contract":
        """Waiting for a person, in place of one that waited before.

        Raises NotInState, or NothingChanged where that number is there or waits already.
        """
        self._expect_not_ended("given a PO number")
        waiting = self.po_proposal.po_number if self.po_proposal else None
        if proposal.po_number in (self.po_number, waiting):
            raise NothingChanged()
        return self._next(po_proposal=proposal)

    def with_po_discarded(self) -> "Contract":
        """Without the proposal. Raises NothingChanged."""
        if self.po_proposal is None:
            raise NothingChanged()
        return self._next(po_proposal=None)

    def ended(self, on: date, reason: str) -> "Contract":
        """No further invoice comes of it. Raises NotInState."""
        self._expect_not_ended("ended")
        return self._next(
            ended_on=on, reason=reason, proposal=None if self.agreed else self.proposal
        )

    def with_renewal(self, renewal: Renewal) -> "Contract":
        """What became of renewing it; what is agreed stays. Raises NothingChanged."""
        if renewal == self.renewal:
            raise NothingChanged()
        return self._next(renewal=renewal)

    def with_renewal_notice(self, days: int) -> "Contract":
        """Its renewal is proposed so many days before its end. Raises NothingChanged."""
        if days == self.renewal_notice_days:
            raise NothingChanged()
        return self._next(renewal_notice_days=days)

    def in_channel(self, deal_channel: str) -> "Contract":
        """Its card and thread go on there; what is agreed stays. Raises NothingChanged."""
        if deal_channel == self.deal_channel:
            raise NothingChanged().at("deal_channel")
        return self._next(deal_channel=deal_channel)

    def coming(self, after: int) -> tuple[ScheduledInvoice, ...]:
        """What the timer still has to bring, after the invoice of this sequence."""
        running = self.running
        return running.schedule.invoices[after:] if running else ()

    def _pending(self, action: str) -> Agreement:
        if self.state is not ContractState.PENDING_APPROVAL or self.proposal is None:
            raise NotInState(f"The contract {self.name}", self.state.words, action)
        return self.proposal

    def _expect_not_ended(self, action: str) -> None:
        if self.ended_on:
            raise NotInState(f"The contract {self.name}", self.state.words, action)

    def _next(self, **changes: object) -> "Contract":
        return self.model_copy(update={**changes, "sequence": self.sequence + 1})

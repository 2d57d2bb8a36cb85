"""An invoice: what it says, the states it goes through, and what may happen in each.

`draft → pending_approval → approved → issued → partially_paid → paid`, and `void`. Every method
returns a new invoice or raises a refusal; nothing is changed in place.
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import NamedTuple

from pydantic import Field

from jupiter_core.domain.account import Account, Credit
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.approval import Approval, ApprovalPolicy, Delegator, with_one_more
from jupiter_core.domain.collection import Collection
from jupiter_core.domain.content import BEFORE_ISSUE, OPEN, Content, State
from jupiter_core.domain.mail_contact import ContactRole
from jupiter_core.domain.money import Money, smallest
from jupiter_core.domain.portal import NothingToUpload, NotUploaded, Upload, UploadedAlready
from jupiter_core.domain.references import Reference, own_of
from jupiter_core.domain.refusals import (
    CarriedOver,
    CreditedAlready,
    CreditNoteStands,
    NothingChanged,
    NothingDue,
    NotInState,
    OutOfRange,
    OverCredit,
)
from jupiter_core.domain.replacement import Replacement

__all__ = ["BEFORE_ISSUE", "OPEN", "Content", "ContractPlace", "Invoice", "State"]


class ContractPlace(NamedTuple):
    """Where in which contract's schedule an invoice stands; `authors` wrote what was agreed, or
    made the invoice differ from it."""

    id: str
    revision: int
    sequence: int
    authors: tuple[str, ...]


class Invoice(Account):
    """One invoice or credit note at one moment.

    `sequence` counts every change since the first draft; `revision` is the version that people
    speak of: 0 before issue, 1 at issue, one more with each change of what is on the paper.
    `authors` are the ids of all people who wrote content, by hand or with a key of theirs: none
    of them may approve it. Where it comes
    from a contract, `contract_sequence` is its place in the schedule of that revision.
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
    ) -> "Invoice":
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
    ) -> "Invoice":
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
    ) -> "Invoice":
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

    def reads_as(self, other: "Invoice") -> bool:
        """Whether an approver who read `other` has read all that this waits to have approved."""
        if not self.awaits_word or self.content is other.content:
            return True
        return self.content.hash == other.content.hash

    def edited(self, content: Content, by: Actor) -> "Invoice":
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

    def submitted(self, by: Actor, policy: ApprovalPolicy) -> "Invoice":
        """Waiting for as many approvals as the policy asks for its total."""
        self._expect({State.DRAFT}, "submitted")
        return self._next(
            state=State.PENDING_APPROVAL,
            submitted_by=by.person,
            approvals_needed=self._needed_by(policy),
            approvals=(),
            reason="",
        )

    def resubmitted(self, policy: ApprovalPolicy) -> "Invoice":
        """The same, with the number of approvals that its present total asks for."""
        return self.model_copy(update={"approvals_needed": self._needed_by(policy)})

    def _needed_by(self, policy: ApprovalPolicy) -> int:
        return policy.needed_for(self.total, self.content.seller.profile_id)

    def approved(self, by: Actor, at: datetime, behalf: Delegator | None = None) -> "Invoice":
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

    def held(self, policy: ApprovalPolicy) -> "Invoice":
        """Taken out of the timer's hands: it needs an approval of its own now."""
        self._expect({State.APPROVED}, "held")
        held = self._next(state=State.PENDING_APPROVAL, approvals=())
        return held.resubmitted(policy)

    def with_po_carried(self, po_number: str) -> "Invoice":
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

    def returned(self, reason: str) -> "Invoice":
        """Back to draft, because somebody asks for changes."""
        self._expect({State.PENDING_APPROVAL, State.APPROVED}, "sent back")
        return self._next(state=State.DRAFT, approvals=(), reason=reason)

    def issued(self, number: str, at: datetime, on: date) -> "Invoice":
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

    @property
    def ap_email(self) -> str:
        """The AP e-mail on the paper; may be empty."""
        return self.content.bill_to.ap_contact.email

    @property
    def mailed_to(self) -> str:
        """The AP e-mail that people here stand behind; may be empty."""
        return self.ap_email if self.mail_to is None else self.mail_to

    @property
    def ap_mailboxes(self) -> tuple[str, ...]:
        """Where the links go that may change it: the first AP contact's, and those of the others
        who are written to."""
        more = self.content.bill_to.more_contacts
        written = (each.email for each in more if each.role is ContactRole.TO)
        return tuple(each for each in (self.mailed_to, *written) if each)

    def amended(self, amendment: Amendment, by: Actor | None = None) -> "Invoice":
        """Same number, same amounts, one revision more.

        An AP e-mail that AP itself gave waits for a person here; mail goes on to the one before.
        Raises NotInState or NothingChanged.
        """
        self._expect(OPEN, "amended")
        content = self.showing(amendment).content
        if content == self.content:
            raise NothingChanged()
        after = self._next(content=content, revision=self.revision + 1)
        of_ap = by is not None and by.kind is ActorKind.AP
        return after._mailing_to(self.mailed_to) if of_ap else after._mail_following(self)

    def ap_email_confirmed(self) -> "Invoice":
        """Mail goes to the AP e-mail on the paper from now on. Raises NothingChanged."""
        if self.mail_to is None:
            raise NothingChanged()
        return self._next(mail_to=None)

    def ap_email_discarded(self) -> "Invoice":
        """The AP e-mail of before is on the paper again. Raises NothingChanged or NotInState."""
        if self.mail_to is None:
            raise NothingChanged()
        contact = self.content.bill_to.ap_contact.model_copy(update={"email": self.mail_to})
        return self.amended(self.amendable().model_copy(update={"ap_contact": contact}))

    def _mailing_to(self, email: str) -> "Invoice":
        """Mail goes to `email`, whatever AP has put on the paper."""
        held = email if self.ap_email.lower() != email.lower() else None
        return self.model_copy(update={"mail_to": held})

    def _mail_following(self, before: "Invoice") -> "Invoice":
        """Our own people's AP e-mail needs no confirming; what waited goes on to wait."""
        same = self.ap_email == before.ap_email
        return self if same else self.model_copy(update={"mail_to": None})

    def showing(self, amendment: Amendment) -> "Invoice":
        """What it would say with `amendment`; no version of it."""
        bill_to = amendment.applied_to(self.content.bill_to)
        update: dict[str, object] = {"po_number": amendment.po_number, "bill_to": bill_to}
        if amendment.references is not None:
            fields = self.content.bill_to.references
            update["references"] = own_of(fields, amendment.references)
        return self.model_copy(update={"content": self.content.model_copy(update=update)})

    def amendable(self) -> Amendment:
        """What an amendment may change, as it is now."""
        content = self.content
        references = tuple(
            Reference(key=each.key, label=each.label, value=each.value)
            for each in content.reference_entries
        )
        return Amendment.of(content.po_number, content.bill_to, references)

    @property
    def awaiting(self) -> Collection:
        """Whether its payment is disputed, promised or not reminded of."""
        return self.collection or Collection()

    def collecting(self, collection: Collection, action: str) -> "Invoice":
        """With other news of its payment, and the same paper; `action` is a past participle.

        Raises NotInState or NothingDue.
        """
        self._expect(OPEN, action)
        if not self.amount_due.minor:
            raise NothingDue(_capitalised(self.title))
        return self._next(collection=None if collection.is_empty else collection)

    @property
    def upload_due(self) -> bool:
        """Whether somebody has to put it on its customer's portal."""
        stands = self.number is not None and self.state is not State.VOID
        return stands and self.upload is not None and self.upload.is_due

    def put_on_portal(self, by: Actor, at: datetime) -> "Invoice":
        """Ticked off; nothing of the paper changes. Raises NothingToUpload or UploadedAlready."""
        if self.upload is None or self.state is State.VOID:
            raise NothingToUpload(_capitalised(self.title))
        if self.upload.by:
            raise UploadedAlready(_capitalised(self.title), self.upload.by.name)
        done = Upload(portal=self.upload.portal, by=by, at=at, revision=self.revision)
        return self._next(upload=done)

    def upload_undone(self) -> "Invoice":
        """Due again. Raises NothingToUpload or NotUploaded."""
        if self.upload is None or self.state is State.VOID:
            raise NothingToUpload(_capitalised(self.title))
        if self.upload.is_due:
            raise NotUploaded(_capitalised(self.title))
        return self._next(upload=Upload(portal=self.upload.portal))

    def expect_creditable(self) -> None:
        """Raises CreditNoteStands, CarriedOver, or NotInState before issue and once it is void."""
        if self.is_carried_over:
            raise CarriedOver(self.title, self.content.carried_from)
        if self.is_credit_note:
            raise CreditNoteStands(self.title)
        self._expect({*OPEN, State.PAID}, "credited")

    def with_credit(self, credit: Credit) -> "Invoice":
        """With an issued credit note against it; paid where nothing is due any more.

        Raises NotInState, CreditNoteStands, MixedCurrencies or OverCredit.
        """
        self.expect_creditable()
        if credit.amount.minor <= 0:
            raise OutOfRange(
                "The amount", smallest(self.content.currency).words, self.creditable.words
            )
        if (self.creditable - credit.amount).minor < 0:
            raise OverCredit(self.title, credit.amount.words, self.creditable.words)
        after = self._next(credits=(*self.credits, credit), revision=self.revision + 1)
        return after if after.amount_due.minor else after.model_copy(update={"state": State.PAID})

    def voided(self, reason: str) -> "Invoice":
        """Void, with the reason; its number stays taken.

        Raises NotInState; CreditNoteStands or CreditedAlready where a credit note is issued.
        """
        settled = {State.PAID} if self.is_nil else set()
        self._expect(BEFORE_ISSUE | {State.ISSUED} | settled, "voided")
        if self.is_credit_note and self.number:
            raise CreditNoteStands(self.title)
        if self.credits:
            raise CreditedAlready(self.title)
        revision = self.revision + 1 if self.number else 0
        return self._next(state=State.VOID, reason=reason, approvals=(), revision=revision)

    @property
    def is_voidable(self) -> bool:
        """Whether `voided` takes it as it stands."""
        settled = {State.PAID} if self.is_nil else set()
        standing = self.state in BEFORE_ISSUE | {State.ISSUED} | settled
        return standing and not self.credits and not (self.is_credit_note and self.number)

    def with_replacement(self, other: Replacement) -> "Invoice":
        """Another invoice takes its place; nothing of the paper changes."""
        return self._next(replaced_by=other)

    def with_new_link(self) -> "Invoice":
        """Every link that was given out before is dead."""
        self._expect({*OPEN, State.PAID, State.VOID}, "given a new link")
        return self._next(link_generation=self.link_generation + 1)

    def in_channel(self, deal_channel: str) -> "Invoice":
        """Its card and thread go on there; nothing that was approved or issued is touched.

        Raises NothingChanged.
        """
        if deal_channel == self.deal_channel:
            raise NothingChanged().at("deal_channel")
        return self._next(deal_channel=deal_channel)

    def _expect(self, states: frozenset[State] | set[State], action: str) -> None:
        if self.state not in states:
            raise NotInState(_capitalised(self.title), self.state.words, action)

    def _next(self, **changes: object) -> "Invoice":
        return self.model_copy(update={**changes, "sequence": self.sequence + 1})


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]

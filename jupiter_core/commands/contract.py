"""Contracts: sales ops proposes terms, later changes them; each time others have to agree."""

from datetime import date

from jupiter_core.commands.account_policy import expect_account_of_agreement
from jupiter_core.commands.archived import expect_entity_in_use, expect_may_propose
from jupiter_core.commands.permission import expect_drafter, expect_own_contract
from jupiter_core.commands.printable import expect_printable
from jupiter_core.commands.record import as_seen, record, record_first
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract, ContractState
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.contract.name import NAME_LIMIT
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.events import EventName
from jupiter_core.domain.external_id import external_id_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.picked import picked_terms
from jupiter_core.domain.po_number import po_number_of
from jupiter_core.domain.references import words_of
from jupiter_core.domain.refusals import IssuedUnderOtherTerms, NotInState, Required, placed
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.domain.schedule.changed import reschedule
from jupiter_core.domain.text import line_of
from jupiter_core.ports import Renderer, UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_cautions import issued_of


class SubmitContract(Frozen):
    """A new contract for a deal channel, at once submitted unless it is to stay a draft.

    An empty name is made up. A draft may do without a channel until it is submitted. `renews` is
    the id of the contract that it follows.
    """

    by: Actor
    deal_channel: str
    name: str
    customer_id: str
    sender_profile_id: str
    terms: ContractTerms
    po_number: str = ""
    memo: str = ""
    form_id: str | None = None
    external_id: str = ""
    as_draft: bool = False
    renews: str = ""


class SubmitContractDraft(Frozen):
    """A draft as it stands, in its channel or in the one that is named now."""

    by: Actor
    contract_id: str
    expected_version: int | None
    deal_channel: str = ""


class ReviseContract(Frozen):
    """New terms for a contract: of a proposal, or as a change of what is agreed.

    With `as_draft`, what is a draft stays one. `credit_method` says what becomes of what is billed
    already and would not be due any more.
    """

    by: Actor
    contract_id: str
    expected_version: int | None
    terms: ContractTerms
    memo: str | None = None
    form_id: str | None = None
    as_draft: bool = False
    credit_method: CreditMethod = CreditMethod.NEXT_INVOICE


def submit_contract(command: SubmitContract, uow: UnitOfWork, renderer: Renderer) -> Contract:
    """Raises NotPermitted, NotFound, EntityArchived, NoBankAccount, AlreadyTaken or
    ValidationErrors."""
    expect_drafter(uow, command.by, Scope.CONTRACTS_WRITE)
    customer = uow.customers.get(command.customer_id)
    expect_entity_in_use(uow, command.sender_profile_id)
    profile = uow.sender_profiles.get(command.sender_profile_id)
    _expect_terms_printable(command.terms, command.memo, renderer)
    terms = picked_terms(command.terms, profile, customer)
    proposal = Agreement(
        customer_id=customer.id,
        sender_profile_id=profile.id,
        memo=command.memo,
        terms=terms,
        schedule=schedule_of(terms),
        parties=Parties.now(profile, customer, terms.currency),
    )
    draft = Contract(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        deal_channel=command.deal_channel,
        name=_name(command, customer.name, uow),
        customer_name=customer.name,
        seller_name=profile.legal_name,
        proposal=proposal,
        drafted_by=command.by,
        authors=(command.by.person,),
        po_number=placed("po_number", lambda: po_number_of(command.po_number)),
        external_id=placed("external_id", lambda: external_id_of(command.external_id)),
        renews=command.renews,
    )
    record_first(uow, draft, by=command.by)
    _forget(uow, command.form_id)
    return draft if command.as_draft else _submit(uow, draft, command.by)


def submit_contract_draft(command: SubmitContractDraft, uow: UnitOfWork) -> Contract:
    """Raises NotPermitted, NotInScope, ChangedSinceSeen, NotInState, EntityArchived, or Required
    at `deal_channel`."""
    draft = _own_as_seen(uow, command)
    if draft.state is not ContractState.DRAFT:
        raise NotInState(f"The contract {draft.name}", draft.state.words, "submitted")
    if command.deal_channel:
        draft = draft.model_copy(update={"deal_channel": command.deal_channel})
    return _submit(uow, draft, command.by)


def _own_as_seen(uow: UnitOfWork, command: SubmitContractDraft | ReviseContract) -> Contract:
    """A key needs a scope of its own for what anybody else drafted."""
    expect_drafter(uow, command.by, None)
    before = as_seen(uow, CONTRACT, command.contract_id, command.expected_version)
    expect_own_contract(uow, command.by, before)
    return before


def _submit(uow: UnitOfWork, draft: Contract, by: Actor) -> Contract:
    _expect_channel(draft)
    expect_may_propose(uow, draft)
    expect_account_of_agreement(uow, draft.shown)
    pending = draft.proposed(draft.shown, by, uow.workspace().policy)
    return record(uow, draft, pending, EventName.CONTRACT_SUBMITTED, by=by)


def _expect_channel(draft: Contract) -> None:
    """The request has to be put somewhere."""
    if not draft.deal_channel:
        raise Required("The deal's channel").at("deal_channel")


def revise_contract(command: ReviseContract, uow: UnitOfWork, renderer: Renderer) -> Contract:
    """A proposal of its own; what is agreed goes on until it is approved.

    Raises NotPermitted, NotInScope, ChangedSinceSeen, NotInState, NothingChanged,
    CreditNoteNeeded, EntityArchived, ValidationErrors, or Required at `deal_channel`.
    """
    before = _own_as_seen(uow, command)
    stays = command.as_draft and before.state is ContractState.DRAFT
    if not stays:
        _expect_channel(before)
        expect_may_propose(uow, before)
    shown = before.shown
    memo = shown.memo if command.memo is None else command.memo
    _expect_terms_printable(command.terms, memo, renderer)
    terms = terms_picked(uow, before, command.terms)
    proposal = reproposed(uow, before, terms, credit_method=command.credit_method)
    proposal = proposal.model_copy(update={"memo": memo})
    _forget(uow, command.form_id)
    if stays:
        edited = before.redrafted(proposal, command.by)
        return record(uow, before, edited, EventName.CONTRACT_EDITED, by=command.by)
    expect_account_of_agreement(uow, proposal)
    after = before.proposed(proposal, command.by, uow.workspace().policy)
    return record(uow, before, after, EventName.CONTRACT_SUBMITTED, by=command.by)


def terms_picked(uow: UnitOfWork, contract: Contract, terms: ContractTerms) -> ContractTerms:
    """With what is picked from the lists of its parties, as they are now."""
    shown = contract.shown
    entity = uow.sender_profiles.get(shown.sender_profile_id)
    return picked_terms(terms, entity, uow.customers.get(shown.customer_id))


def reproposed(
    uow: UnitOfWork,
    contract: Contract,
    terms: ContractTerms,
    not_before: date | None = None,
    *,
    credit_method: CreditMethod = CreditMethod.NEXT_INVOICE,
) -> Agreement:
    """The shown agreement with these terms, its schedule beginning with what is issued by now.

    `not_before` is the day of the proposal; without one it is today, where the entity is. The
    parties are as they are now.
    """
    profile = uow.sender_profiles.get(contract.shown.sender_profile_id)
    customer = uow.customers.get(contract.shown.customer_id)
    day = not_before or profile.today(uow.now)
    issued_count = issued_of(uow, contract)
    agreed = contract.agreed
    terms = terms.with_acceptances_of(agreed.terms) if agreed else terms
    if agreed and issued_count:
        if terms.start_date != agreed.terms.start_date:
            raise IssuedUnderOtherTerms()
        held = agreed.schedule
        issued = held.invoices[:issued_count]
        schedule = reschedule(issued, terms, day, credit_method, held.settled)
    else:
        schedule = schedule_of(terms)
    return contract.shown.model_copy(
        update={
            "terms": terms,
            "schedule": schedule,
            "not_before": day if agreed else None,
            "credit_method": credit_method,
            "parties": Parties.now(profile, customer, terms.currency),
        }
    )


def _name(command: SubmitContract, customer: str, uow: UnitOfWork) -> str:
    """As given; else the customer and the year, with a number when that is taken."""
    if command.name.strip():
        return line_of(command.name, "Name", NAME_LIMIT)
    base = f"{customer[: NAME_LIMIT - 10]} {command.terms.start_date.year}"
    names = (base, *(f"{base} ({n})" for n in range(2, 1000)))
    return next(name for name in names if uow.contracts.find_name(name) is None)


def _expect_terms_printable(terms: ContractTerms, memo: str, renderer: Renderer) -> None:
    texts = {
        f"lines[{n}].description": ("Description", line.description)
        for n, line in enumerate(terms.lines)
    }
    texts |= {
        f"lines[{n}].parts[{m}].name": ("Name of the milestone", part.name)
        for n, line in enumerate(terms.lines)
        if isinstance(line, Milestones)
        for m, part in enumerate(line.parts)
    }
    texts |= {
        f"adjustments[{n}].reason": ("Reason", each.discount.reason)
        for n, each in enumerate(terms.adjustments)
    }
    texts |= {"memo": ("Memo", memo), "references": ("Reference", words_of(terms.references))}
    expect_printable(texts, renderer)


def _forget(uow: UnitOfWork, form_id: str | None) -> None:
    if form_id:
        uow.forms.discard(form_id)

"""Recording a change of a contract: the version, the event, and the messages, in one go."""

from jupiter_core.commands.record import sealed, tell
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.changes import contract_changes
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.refusals import ChangedSinceSeen, NotFound
from jupiter_core.domain.version import GENESIS
from jupiter_core.ports import UnitOfWork


def record_first_contract(uow: UnitOfWork, contract: Contract, *, by: Actor) -> None:
    """Keeps a new contract with its first version. Raises AlreadyTaken for its name."""
    name = EventName.CONTRACT_CREATED
    version = sealed(uow, contract, name, by=by, note="", previous_hash=GENESIS)
    uow.contracts.add(contract, version)
    tell_of_contract(uow, contract, name, by=by)


def record_contract(
    uow: UnitOfWork,
    before: Contract,
    after: Contract,
    name: EventName,
    *,
    by: Actor,
    note: str = "",
) -> Contract:
    """Keeps `after` as the next version. Raises ChangedSinceSeen when another was first."""
    previous = uow.contracts.head(after.id).hash
    version = sealed(uow, after, name, by=by, note=note, previous_hash=previous)
    uow.contracts.save(after, version)
    tell_of_contract(uow, after, name, by=by, before=before, note=note)
    return after


def tell_of_contract(
    uow: UnitOfWork,
    contract: Contract,
    name: EventName,
    *,
    by: Actor,
    before: Contract | None = None,
    note: str = "",
) -> None:
    """An event of the contract, with what is different from `before`."""
    event = Event(
        id=uow.new_id(),
        workspace_id=uow.workspace_id,
        name=name,
        subject_id=contract.id,
        sequence=contract.sequence,
        at=uow.now,
        by=by,
        changes=contract_changes(before, contract) if before else (),
        note=note,
    )
    tell(uow, event, contract)


def contract_as_seen(uow: UnitOfWork, contract_id: str, seen: int | None) -> Contract:
    """The contract, if nobody changed it since version `seen` (None: whatever it is now).

    Raises NotFound or ChangedSinceSeen, which says what changed meanwhile.
    """
    contract = uow.contracts.get(contract_id)
    if seen is not None and seen != contract.sequence:
        raise contract_changed_since(uow, contract, seen)
    return contract


def contract_changed_since(uow: UnitOfWork, contract: Contract, seen: int) -> ChangedSinceSeen:
    """The refusal for a writer who saw version `seen` of what is now `contract`."""
    try:
        old = uow.versions.at(contract.id, seen).contract()
        changes = "; ".join(each.words for each in contract_changes(old, contract))
    except NotFound:
        changes = ""
    return ChangedSinceSeen(
        contract.title, changes or "somebody worked on it", seen, contract.sequence
    )

"""Customers from another system's file: all of it in one transaction, or nothing.

A customer is known again by what the other system calls it, else by its name and where it is. What
a row does not say stays as it is here.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jupiter_core.commands.importing import (
    ImportChoice,
    expect_importer,
    expect_plan,
    planned_rows,
    tell_import,
)
from jupiter_core.commands.known_customers import KnownCustomers
from jupiter_core.commands.parties import SaveCustomer, expect_savable, save_customer
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change, customer_changes
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.importing import (
    Fate,
    FileRow,
    ImportFile,
    ImportKind,
    ImportPlan,
    PlannedRow,
)
from jupiter_core.domain.party import Customer, SenderProfile, TaxId
from jupiter_core.domain.party_facts import AP_EMAIL, USUAL_ENTITY
from jupiter_core.domain.refusals import (
    EntityArchived,
    NoSuchEntity,
)
from jupiter_core.domain.text import key_of
from jupiter_core.ports import Renderer, UnitOfWork

_WHOLE = ("name", "external_id", "address", "attention", "cost_centre", "buyer_reference")
_MORE = ("endpoint", "language", "po_required", "delivery", "references", "ship_to", "portal")
"""Parts that a row says as a whole, where it says them."""
_USUAL = {
    "currency": ("currency",),
    "net_terms": ("net_terms", "due_rule"),
    "prices_include_tax": ("prices_include_tax",),
}
"""What a column says of the usual deal, and the parts that it is kept in."""


class CustomerRow(NamedTuple):
    """What a row says of a customer, who has no id yet; None where the file's mistakes have what is
    wrong with it. `entity` is the name of their usual legal entity."""

    row: FileRow
    said: Customer | None
    entity: str = ""


class CustomerImport(NamedTuple):
    """A file that was read, and what its rows say."""

    file: ImportFile
    rows: tuple[CustomerRow, ...]


class _Planned(NamedTuple):
    row: PlannedRow
    customer: Customer


def plan_customers(
    found: CustomerImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """What the file would do; stores nothing. Raises NotPermitted or NotInScope."""
    return _planned(found, choice, uow, renderer)[0]


def import_customers(
    found: CustomerImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> ImportPlan:
    """What it has done. Raises also PlanChanged, BadRows or NothingToImport."""
    plan, planned = _planned(found, choice, uow, renderer)
    expect_plan(plan, choice)
    told: list[Change] = []
    for each in planned:
        if each.row.fate is Fate.SAME or (each.row.fate is Fate.CHANGED and not choice.update):
            continue
        command = SaveCustomer(by=choice.by, customer=each.customer, in_import=True)
        save_customer(command, uow, renderer)
        told += _told_of(each)
    tell_import(uow, plan, choice, tuple(told))
    return plan


def _told_of(planned: _Planned) -> Iterator[Change]:
    """To which other address mails go now."""
    for change in planned.row.changes:
        if change.what == AP_EMAIL and planned.row.fate is Fate.CHANGED:
            yield change.model_copy(update={"what": f"{AP_EMAIL} of {planned.row.name}"})


def _planned(
    found: CustomerImport, choice: ImportChoice, uow: UnitOfWork, renderer: Renderer
) -> tuple[ImportPlan, list[_Planned]]:
    expect_importer(uow, choice, Scope.CUSTOMERS_WRITE)
    known, entities = KnownCustomers(uow), uow.sender_profiles.all()

    def take(row: FileRow, found: CustomerRow) -> _Planned | None:
        entity = _entity(found.entity, entities)
        if found.said is None:
            return None
        said = _with_entity(found.said, entity)
        return _taken(row, said, known, entities, uow, renderer)

    rows = ((each.row, each) for each in found.rows)
    return planned_rows(ImportKind.CUSTOMERS, found.file, rows, take)


def _taken(
    row: FileRow,
    said: Customer,
    known: KnownCustomers,
    entities: list[SenderProfile],
    uow: UnitOfWork,
    renderer: Renderer,
) -> _Planned:
    """Raises RepeatedRow, or what `expect_savable` raises."""
    before = known.of(said)
    after = _merged(before, said, row) if before else said.model_copy(update={"id": "new"})
    planned = PlannedRow(row=row.number, name=after.name, fate=Fate.SAME)
    if after != before:
        expect_savable(uow, after, renderer)
    known.taken(after, row.number)
    if before is None:
        after = after.model_copy(update={"id": uow.new_id()})
        return _Planned(planned.model_copy(update={"fate": Fate.NEW}), after)
    changes = _shown(customer_changes(before, after), entities)
    fate = Fate.CHANGED if after != before else Fate.SAME
    return _Planned(planned.model_copy(update={"fate": fate, "changes": changes}), after)


def _entity(name: str, entities: list[SenderProfile]) -> SenderProfile | None:
    """Raises NoSuchEntity or EntityArchived."""
    if not name:
        return None
    wanted = key_of(name)
    named = [each for each in entities if wanted in (key_of(each.legal_name), key_of(each.id))]
    if not named:
        names = "; ".join(each.legal_name for each in entities if not each.archived)
        raise NoSuchEntity(name[:100], names or "none yet").at("entity")
    if named[0].archived:
        raise EntityArchived(named[0].legal_name).at("entity")
    return named[0]


def _with_entity(said: Customer, entity: SenderProfile | None) -> Customer:
    if entity is None:
        return said
    usual = (said.defaults or DealDefaults()).model_copy(update={"sender_profile_id": entity.id})
    return said.model_copy(update={"defaults": usual})


def _merged(known: Customer, said: Customer, row: FileRow) -> Customer:
    """As it is known, with what the row says."""
    update = {name: getattr(said, name) for name in (*_WHOLE, *_MORE) if _says(row, said, name)}
    if row.says("ap_contact"):
        parts = {
            part: getattr(said.ap_contact, part)
            for part in ("name", "email")
            if row.says(f"ap_contact.{part}")
        }
        update["ap_contact"] = known.ap_contact.model_copy(update=parts)
    if said.tax_ids:
        update["tax_ids"] = _tax_ids(known, said)
    if said.defaults:
        told = (name for name in _USUAL if row.says(f"defaults.{name}"))
        usual = {part: getattr(said.defaults, part) for name in told for part in _USUAL[name]}
        if said.defaults.sender_profile_id:
            usual["sender_profile_id"] = said.defaults.sender_profile_id
        update["defaults"] = (known.defaults or DealDefaults()).model_copy(update=usual)
    return known.model_copy(update=update)


def _says(row: FileRow, said: Customer, name: str) -> bool:
    """A part of an address or of a portal by itself says nothing of it."""
    return row.says(name) and getattr(said, name) is not None


def _tax_ids(known: Customer, said: Customer) -> tuple[TaxId, ...]:
    """Those of the row in the place of others of their kind; the rest stays, in its order."""
    new = {each.kind: each for each in said.tax_ids}
    kept = [new.pop(each.kind, each) for each in known.tax_ids]
    return (*kept, *new.values())


def _shown(changes: Iterable[Change], entities: list[SenderProfile]) -> tuple[Change, ...]:
    """With an entity's name for its id."""
    names = {each.id: each.legal_name for each in entities}
    return tuple(
        each
        if each.what != USUAL_ENTITY
        else each.model_copy(
            update={"old": names.get(each.old, each.old), "new": names.get(each.new, each.new)}
        )
        for each in changes
    )

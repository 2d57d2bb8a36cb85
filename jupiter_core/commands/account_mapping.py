"""Naming the ledger accounts on which a legal entity's journal is posted."""

from jupiter_core.commands.permission import expect_finance
from jupiter_core.commands.record import notify
from jupiter_core.domain.accounting.mapping import AccountMapping
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import Scope
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import Frozen, canonical_json
from jupiter_core.ports import UnitOfWork


class NameLedgerAccounts(Frozen):
    """The accounts as they are to be, all of them."""

    by: Actor
    mapping: AccountMapping


def name_ledger_accounts(command: NameLedgerAccounts, uow: UnitOfWork) -> AccountMapping:
    """Only finance may. The same accounts again change nothing.

    Raises NotPermitted, NotInScope, NotFound for the legal entity, or what `checked` raises.
    """
    expect_finance(uow, command.by, "name ledger accounts", Scope.SENDER_PROFILES_WRITE)
    entity = uow.sender_profiles.get(command.mapping.profile_id)
    mapping = command.mapping.checked()
    before = uow.account_mappings.find(entity.id)
    if before == mapping:
        return mapping
    uow.account_mappings.save(mapping)
    name = EventName.LEDGER_ACCOUNTS_CHANGED
    notify(uow, name, entity.id, by=command.by, changes=_changes(before, mapping))
    return mapping


def _changes(before: AccountMapping | None, after: AccountMapping) -> tuple[Change, ...]:
    old, new = _facts(before), _facts(after)
    return tuple(
        Change(what=name, old=old.get(name, ""), new=new.get(name, ""))
        for name in dict.fromkeys((*old, *new))
        if old.get(name, "") != new.get(name, "")
    )


def _facts(mapping: AccountMapping | None) -> dict[str, str]:
    if mapping is None:
        return {}
    named = {kind.words: account for kind, account in mapping.accounts.items()}
    rates = {f"Accounts at {each.key}": f"{each.revenue}, {each.tax}" for each in mapping.rates}
    banks = {f"Bank {each.of}": each.account for each in mapping.banks}
    customers = {f"Customer {each.of}": each.account for each in mapping.customers}
    more = {"Rate without tax": mapping.no_tax, "Subsidiary": mapping.subsidiary}
    datev = {"DATEV": canonical_json(mapping.datev)} if mapping.datev else {}
    return {**named, **rates, **banks, **customers, **more, **datev}

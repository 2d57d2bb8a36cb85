"""What entries of bank statements may be for, as the open invoices are now."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.domain.content import OPEN
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.match_proposal import Certainty, Proposal
from jupiter_core.domain.matching import proposals
from jupiter_core.domain.open_item import OpenItem, name_key
from jupiter_core.domain.open_items import OpenItems
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.payment import PaymentSource
from jupiter_core.domain.refusals import AccountOfSeveral, ChooseAccount, NoAccountOfOurs
from jupiter_core.domain.statement import (
    BankStatement,
    StatementEntry,
    account_of,
    account_words,
)
from jupiter_core.domain.statement_columns import KnownAccount
from jupiter_core.ports import InvoiceFilter, UnitOfWork

_AT_ONCE = 500
_LEAST_DIGITS = 8
"""Digits of an account number that are enough to find the IBAN that ends with it."""


class AccountKey(NamedTuple):
    """A bank account of a legal entity: its number as numbers are compared, and how its bank may
    write it, with the code of the clearing in front."""

    profile: SenderProfile
    number: str
    currency: str
    spellings: tuple[str, ...]


def account_keys(uow: UnitOfWork) -> list[AccountKey]:
    """Of all legal entities."""
    return [
        _key(profile, account)
        for profile in uow.sender_profiles.all()
        for account in profile.bank_accounts
    ]


def _key(profile: SenderProfile, account: BankAccount) -> AccountKey:
    number = account_of(account.number)
    local = account_of(f"{account.clearing_code}{account.account_number or ''}")
    return AccountKey(profile, number, account.currency, (number, local) if local else (number,))


def known_accounts(uow: UnitOfWork) -> tuple[KnownAccount, ...]:
    """All of them, with how their CSV files are read."""
    return tuple(
        KnownAccount(
            entity=each.profile.legal_name,
            number=each.number,
            currency=each.currency,
            columns=tuple(uow.statements.columns(each.number)),
        )
        for each in account_keys(uow)
    )


def owner_of(uow: UnitOfWork, statement: BankStatement) -> tuple[SenderProfile, str]:
    """The legal entity whose account it is, and that account in the entity's spelling: a bank may
    write the last digits of an IBAN only. Raises ChooseAccount, NoAccountOfOurs or
    AccountOfSeveral."""
    ours = [each for each in account_keys(uow) if each.currency == statement.currency]
    if not statement.account:
        names = (each.words for each in known_accounts(uow))
        raise ChooseAccount("; ".join(names) or "none yet").at("account")
    for fits in (_is_exact, _is_with_bank, _is_end):
        found = {
            (each.profile.id, each.number): each
            for each in ours
            if any(fits(spelling, statement) for spelling in each.spellings)
        }
        if len(found) == 1:
            one = next(iter(found.values()))
            return one.profile, one.number
        if found:
            owners = sorted(each.profile.legal_name for each in found.values())
            raise AccountOfSeveral(_named(statement), "; ".join(owners)).at("account")
    raise NoAccountOfOurs(_named(statement)).at("account")


def _named(statement: BankStatement) -> str:
    return f"{account_words(statement.account)}, {statement.currency}"


def _is_exact(number: str, statement: BankStatement) -> bool:
    return number.lstrip("0") == statement.account.lstrip("0")


def _is_with_bank(number: str, statement: BankStatement) -> bool:
    return number[4:] == statement.bank_code + statement.account


def _is_end(number: str, statement: BankStatement) -> bool:
    return len(statement.account) >= _LEAST_DIGITS and number.endswith(statement.account)


def open_items(
    uow: UnitOfWork, profile_id: str, currency: str, entries: Iterable[StatementEntry]
) -> OpenItems:
    """What is open for that entity in that currency, and who paid for whom before."""
    items = (OpenItem.of(each) for each in _open_invoices(uow) if each.number)
    ours = (e for e in items if e.profile_id == profile_id and e.due.currency == currency)
    keys = {key for each in entries for key in payer_keys(each)}
    return OpenItems(ours, uow.statements.payers(sorted(keys)))


def payer_keys(entry: StatementEntry) -> tuple[str, ...]:
    """How whoever paid is remembered: their account and their name."""
    return tuple(filter(None, (entry.counterparty_account, name_key(entry.counterparty))))


def proposals_for(uow: UnitOfWork, entry: StatementEntry, items: OpenItems) -> tuple[Proposal, ...]:
    """The best first. Where a person or another system recorded a payment of the same amount, this
    may be that one: then nothing is more than likely."""
    found = (_doubted(uow, entry, each) for each in proposals(entry, items))
    return tuple(sorted(found, key=lambda each: list(Certainty).index(each.certainty)))


def _doubted(uow: UnitOfWork, entry: StatementEntry, proposal: Proposal) -> Proposal:
    if proposal.certainty is not Certainty.CERTAIN:
        return proposal
    told = (
        payment
        for part in proposal.parts
        for payment in uow.payments.of_invoice(part.invoice_id)
        if payment.source is not PaymentSource.STATEMENT and payment.reversal is None
    )
    if not any(payment.amount == entry.amount for payment in told):
        return proposal
    return proposal.doubted("a payment of this amount was recorded for it already")


def matched_now(uow: UnitOfWork, entries: Sequence[ImportedEntry]) -> list[ImportedEntry]:
    """The same entries with what they may be for as things are; nothing is stored."""
    places = {(each.profile_id, each.amount.currency) for each in entries}
    items = {
        place: open_items(uow, *place, (each.entry for each in entries if _place(each) == place))
        for place in places
    }
    return [each.matched(proposals_for(uow, each.entry, items[_place(each)])) for each in entries]


def proposals_now(uow: UnitOfWork, entry: ImportedEntry) -> tuple[Proposal, ...]:
    """Of one that waits."""
    return matched_now(uow, [entry])[0].proposals


def _place(entry: ImportedEntry) -> tuple[str, str]:
    return entry.profile_id, entry.amount.currency


def _open_invoices(uow: UnitOfWork) -> Iterator[Invoice]:
    after = ""
    wanted = InvoiceFilter(states=tuple(sorted(OPEN)))
    while page := uow.invoices.page(wanted, after=after, limit=_AT_ONCE):
        yield from page
        after = page[-1].id

"""Bank statements and their entries as other systems read them."""

from datetime import date, datetime

from pydantic import Field

from jupiter_core.domain.bank_entry import EntryState, ImportedEntry, ImportedStatement
from jupiter_core.domain.match_proposal import Certainty, Part, Proposal
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.statement import StatementFormat
from jupiter_core.queries.resources.shapes import Amount, Currency, Resource, Who


class EntryPartResource(Resource):
    """What of an entry is for one invoice."""

    invoice_id: str
    number: str
    amount: Amount

    @classmethod
    def of(cls, part: Part) -> "EntryPartResource":
        return cls(invoice_id=part.invoice_id, number=part.number, amount=str(part.amount))


class ProposalResource(Resource):
    """What an entry may be for, the surest first. `short` is what the invoices lack to be settled,
    `settle_rest_as` what seems to have taken it."""

    invoices: tuple[EntryPartResource, ...]
    certainty: Certainty
    reasons: tuple[str, ...]
    short: Amount | None
    settle_rest_as: SettlementKind | None

    @classmethod
    def of(cls, proposal: Proposal) -> "ProposalResource":
        return cls(
            invoices=tuple(EntryPartResource.of(each) for each in proposal.parts),
            certainty=proposal.certainty,
            reasons=proposal.reasons,
            short=str(proposal.short) if proposal.short else None,
            settle_rest_as=proposal.short_for,
        )


class BankEntryResource(Resource):
    """One movement on a bank account, and what became of it."""

    id: str
    statement_id: str
    sender_profile_id: str
    account: str
    state: EntryState
    booked_on: date
    value_on: date | None
    amount: Amount = Field(description="Below zero where it left the account.")
    currency: Currency
    counterparty: str
    counterparty_account: str
    remittance: str
    structured_reference: str
    end_to_end_id: str
    bank_reference: str
    batch: str = Field(description="The bank's reference of the sum in which it was booked.")
    fee: Amount | None = Field(description="What a bank kept of it, where it says so.")
    is_reversal: bool
    proposals: tuple[ProposalResource, ...]
    booked: tuple[EntryPartResource, ...]
    reason: str = Field(description="Why it is ignored.")
    seen_as: StatementFormat | None = Field(
        description="The format in which an entry of the same day and amount, or its batch "
        "otherwise split, came before: perhaps it is the same one. Such an entry is never booked "
        "without a person."
    )
    by: Who | None
    at: datetime | None

    @classmethod
    def of(cls, entry: ImportedEntry) -> "BankEntryResource":
        said = entry.entry
        copied = ("booked_on", "value_on", "counterparty", "counterparty_account", "remittance")
        more = ("structured_reference", "end_to_end_id", "bank_reference", "batch", "is_reversal")
        return cls(
            id=entry.id,
            statement_id=entry.statement_id,
            sender_profile_id=entry.profile_id,
            account=entry.account,
            state=entry.state,
            amount=str(said.amount),
            currency=said.amount.currency,
            fee=str(said.fee) if said.fee else None,
            proposals=tuple(ProposalResource.of(each) for each in entry.proposals),
            booked=tuple(EntryPartResource.of(each) for each in entry.booked),
            reason=entry.reason,
            seen_as=entry.seen_as,
            by=Who.of(entry.by) if entry.by else None,
            at=entry.at,
            **{name: getattr(said, name) for name in (*copied, *more)},
        )


class BankStatementResource(Resource):
    """One account's statement. `missing` is what its entries lack to reach the closing balance,
    null where the file does not say."""

    id: str
    file_name: str
    file_sha256: str
    format: StatementFormat
    sender_profile_id: str
    account: str
    currency: Currency
    number: str
    entries: int
    added: int
    missing: Amount | None
    by: Who
    at: datetime

    @classmethod
    def of(cls, statement: ImportedStatement) -> "BankStatementResource":
        return cls(
            id=statement.id,
            file_name=statement.file_name,
            file_sha256=statement.file_hash,
            format=statement.format,
            sender_profile_id=statement.profile_id,
            account=statement.account,
            currency=statement.currency,
            number=statement.number,
            entries=statement.entries,
            added=statement.added,
            missing=str(statement.missing) if statement.missing is not None else None,
            by=Who.of(statement.by),
            at=statement.at,
        )


class StatementImportResource(Resource):
    """What was in a file. `again` says that the same file was taken in before; `left_out` are
    sentences about accounts that are no legal entity's."""

    statements: tuple[BankStatementResource, ...]
    entries: tuple[BankEntryResource, ...] = Field(description="Those that were not known before.")
    again: bool
    left_out: tuple[str, ...]

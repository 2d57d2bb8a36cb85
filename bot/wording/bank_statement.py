"""What every door says of a bank statement that was taken in, and of its entries."""

from collections import Counter
from collections.abc import Mapping

from bot.wording.figures import amount, day
from bot.wording.text import one_line, shortened
from jupiter_core.commands.statement import ImportOutcome
from jupiter_core.domain.bank_entry import (
    WAITING,
    EntryState,
    ImportedEntry,
    ImportedStatement,
    SeenBatch,
)
from jupiter_core.domain.match_proposal import Part, Proposal
from jupiter_core.domain.statement import account_words

_MOST_TEXT = 120


_STATES = {
    EntryState.BOOKED: "booked",
    EntryState.PROPOSED: "matched",
    EntryState.UNMATCHED: "unmatched",
    EntryState.IGNORED: "ignored",
}


def state_counts(counts: Mapping[EntryState, int]) -> str:
    """`2 booked, 1 matched, 1 unmatched, 1 ignored`."""
    found = ((counts.get(state, 0), word) for state, word in _STATES.items())
    return ", ".join(f"{count:,} {word}" for count, word in found if count)


def counts(outcome: ImportOutcome) -> str:
    """`5 new entries: 2 booked, 1 matched, 1 unmatched, 1 ignored`."""
    number = len(outcome.entries)
    found = state_counts(Counter(each.state for each in outcome.entries))
    kind = "" if outcome.again else "new "
    noun = "entry" if number == 1 else "entries"
    return f"{number:,} {kind}{noun}" + (f": {found}" if found else "")


def statement_words(statement: ImportedStatement) -> str:
    """`camt.053, EUR DE89 …3000, no. 227: 5 entries, 3 of them new`."""
    number = f", no. {one_line(statement.number, 40)}" if statement.number else ""
    account = account_words(statement.account)
    place = f"{statement.format.words}, {statement.currency} {account}{number}"
    noun = "entry" if statement.entries == 1 else "entries"
    new = "all" if statement.added == statement.entries else f"{statement.added:,}"
    return f"{place}: {statement.entries:,} {noun}, {new} of them new"


def caution(statement: ImportedStatement) -> str:
    """What a person has to hear where the entries and the balances do not agree; else empty."""
    if statement.missing is None or not statement.missing.minor:
        return ""
    return (
        f"The entries lack {amount(statement.missing)} to reach the closing balance. "
        "Ask the bank for the whole statement."
    )


def entry_line(entry: ImportedEntry) -> str:
    """`27 Nov 2026  ·  USD 100.00  ·  Acme Corp  ·  JUS-0001`, and below it what is to be heard
    first."""
    said = entry.entry
    text = one_line(shortened(said.text, _MOST_TEXT), _MOST_TEXT)
    parts = (day(said.booked_on), amount(said.amount), one_line(said.counterparty, 80), text)
    return "\n".join(filter(None, ("  ·  ".join(filter(None, parts)), likeness(entry))))


def likeness(entry: ImportedEntry) -> str:
    """What a person has to hear before they book what may be booked already; else empty."""
    if entry.seen_as is None or entry.state not in WAITING:
        return ""
    before = {
        None: "One of this day and amount",
        SeenBatch.SUM: "A sum of this day for the whole batch",
        SeenBatch.PARTS: "A batch of this day whose parts come to this amount",
    }[entry.seen_batch]
    return (
        f"{before} came in before as {entry.seen_as.words}. "
        "Ignore this one if it is the same payment."
    )


def fate(entry: ImportedEntry) -> str:
    """What became of it, or what it may be for."""
    if entry.state is EntryState.BOOKED:
        return "Booked: " + ", ".join(map(_booked, entry.booked))
    if entry.state is EntryState.IGNORED:
        return f"Ignored: {one_line(entry.reason, 200)}"
    if entry.entry.is_reversal:
        return (
            "This takes back an earlier entry. Reverse its payment on the invoice, then ignore it."
        )
    if not entry.proposals:
        return "No invoice found"
    return proposal_words(entry.proposals[0])


def _booked(part: Part) -> str:
    """`JUS-0001 USD 95.00 and USD 5.00 settled`."""
    settled = f" and {amount(part.settled)} settled" if part.settled else ""
    return f"{part.number} {amount(part.amount)}{settled}"


def proposal_words(proposal: Proposal) -> str:
    """`Certain: JUS-0001: the invoice number is in the text, the amount is what is due`."""
    return f"{proposal.certainty.value.capitalize()}: {one_line(proposal.words, 280)}"

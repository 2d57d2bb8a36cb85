"""The forms of an entry (book, ignore) and of a CSV file's columns."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from bot.intake.statements.csv_table import Guess, Table
from bot.slack.views import blocks as b
from bot.slack.views.bank_statement.message import COLUMNS
from bot.wording.bank_statement import entry_line, proposal_words
from bot.wording.figures import amount
from bot.wording.text import one_line, shortened
from jupiter_core.domain.bank_entry import ImportedEntry
from jupiter_core.domain.match_proposal import Proposal
from jupiter_core.domain.open_item import OpenItem
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.statement_columns import Column, DateOrder, KnownAccount

BOOK_FORM, IGNORE_FORM, COLUMNS_FORM = "entry_book_form", "entry_ignore_form", "statement_form"
FIND_INVOICES = "entry_invoices"
KEEP_DUE = "keep"
_DECIMALS = {".": "1,234.56", ",": "1.234,56"}
ASKED_COLUMNS = (
    (Column.BOOKED_ON, "Booking date", False),
    (Column.AMOUNT, "Amount", True),
    (Column.CREDIT, "Money in, where it has a column of its own", True),
    (Column.DEBIT, "Money out, where it has a column of its own", True),
    (Column.CURRENCY, "Currency", True),
    (Column.COUNTERPARTY, "Payer", True),
    (Column.COUNTERPARTY_ACCOUNT, "Payer's account", True),
    (Column.REMITTANCE, "Text", True),
    (Column.BANK_REFERENCE, "Bank's reference", True),
)
_MOST_OPTIONS = 100


class EntryPlace(NamedTuple):
    """`<nonce> <entry> <channel> <ts> <seen>` in a form's metadata: what it is about, the message
    that shows it (empty where it was opened from Home), and the versions of the proposed invoices,
    `<id>:<sequence>` each."""

    nonce: str
    entry_id: str
    channel: str = ""
    ts: str = ""
    seen: str = ""

    def __str__(self) -> str:
        return " ".join(self)

    @classmethod
    def read(cls, metadata: str) -> "EntryPlace":
        """The reverse."""
        return cls(*[*metadata.split(" "), *[""] * 5][:5])

    def showing(self, versions: Mapping[str, int]) -> "EntryPlace":
        """With the versions, by the invoices' ids, that the form is drawn from."""
        seen = ",".join(f"{invoice_id}:{version}" for invoice_id, version in versions.items())
        return self._replace(seen=seen)

    def version_of(self, invoice_id: str) -> int | None:
        """That the form was drawn from; None of an invoice that was picked afterwards."""
        pairs = (each.partition(":") for each in self.seen.split(","))
        return next((int(number) for name, _, number in pairs if name == invoice_id), None)

    @property
    def key(self) -> str:
        """What is claimed once for the submission."""
        return f"form:{self.nonce}"


def book_form(entry: ImportedEntry, proposal: Proposal | None, place: EntryPlace) -> b.Block:
    """Filled in as proposed, where something is."""
    chosen = [b.option(each.number, each.invoice_id) for each in proposal.parts] if proposal else []
    menu = {
        "type": "multi_external_select",
        "action_id": FIND_INVOICES,
        "min_query_length": 0,
        "max_selected_items": 50,
        "placeholder": b.plain("Number, customer, PO or amount", 150),
        **({"initial_options": chosen} if chosen else {}),
    }
    short_for = proposal.short_for if proposal else None
    options = [
        b.option("Keep it due", KEEP_DUE),
        *(b.option(f"Settle it as {kind.words}", kind.value) for kind in SettlementKind),
    ]
    reason = proposal.reasons[-1] if proposal and short_for else ""
    rest = b.select("settle_as", options, initial=short_for.value if short_for else KEEP_DUE)
    fields = [
        *_about(entry, proposal),
        b.field("invoices", "Invoices", menu),
        b.field("settle_as", "If something is left to pay of them", rest),
        b.field(
            "reason",
            "Reason, where it is settled",
            b.text_input("reason", initial=reason[:300], most=300),
            optional=True,
        ),
        b.context("What no invoice takes becomes the customer's credit."),
    ]
    return _form("Book payment", BOOK_FORM, fields, str(place), "Book")


def ignore_form(entry: ImportedEntry, place: EntryPlace) -> b.Block:
    """Asks for the reason."""
    element = b.text_input("reason", most=300, placeholder="Interest, an own transfer, …")
    fields = [*_about(entry, None), b.field("reason", "Why is it no payment?", element)]
    return _form("Ignore entry", IGNORE_FORM, fields, str(place), "Ignore")


def invoice_option(item: OpenItem) -> b.Block:
    """`JUS-0001 · USD 100.00 · Acme`."""
    label = " · ".join((item.number, amount(item.due), one_line(item.customer, 40)))
    return b.option(shortened(label, b.OPTION_LIMIT), item.invoice_id)


def guess_words(guess: Guess) -> str:
    """What a CSV file looks like, in the words of the form that confirms it."""
    named = {kind: label.partition(",")[0] for kind, label, _ in ASKED_COLUMNS}
    parts = [
        f"{named.get(kind, kind.value.replace('_', ' ').capitalize())}: {one_line(name, 60)}"
        for kind, name in guess.columns.items()
    ]
    parts += [f"Amounts like {_DECIMALS[guess.decimal]}"] if guess.decimal else []
    parts += [f"Dates like {guess.dates.words}"] if guess.dates else []
    doubts = f"\nTo be said: {'; '.join(guess.doubts)}." if guess.doubts else ""
    return f"{'  ·  '.join(parts)}{doubts}"


def columns_form(
    table: Table, guess: Guess, accounts: Sequence[KnownAccount], metadata: str
) -> b.Block:
    """Filled in as the file looks like; what nobody can tell is left open."""
    sample = "\n".join(" | ".join(row) for row in table.rows[:3])
    fields = [
        b.context(shortened(" | ".join(table.header), 500)),
        *([b.context(shortened(sample, 1500))] if sample else []),
        *(_column(kind, label, optional, table, guess) for kind, label, optional in ASKED_COLUMNS),
        b.field(
            "decimal",
            "Amounts are written like",
            b.select("decimal", _options(_DECIMALS), initial=guess.decimal),
        ),
        b.field(
            "dates",
            "Dates are written like",
            b.select(
                "dates",
                _options({order.value: order.words for order in DateOrder}),
                initial=guess.dates.value if guess.dates else None,
            ),
        ),
        _account(accounts),
    ]
    return _form("Columns of the file", COLUMNS_FORM, fields, metadata, "Take in")


def _account(accounts: Sequence[KnownAccount]) -> b.Block:
    options = [b.option(each.words, each.number) for each in accounts[:_MOST_OPTIONS]]
    only = accounts[0].number if len(accounts) == 1 else None
    return b.field(
        "account",
        "Account",
        b.select("account", options, initial=only),
        optional=True,
        hint="Where the file does not say it.",
    )


def _column(kind: Column, label: str, optional: bool, table: Table, guess: Guess) -> b.Block:
    names = list(dict.fromkeys(filter(None, table.header)))[:_MOST_OPTIONS]
    options = [b.option(name, str(n)) for n, name in enumerate(names)]
    found = guess.columns.get(kind)
    initial = str(names.index(found)) if found in names else None
    return b.field(
        kind.value, label, b.select(COLUMNS, options, initial=initial), optional=optional
    )


def _options(labels: dict[str, str]) -> list[b.Block]:
    return [b.option(label, value) for value, label in labels.items()]


def _about(entry: ImportedEntry, proposal: Proposal | None) -> list[b.Block]:
    said = [proposal_words(proposal)] if proposal else []
    return [b.context(shortened("\n".join((entry_line(entry), *said)), 1900))]


def _form(
    name: str, callback_id: str, fields: list[b.Block], metadata: str, submit: str
) -> b.Block:
    return b.modal(
        name,
        fields,
        callback_id=callback_id,
        submit=submit,
        close="Cancel",
        private_metadata=metadata,
    )

"""The ledgers of a contract's usage credits: granted, drawn, used, given back, expired, left."""

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import bullets
from bot.wording.figures import amount, day
from bot.wording.text import NAME_LIMIT, shortened
from jupiter_core.domain.contract.credit_ledger import CreditEntry, LedgerEntryKind
from jupiter_core.queries.contract_view import ContractView, CreditAccount

MOST_CREDITS, MOST_ENTRIES = 10, 20

_DEEDS = {
    LedgerEntryKind.GRANTED: "granted",
    LedgerEntryKind.DRAWN: "drawn",
    LedgerEntryKind.USED: "used",
    LedgerEntryKind.RETURNED: "given back",
    LedgerEntryKind.EXPIRED: "expired",
}


def credit_blocks(view: ContractView) -> list[b.Block]:
    """Three blocks a credit: its name, its sums, its latest entries; none without a credit."""
    blocks: list[b.Block] = []
    numbers = {each.invoice.id: each.invoice.title for each in view.rows if each.invoice}
    for account in view.credits[:MOST_CREDITS]:
        blocks += [b.header(shortened(account.credit, NAME_LIMIT)), b.facts(_sums(account))]
        entries = [_entry(each, numbers) for each in reversed(account.entries)]
        blocks.append(bullets(entries, MOST_ENTRIES, "earlier entries"))
    over = len(view.credits) - MOST_CREDITS
    return [*blocks, b.context(f"And {over} more credits")] if over > 0 else blocks


def _sums(account: CreditAccount) -> list[tuple[str, str]]:
    sums = [(action.capitalize(), account.sum_of(kind)) for kind, action in _DEEDS.items()]
    expiry = [("Until", day(account.expires_on))] if account.expires_on else []
    told = [(action, amount(money)) for action, money in sums if money.minor]
    return [*told, ("Left", amount(account.left)), *expiry]


def _entry(entry: CreditEntry, titles: dict[str, str]) -> str:
    """`1 Jan 2027: USD 25,000.00 drawn by JUS-000001`."""
    invoice = titles.get(entry.invoice_id or "", "an invoice")
    by = f" by {invoice}" if entry.invoice_id else f", {entry.by.name}"
    note = f": {entry.note}" if entry.note else ""
    said = f"{day(entry.at.date())}: {amount(entry.amount)} {_DEEDS[entry.kind]}{by}{note}"
    return shortened(said, 300)

"""What `/invoice help` says."""

from collections.abc import Iterable, Iterator

from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.rich_text import Rendered
from jupiter_core.domain.frozen import Frozen

_WAYS = (
    ("/invoice", "create an invoice for this channel's deal"),
    ("/invoice list", "your invoices; add a status or “all”, as in /invoice list issued"),
    ("/invoice find Acme status:overdue", "find invoices; see below what can be looked for"),
    ("/invoice show JUS-000001", "one invoice; /invoice 1 is enough"),
    ("/invoice po JUS-000001 4500017342", "add a PO number that came by e-mail"),
    (
        "/invoice po JUS-000001 4500017342 all",
        "the same, for all upcoming invoices of its contract too",
    ),
    ("/invoice approve", "approve several of the invoices and credit notes that wait for you"),
    ("/invoice away", "out of office: who approves for you, and until when (approvers)"),
    (
        "/invoice contract",
        "create a contract: years, escalators, ramps, fees, credits, its schedule",
    ),
    ("/invoice contracts", "all contracts, with schedule, paid and upcoming amounts"),
    ("/invoice contract Acme Corporation 2027", "one contract by its name"),
    ("/invoice renew Acme Corporation 2027", "draft the contract that follows it"),
    ("/invoice history JUS-000001", "every version: who, when, what changed, its PDF"),
    ("/invoice claim 7KQ2-M9XD-4RTB", "claim a draft created in the browser, at /new"),
    ("/invoice aging", "what is owed, by currency and days past due, with DSO"),
    ("/invoice mail", "e-mails to customers: sent, bounced, stuck, on hold"),
    ("/invoice audit @Fiona", "who approved and decided what, by person and period"),
    ("/invoice setup", "legal entities, customers, products, approvers (workspace admins)"),
    ("/invoice help", "this list"),
)
QUICK = (
    (
        "/invoice Acme Corp 1.2M/yr 3y 5% y2 annual onboarding 50k credit 25k net 45 from US",
        "a contract",
    ),
    ("/invoice Acme 50k onboarding net 30", "an invoice"),
    ("1.2M/yr, 100k/month, 250 x 480 analytics, ramp 500k 1M 1.5M", "subscriptions"),
    ("250 x 480 list=600", "a list price, from which the unit price is reduced"),
    ("onboarding 50k", "a fee"),
    (
        "onboarding 50k incl. 19% VAT, plus 19% VAT",
        "prices that include tax, or to which it is added",
    ),
    ("SEAT x 250, 250 analytics seats, SEAT 450.00", "products of the catalogue, by code or name"),
    ("service 2027-01-01 to 2027-12-31", "the days that an invoice's lines pay for"),
    (
        "implementation 300k 40/40/20 on acceptance, 300k 40% on signing rest on go-live",
        "a fee in milestones, each on a day or on acceptance",
    ),
    ("300k in 4 quarterly instalments from 2027-01-31", "a fee in equal instalments"),
    ("onboarding 50k billed on 2027-06-30", "a fee on its own day"),
    ("120 hours x 150, 250 users x 480/yr", "with a unit"),
    ("credit 25k evenly, credit 25k expires 2028-12-31", "usage credits"),
    ("5% y2, 3% y3-5, 5% every year, 10% discount y1", "prices by contract year"),
    ("CPI 304.1 cap 5% floor 2%, HICP 130.2 plus 1%", "prices that follow an index"),
    (
        "platform 100k 10% off, onboarding 50k 500 off, 10% off the total",
        "discounts: of the line between the same commas, or of the whole",
    ),
    ("GST + QST, tax GST", "taxes by the names that the legal entity lists"),
    ("3 years, 36 months, starting 2027-01-01", "the term"),
    ("monthly, quarterly, semiannual, annual, upfront, in arrears", "when it is billed"),
    ("platform 100k PO 4711, onboarding 50k PO 4712", "a PO for each line"),
    ("30 EOM, 45 days end of month, 15th of next month", "payment terms by the calendar"),
    (
        "late fee 1.5% a month after 10 days, project P-77, cost centre 4711, contract no. C-12",
        "what each invoice says",
    ),
    ("net 45, PO 4500017342, tax 19%, from Jupiter UK, EUR", "the rest"),
)


ALL = "help_all"


class Helped(Frozen):
    """Whom help is for."""

    guest: bool = False
    drafts: bool = False
    approves: bool = False
    receivables: bool = False
    admin: bool = False


_FIND = ("/invoice find Acme status:overdue", "find by number, customer, PO, amount or e-mail")
_SHOW = ("/invoice JUS-000001", "one invoice, with its link and what you can do")
_MINE = ("/invoice list", "your invoices")
_DRAFT = (
    ("/invoice Acme 50k onboarding net 30", "draft an invoice; /invoice alone opens the form"),
    ("/invoice contract", "draft a contract with its schedule"),
)
_APPROVE = (
    ("/invoice approve", "approve several at once"),
    ("/invoice list all pending", "what waits for approval"),
)
_COLLECT = ("/invoice list all overdue", "what is overdue")
_SET_UP = ("/invoice setup", "legal entities, customers, products, approvers")
GUEST = "Guests can read what is posted in their channels. To do more, ask a full member."


def help_message(helped: Helped) -> Rendered:
    """What this person needs most, and a button for the rest."""
    if helped.guest:
        return GUEST, [b.section(b.plain(GUEST))]
    ways = [*_DRAFT] if helped.drafts else []
    ways += [*_APPROVE] if helped.approves else []
    ways += [_COLLECT] if helped.approves or helped.receivables else []
    ways += [_FIND, _SHOW, *([_MINE] if helped.drafts else [])]
    ways += [_SET_UP] if helped.admin else []
    elements = [b.words("With /invoice you can:", bold=True), *_coded(ways)]
    text = "\n".join(f"{command}: {meaning}" for command, meaning in ways)
    blocks = [b.rich_text(elements), b.actions([b.button("All commands", ALL)])]
    return b.escaped(f"How to use /invoice\n{text}"), blocks


def help_modal() -> Block:
    """All commands, and the one-line way."""
    words = (
        "Several words must all match. Filters: status: (also current, waiting_for_po) "
        "overdue:31-60 overdue:91+ currency:EUR type:credit_note issued:30d paid:30d channel: "
        "customer: po: from: to: by:me sort:due"
    )
    blocks = [
        b.rich_text([b.words("Commands", bold=True), *_coded(_WAYS)]),
        b.context(words),
        b.rich_text(
            [
                b.words("In one line, the customer first, the rest in any order", bold=True),
                *_coded(QUICK),
            ]
        ),
        b.context(
            "The form points out anything I couldn't read. On a message, the shortcut “Invoice "
            "from message” reads it the same way. You can also write to me or mention me."
        ),
    ]
    return b.modal("All commands", blocks, callback_id="help")


def _coded(ways: Iterable[tuple[str, str]]) -> Iterator[Block]:
    for command, meaning in ways:
        yield b.words("\n")
        yield {"type": "text", "text": command, "style": {"code": True}}
        yield b.words(f"  {meaning}")

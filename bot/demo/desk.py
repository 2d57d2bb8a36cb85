"""What waits on finance's desk: an overdue invoice, a disputed one, and a bank statement.

The invoices were sent by the system that Jupiter UK had before, and keep their days: whatever day
it is, one is a month late and one is due in three days.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from email.message import EmailMessage
from typing import Any, NamedTuple

from bot.demo import ap_browser
from bot.demo.api import Api
from bot.demo.local_workspace import Json, LocalWorkspace, StepFailed, waited_for
from bot.demo.mail_sink import Kept
from jupiter_core.commands.setup import SetupFile

FIONA, RUTH = "U0FIONA", "U0RUTH"
"""An approver, and accounts receivable."""
CHANNEL = "C0FINANCE"
NET = 30
SENDER = "sender-uk"
AP = ("Priya Shah", "accounts@initech.example")
DISPUTED = "We ordered 40 seats, and not 50."
STATEMENT = "jupiter-uk.xml"
SECTIONS = ("Payments to match (1)", "Overdue (1)", "Due within 7 days (1)", "Recently paid (1)")


class Old(NamedTuple):
    """An invoice of before: what for, over how much with VAT, and issued how many days ago."""

    number: str
    what: str
    price: str
    total: str
    age: int

    @property
    def shown(self) -> str:
        """As its card has it, with or without a number."""
        return f"Initech Ltd, GBP {Decimal(self.total):,.2f}"


OVERDUE = Old("JUK-000001", "Support, third quarter", "15000.00", "18000.00", 60)
DUE_SOON = Old("JUK-000002", "Analytics seats, 50", "8000.00", "9600.00", 27)
PAID = Old("JUK-000003", "Workshop in Birmingham", "5000.00", "6000.00", 20)
SHORT = "17985.00"
"""What came for the first, less 15.00, and without a number."""

Step = tuple[str, Callable[[], str]]


class Desk:
    """`today` is where Jupiter UK is; `mails` gives all that customers have got so far."""

    def __init__(
        self,
        workspace: LocalWorkspace,
        api: Api,
        mails: Callable[[], list[Kept]],
        today: date,
    ) -> None:
        self._slack, self._api, self._mails, self._today = workspace, api, mails, today
        self._threads: dict[Old, str] = {}

    def steps(self) -> Iterator[Step]:
        """Each with its sentence; running it says what was seen, or raises StepFailed."""
        yield "Three invoices to Initech come from an older system; Fiona approves them", self.issue
        yield "Priya (Initech's AP) disputes one on the link of its mail", self.dispute
        yield (
            "Ruth (AR) drops the bank's statement into #finance and books what is certain",
            self.book,
        )
        yield "Her Home has the payment to match, what is overdue, and what is paid", self.home

    def issue(self) -> str:
        for each in (OVERDUE, DUE_SOON, PAID):
            self._api.call("POST", "/invoices", self._deal(each))
            card = self._slack.wait_for_message(CHANNEL, FIONA, each.shown)
            self._threads[each] = card["ts"]
            asked = self._reply(each, '"invoice_approve"')
            self._slack.press(FIONA, "invoice_approve", channel=CHANNEL, ts=asked["ts"])
            self._reply(each, f"{each.number} is issued")
        late, left = OVERDUE.age - NET, NET - DUE_SOON.age
        return f"{OVERDUE.number} is {late} days overdue, {DUE_SOON.number} is due in {left} days"

    def dispute(self) -> str:
        mail = waited_for("the mail to Priya", self._mail)
        link = ap_browser.link_in(mail)
        name, email = AP
        form = {"name": name, "email": email, "reason": "wrong_amount", "text": DISPUTED}
        ap_browser.send_form(link, form)
        self._reply(DUE_SOON, DISPUTED)
        return f"{DUE_SOON.number}: “{DISPUTED}”; no reminder goes out until Fiona resolves it"

    def book(self) -> str:
        ts = self._slack.share(RUTH, CHANNEL, STATEMENT, self.statement)
        told = self._slack.wait_for_reply(CHANNEL, ts, RUTH, f"Certain: {PAID.number}")
        self._slack.press(RUTH, "entry_book", channel=CHANNEL, ts=told["ts"])
        view = self._slack.wait_for_view(RUTH, "entry_book_form")
        if PAID.number not in str(view["blocks"]):
            raise StepFailed(f"the modal does not book {PAID.number}")
        answer = self._slack.submit(RUTH, view)
        if answer.get("error") or answer.get("errors"):
            raise StepFailed(f"refused: {answer.get('error') or answer['errors']}")
        self._slack.wait_for_reply(CHANNEL, ts, RUTH, f"Booked: {PAID.number}")
        return f"{PAID.number} is paid; GBP 17,985.00 without a number waits for a person"

    def home(self) -> str:
        waited_for(f"Home with {', '.join(SECTIONS)}", self._home)
        return "; ".join(SECTIONS)

    @property
    def statement(self) -> bytes:
        """Of yesterday: the later invoice by its number, the first one by its payer alone."""
        entries = (
            _entry(PAID.total, f"{PAID.number} Workshop"),
            _entry(SHORT, "Support Q3"),
        )
        text = _STATEMENT.replace("{entries}", "".join(entries))
        return text.replace("{day}", str(self._today - timedelta(days=1))).encode()

    def _deal(self, old: Old) -> dict[str, Any]:
        return {
            "external_id": f"ledger:{old.number}",
            "deal_channel": CHANNEL,
            "submit": True,
            "customer": {"id": "customer-initech"},
            "sender": {"id": SENDER},
            "currency": "GBP",
            "net_terms": NET,
            "issue_date": (self._today - timedelta(days=old.age)).isoformat(),
            "lines": [{"description": old.what, "unit_price": old.price, "tax_rate": "20"}],
        }

    def _reply(self, old: Old, words: str) -> Json:
        return self._slack.wait_for_reply(CHANNEL, self._threads[old], FIONA, words)

    def _mail(self) -> EmailMessage | None:
        mails = (each.mail for each in self._mails())
        return next((each for each in mails if DUE_SOON.number in str(each["Subject"])), None)

    def _home(self) -> Json | None:
        home = self._slack.home(RUTH)
        return home if home and all(each in str(home) for each in SECTIONS) else None


def with_old_days(setup: SetupFile) -> SetupFile:
    """Jupiter UK may keep the days of invoices that it takes over; the example leaves that off."""
    profiles = tuple(
        each.model_copy(update={"back_dating": each.back_dating or each.id == SENDER})
        for each in setup.sender_profiles
    )
    return setup.model_copy(update={"sender_profiles": profiles})


def _entry(amount: str, text: str) -> str:
    return (
        f'<Ntry><Amt Ccy="GBP">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts>BOOK</Sts>'
        "<BookgDt><Dt>{day}</Dt></BookgDt><NtryDtls><TxDtls><RltdPties><Dbtr><Nm>Initech Ltd</Nm>"
        f"</Dbtr></RltdPties><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"
    )


_STATEMENT = """<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><Stmt>
<Id>{day}</Id><Acct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id><Ccy>GBP</Ccy></Acct>
{entries}
</Stmt></BkToCstmrStmt></Document>
"""

"""The deal, step by step: each step acts as a person would and checks what people then see."""

from collections.abc import Callable, Iterator
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from bot.demo import ap_browser
from bot.demo.local_workspace import Json, LocalWorkspace, StepFailed, waited_for
from bot.demo.mail_sink import Kept

SAM, FIONA, NOAH = "U0SAM", "U0FIONA", "U0NOAH"
CHANNEL = "C0ACME"
LINES = (
    ("Platform Enterprise, year 1 of 3", "1", "1,200,000.00"),
    ("Analytics seats", "250", "480.00"),
    ("Onboarding", "1", "50,000.00"),
    ("Usage credit", "1", "-25,000.00"),
)
TOTAL = "USD 1,345,000.00"
REASON = "Please say in the memo which contract this is."
MEMO = "Three-year agreement of 1 November 2026, year 1."
PO_NUMBER = "4500017342"
AP = "dana@acme.example"

_FIELD = 'name="po_number"'

Step = tuple[str, Callable[[], str]]


class Deal:
    """What is learned on the way: the card, the request, the invoice's link and its PDFs.

    `mails` gives all that the customers have got so far; only the step `mail` asks for it.
    """

    def __init__(
        self,
        workspace: LocalWorkspace,
        out: Path,
        mails: Callable[[], list[Kept]] = list,
    ) -> None:
        self._slack = workspace
        self._out = out
        self._mails = mails
        self._card: Json = {}
        self._link = ""

    def steps(self) -> Iterator[Step]:
        """Each with its sentence; running it says what was seen, or raises StepFailed."""
        yield "Sam (sales ops) types /invoice in #deal-acme and fills in the deal", self.build
        yield "He submits; the card is in the channel, its thread asks finance", self.submit
        yield "Sam cannot approve his own invoice, a guest cannot approve at all", self.refusals
        yield "Fiona (finance) asks for changes, with a reason", self.ask_for_changes
        yield "Sam adds the memo and submits again", self.revise
        yield "Fiona approves; the invoice is issued and its PDF posted", self.approve
        yield "Acme's AP gets the mail with the PDF and the link", self.mail
        yield "Dana (Acme's AP) opens the link of the mail, without an account", self.open_link
        yield f"Dana adds PO {PO_NUMBER}: same number, version 2", self.add_po
        yield "The channel hears who changed what, with the new PDF", self.hear

    def build(self) -> str:
        slack = self._slack
        slack.command(SAM, CHANNEL, "/invoice")
        view = slack.wait_for_view(SAM, "builder")
        acme = slack.suggestions(SAM, view, "builder_customer", "acme")[0]
        slack.fill(SAM, view, "builder_customer", acme["value"])
        slack.fill(SAM, view, "builder_entity", _choice(view, "builder_entity", "Jupiter US Inc."))
        slack.fill(SAM, view, "builder_terms", "45")
        for n, line in enumerate(LINES):
            self._add_line(*line, last=n == len(LINES) - 1, first=n == 0)
        shown = waited_for("the total in the modal", self._builder_with_total)
        return f"{len(LINES)} lines, total {TOTAL}, modal {shown['id']}"

    def submit(self) -> str:
        self._submit_builder()
        self._card = self._slack.wait_for_message(CHANNEL, SAM, "Acme Corporation")
        self._request()
        draft = self._slack.wait_for_file("DRAFT-Acme-Corporation.pdf")
        self._keep("draft.pdf", self._slack.download(draft))
        return "card posted, approval asked for, draft PDF attached"

    def refusals(self) -> str:
        for user, words in ((SAM, "someone else has to approve"), (NOAH, "Guests cannot")):
            self._press_request(user, "invoice_approve")
            self._reply(words, user)
        return "both were told so, and only they see it"

    def ask_for_changes(self) -> str:
        self._press_request(FIONA, "invoice_request_changes")
        view = waited_for("the reason's modal", lambda: self._slack.top_view(FIONA))
        self._slack.fill(FIONA, view, _input(view), REASON)
        _expect_accepted(self._slack.submit(FIONA, view))
        self._reply(REASON)
        return f"back to draft: “{REASON}”"

    def revise(self) -> str:
        notice = self._reply('"invoice_edit"')
        self._slack.press(SAM, "invoice_edit", channel=CHANNEL, ts=notice["ts"])
        view = self._slack.wait_for_view(SAM, "builder")
        self._slack.fill(SAM, view, "builder_memo", MEMO)
        self._submit_builder()
        return "submitted once more"

    def approve(self) -> str:
        waited_for("the second request", self._open_request)
        self._press_request(FIONA, "invoice_approve")
        self._reply("JUS-000001 is issued")
        first = self._slack.wait_for_file("JUS-000001-v1.pdf")
        self._keep("JUS-000001-v1.pdf", self._slack.download(first))
        return "JUS-000001, version 1"

    def mail(self) -> str:
        mail = waited_for("the mail to Dana", self._mail_to_ap)
        pdf, *more = mail.iter_attachments()
        posted = self._slack.download(self._slack.wait_for_file("JUS-000001-v1.pdf"))
        if more or pdf.get_content() != posted:
            raise StepFailed("what is attached is not the PDF in the thread, and it alone")
        self._link = ap_browser.link_in(mail)
        self._reply("JUS-000001 was sent to Dana Reyes (dana@acme.example).")
        return f"“{str(mail['Subject']).strip()}”"

    def open_link(self) -> str:
        reading = ap_browser.read(waited_for("the link on the card", self._link_on_card))
        page = ap_browser.read(self._link)
        if any("JUS-000001" not in each or "1,345,000.00" not in each for each in (reading, page)):
            raise StepFailed("the page does not show the invoice")
        if _FIELD in reading or _FIELD not in page:
            raise StepFailed("not the link in the mail, and it alone, may change the invoice")
        return f"{self._link}; the link in Slack only reads"

    def add_po(self) -> str:
        form = {"name": "Dana Reyes", "email": "dana@acme.example", "po_number": PO_NUMBER}
        page = ap_browser.send_form(self._link, form)
        if PO_NUMBER not in page:
            raise StepFailed("the page does not show the PO number")
        return "saved, and shown on the page"

    def hear(self) -> str:
        self._slack.wait_for_message(CHANNEL, SAM, f"added PO number {PO_NUMBER}")
        second = self._slack.wait_for_file("JUS-000001-v2.pdf")
        posted = self._slack.download(second)
        on_link = ap_browser.read_bytes(f"{self._link}/v/2.pdf")
        if posted != on_link:
            raise StepFailed("the PDF in the thread is not the one on the link")
        self._keep("JUS-000001-v2.pdf", posted)
        waited_for("the PO on the card", lambda: self._card_with(PO_NUMBER))
        return "broadcast, new PDF, PO on the card"

    def _add_line(
        self, description: str, quantity: str, price: str, *, first: bool, last: bool
    ) -> None:
        slack = self._slack
        if first:
            slack.fill(SAM, slack.wait_for_view(SAM, "builder"), "builder_add_line")
        view = slack.wait_for_view(SAM, "builder_line_editor")
        slack.fill(SAM, view, "line_description", description)
        slack.fill(SAM, view, "line_quantity", quantity)
        slack.fill(SAM, view, "line_unit_price", price)
        if not last:
            slack.fill(SAM, view, "line_another", ["yes"])
        _expect_accepted(slack.submit(SAM, view))

    def _builder_with_total(self) -> Json | None:
        view = self._slack.top_view(SAM)
        return view if view and TOTAL in str(view["blocks"]) else None

    def _submit_builder(self) -> None:
        view = self._slack.wait_for_view(SAM, "builder")
        _expect_accepted(self._slack.submit(SAM, view))

    def _thread(self, user: str = FIONA) -> list[Json]:
        return self._slack.thread(CHANNEL, self._card["ts"], user)

    def _reply(self, words: str, user: str = FIONA) -> Json:
        return self._slack.wait_for_reply(CHANNEL, self._card["ts"], user, words)

    def _open_request(self) -> Json | None:
        with_button = (each for each in self._thread() if "invoice_approve" in str(each))
        return next(with_button, None)

    def _request(self) -> Json:
        return waited_for("the request for approval", self._open_request)

    def _press_request(self, user: str, action_id: str) -> None:
        self._slack.press(user, action_id, channel=CHANNEL, ts=self._request()["ts"])

    def _card_with(self, words: str) -> Json | None:
        first = self._thread()[0]
        return first if words in str(first["blocks"]) else None

    def _link_on_card(self) -> str | None:
        elements = _all_elements(self._thread()[0])
        return next((str(each["url"]) for each in elements if "/i/" in each.get("url", "")), None)

    def _mail_to_ap(self) -> EmailMessage | None:
        """Hers, of the mails that all contacts get."""
        return next((each.mail for each in self._mails() if each.recipient == AP), None)

    def _keep(self, name: str, content: bytes) -> None:
        if not content.startswith(b"%PDF-"):
            raise StepFailed(f"{name} is no PDF")
        try:
            self._out.mkdir(parents=True, exist_ok=True)
            (self._out / name).write_bytes(content)
        except OSError as error:
            raise StepFailed(f"{self._out / name}: {error.strerror}") from None


def _all_elements(message: Json) -> list[dict[str, Any]]:
    return [element for block in message["blocks"] for element in block.get("elements", [])]


def _choice(view: Json, action_id: str, text: str) -> str:
    """The value of the option that reads `text`."""
    for block in view["blocks"]:
        element = block.get("element", {})
        if element.get("action_id") == action_id:
            for option in element["options"]:
                if option["text"]["text"] == text:
                    return str(option["value"])
    raise StepFailed(f"{action_id} does not offer {text}")


def _input(view: Json) -> str:
    """The action id of a modal's first field."""
    fields = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    return str(fields[0]["action_id"])


def _expect_accepted(answer: Json) -> None:
    if answer.get("error") or answer.get("errors"):
        raise StepFailed(f"refused: {answer.get('error') or answer['errors']}")

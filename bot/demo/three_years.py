"""The contract behind the deal: one line becomes three years of invoices."""

from collections.abc import Callable, Iterator
from datetime import date

from bot.demo.local_workspace import Json, LocalWorkspace, StepFailed, waited_for

SAM, FIONA = "U0SAM", "U0FIONA"
CHANNEL = "C0ACME"
YEARS = ("1,345,000.00", "1,386,000.00")

Step = tuple[str, Callable[[], str]]


class ThreeYears:
    """From the line that Sam types to the contract's first invoice; the timer does the rest."""

    def __init__(self, workspace: LocalWorkspace, today: date) -> None:
        """`today` is where Jupiter US is: what begins tomorrow is not issued."""
        self._slack = workspace
        self._start = today.replace(day=1)
        self._card: Json = {}

    def steps(self) -> Iterator[Step]:
        """Each with its sentence; running it says what was seen, or raises StepFailed."""
        yield "Sam types the three-year contract in one line and sees what it will bill", self.type
        yield "He submits; Fiona approves the whole schedule at once", self.agree
        yield "The timer issues its first invoice, in the contract's thread", self.first_invoice

    @property
    def line(self) -> str:
        return (
            "/invoice Acme Corp 1.2M/yr 3y 5% y2 annual 250 x 480 analytics onboarding 50k "
            f"credit 25k net 45 from Jupiter US starting {self._start}"
        )

    def type(self) -> str:
        self._slack.command(SAM, CHANNEL, self.line)
        view = self._slack.wait_for_view(SAM, "contract_builder")
        missing = [amount for amount in YEARS if amount not in str(view["blocks"])]
        if missing:
            raise StepFailed(f"the modal does not show {', '.join(missing)}")
        return f"year 1: USD {YEARS[0]}, years 2 and 3: USD {YEARS[1]}"

    def agree(self) -> str:
        view = self._slack.wait_for_view(SAM, "contract_builder")
        answer = self._slack.submit(SAM, view)
        if answer.get("error") or answer.get("errors"):
            raise StepFailed(f"refused: {answer.get('error') or answer['errors']}")
        name = f"Acme Corporation {self._start.year}"
        self._card = self._slack.wait_for_message(CHANNEL, FIONA, name)
        request = self._reply('"contract_approve"')
        self._slack.press(FIONA, "contract_approve", channel=CHANNEL, ts=request["ts"])
        waited_for("the request to be closed", self._closed)
        return f"{name}: one approval covers three invoices"

    def first_invoice(self) -> str:
        self._reply("JUS-000002 is issued")
        self._slack.wait_for_file("JUS-000002-v1.pdf")
        return f"JUS-000002 over USD {YEARS[0]}; the next ones come by themselves"

    def _closed(self) -> bool | None:
        thread = self._slack.thread(CHANNEL, self._card["ts"], FIONA)
        return None if '"contract_approve"' in str(thread).replace("'", '"') else True

    def _reply(self, words: str) -> Json:
        return self._slack.wait_for_reply(CHANNEL, self._card["ts"], FIONA, words)

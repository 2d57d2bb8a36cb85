"""Doors in Slack: the modals, the one line, a message, and a draft of `/new` that is claimed.

A block's id is the field's name with a tail: in a line's editor the line's key.
"""

from collections.abc import Mapping

from tests.bot.doors.deal import CUSTOMER, LINES, TYPED, Noun, flat
from tests.bot.doors.meant import Meant, of_contract, of_invoice
from tests.bot.doors.mistakes import Mistake
from tests.bot.doors.page import CODE, left
from tests.factories import DEAL_CHANNEL, SAM, WORKSPACE
from tests.harness.modal_bot import ModalBot
from tests.harness.slack_reading import Json

_BUILDER: Mapping[Noun, str] = {"invoice": "builder", "contract": "contract_builder"}
_EDITOR: Mapping[Noun, str] = {
    "invoice": "builder_line_editor",
    "contract": "contract_line_editor",
}
_ACTIONS = {
    "issue_date": "builder_date",
    "po_number": "builder_po",
    "start_date": "contract_start",
    "term_months": "contract_term",
}
_SHORT = {"tax_ids[0].value": "tax_number"}
_LATER = ("ap_contact.name", "tax_ids[0].kind")
"""Of a new customer: the number of the country's usual kind, and what a section asks for later."""
_PICKED = ("currency", "issue_date", "start_date", "customer.address.country")
"""Picked from a list or a calendar, so that a modal cannot hold a wrong one."""
_NO_FIELD = ("lines[0].service_end",)
"""The modals do not ask for it, and a claim leaves it behind."""
ABOVE = "warning"
"""The block in which a builder tells what is of none of its fields."""
_FIELDS = {"yearly_prices": "annual_price"}
"""One field holds a price, or a price for each year."""


class InSlack:
    """`stage` is Sam's Slack. Whatever is left open is closed before the next is opened."""

    def __init__(self, stage: ModalBot) -> None:
        self.stage = stage

    def means(self, noun: Noun) -> Meant:
        """What the store holds once the modal is submitted."""
        before = self._ids(noun)
        self.opened(noun)
        answer = self.stage.submit(SAM.id)
        assert not answer.get("errors"), answer
        (made,) = self.stage.eventually(lambda: self._ids(noun) - before)
        with self.stage.store.read(WORKSPACE) as uow:
            if noun == "invoice":
                return of_invoice(uow.invoices.get(made))
            return of_contract(uow.contracts.get(made), uow)

    def opened(self, noun: Noun) -> None:
        """The builder is on top, with the whole deal in it."""
        raise NotImplementedError

    def cleared(self) -> None:
        while self.stage.modals(SAM.id):
            self.stage.close()

    def told(self) -> set[str]:
        """The blocks at which the builder that is on top tells mistakes when it is submitted."""
        answer = self.stage.submit(SAM.id)
        if errors := answer.get("errors"):
            return {block.partition(".")[0] for block in errors}
        assert answer.get("response_action") == "update", answer
        blocks = {each["block_id"] for each in answer["stack"][-1]["blocks"]}
        return blocks & {ABOVE}

    def spelled(self, mistake: Mistake) -> str:
        """The builder has no field for a line or for the whole: both are told above all."""
        return ABOVE if mistake.path.partition("[")[0] in ("", "lines") else mistake.path

    def _ids(self, noun: Noun) -> set[str]:
        with self.stage.store.read(WORKSPACE) as uow:
            return set(uow.invoices.ids() if noun == "invoice" else uow.contracts.ids())


class Modal(InSlack):
    """Every field by hand."""

    name = "modal"

    def opened(self, noun: Noun) -> None:
        self._open(noun)
        self._fill_builder(TYPED[noun])
        for n in range(3):
            answer = self._line(noun, n, TYPED[noun])
            assert not answer.get("errors"), answer

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        return mistake.typed is not None and mistake.path not in (*_PICKED, *_NO_FIELD)

    def paths(self, mistake: Mistake) -> set[str]:
        self._open(mistake.noun)
        typed = {**TYPED[mistake.noun], **(mistake.typed or {})}
        if mistake.path.startswith("customer."):
            return self._customer(mistake.typed or {})
        if mistake.path.startswith("lines["):
            return set(self._line(mistake.noun, 0, typed).get("errors", ()))
        self._fill_builder(typed)
        for n in range(0 if "lines" in typed else 3):
            self._line(mistake.noun, n, typed)
        return self.told()

    def spelled(self, mistake: Mistake) -> str:
        if mistake.path.startswith("lines["):
            return f"{mistake.field.rpartition('.')[2]}.l1"
        if mistake.path.startswith("customer."):
            part = mistake.path.removeprefix("customer.")
            return _SHORT.get(part, part)
        return super().spelled(mistake)

    def _open(self, noun: Noun) -> None:
        self.cleared()
        self.stage.types("/invoice" if noun == "invoice" else "/invoice contract")
        self.stage.top(_BUILDER[noun])

    def _fill_builder(self, typed: Mapping[str, str]) -> None:
        acme = self.stage.search("builder_customer", "acme")[0]
        self.stage.fill(SAM.id, "builder_customer", acme["value"])
        for name in ("issue_date", "po_number", "start_date", "term_months"):
            if name in typed:
                self.stage.fill(SAM.id, _ACTIONS[name], typed[name])
        usual = typed["net_terms"] in ("30", "45", "60")
        self.stage.fill(SAM.id, "builder_terms", typed["net_terms"] if usual else "other")
        if not usual:
            self.stage.eventually(lambda: "net_terms_days" in str(self.stage.modals(SAM.id)))
            self.stage.fill(SAM.id, "builder_days", typed["net_terms"])

    def _line(self, noun: Noun, n: int, typed: Mapping[str, str]) -> Json:
        """The answer to line `n`, filled in and submitted."""
        head = f"lines[{n}]."
        values = {
            name.removeprefix(head): text
            for name, text in typed.items()
            if name.startswith(head) and text
        }
        kind = values.pop("kind", "")
        self.stage.press_in_view(SAM.id, f"contract_add_{kind}" if kind else "builder_add_line")
        self.stage.top(_EDITOR[noun])
        prefix = "contract_line" if noun == "contract" else "line"
        if "yearly_prices" in values:
            values.pop("annual_price", None)
        for name, text in values.items():
            self.stage.fill(SAM.id, f"{prefix}_{_FIELDS.get(name, name)}", text)
        answer = self.stage.submit(SAM.id)
        if not answer.get("errors"):
            self.stage.top(_BUILDER[noun])
            self.stage.showing(values["description"])
        return answer

    def _customer(self, changes: Mapping[str, str]) -> set[str]:
        self.stage.press_in_view(SAM.id, "builder_new_customer")
        self.stage.top("builder_customer_saved")
        customer = {f"customer.{name}": text for name, text in flat(CUSTOMER)}
        values = {**customer, "customer.name": "Globex Inc.", **changes}
        for name, text in values.items():
            part = name.removeprefix("customer.")
            if part == "address.country":
                self.stage.search("setup_country", "united states")
                self.stage.fill(SAM.id, "setup_country", text)
            elif text and part not in _LATER:
                self.stage.fill_in("setup_typed", text, SAM.id, _SHORT.get(part, part))
        return set(self.stage.submit(SAM.id)["errors"])


class OneLine(InSlack):
    """`/invoice` and a line; what it says is then submitted as it stands."""

    name = "line"

    def opened(self, noun: Noun) -> None:
        self.cleared()
        self.say(LINES[noun])
        self.stage.top(_BUILDER[noun])

    def say(self, text: str) -> None:
        self.stage.types(f"/invoice {text}")

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        return mistake.line is not None

    def paths(self, mistake: Mistake) -> set[str]:
        self.cleared()
        self.say(mistake.line or "")
        self.stage.top(_BUILDER[mistake.noun])
        return self.told()


class Message(OneLine):
    """The same words in a message, and its shortcut."""

    name = "message"

    def say(self, text: str) -> None:
        ts = self.stage.say(SAM.id, DEAL_CHANNEL, text)["ts"]
        self.stage.use_shortcut("invoice_from_message", ts)


class Claim(InSlack):
    """A form of `/new`, left there and claimed here."""

    name = "claim"

    def opened(self, noun: Noun) -> None:
        self.claim(noun, {})

    @staticmethod
    def can_say(mistake: Mistake) -> bool:
        """Of a customer nothing is told: who is not complete is offered to be added."""
        told = mistake.path not in (*_PICKED, *_NO_FIELD)
        return mistake.typed is not None and told and not mistake.path.startswith("customer.")

    def paths(self, mistake: Mistake) -> set[str]:
        self.claim(mistake.noun, mistake.typed or {})
        return self.told()

    def claim(self, noun: Noun, typed: Mapping[str, str]) -> None:
        self.cleared()
        left(noun, typed, self.stage.store, self.stage.clock)
        self.stage.types(f"/invoice claim {CODE}")
        self.stage.top(_BUILDER[noun])

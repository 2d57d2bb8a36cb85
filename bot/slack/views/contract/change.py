"""The modal in which a change of a contract is proposed: its end, a new product, or a new price."""

from datetime import date

from bot.intake.modals.contract_change import (
    _KINDS,
    DESCRIPTION,
    FROM,
    KIND,
    LAST_DAY,
    LINE,
    PRICE,
    QUANTITY,
    TAX,
    ChangeKind,
)
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import billing, name_of, term
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import shortened
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.totals import plain
from jupiter_core.queries.contract_view import ContractView

CHANGE_FORM = "contract_change_form"


def change_form(view: ContractView, metadata: ModalMetadata, kind: ChangeKind = "end") -> b.Block:
    """The fields that this kind of change has; choosing another kind redraws it."""
    terms = view.contract.shown.terms
    options = [b.option(words, each) for each, words in _offered(terms).items()]
    about = f"{name_of(view.contract)} · {term(terms)} · {billing(terms)}"
    choice = b.field(KIND, "What changes?", b.select(KIND, options, initial=kind), dispatching=True)
    fields = {"end": _end_fields, "product": _product_fields, "price": _price_fields}[kind]
    return b.modal(
        "Propose a change",
        [b.context(shortened(about, 2 * VALUE_LIMIT)), choice, *fields(view)],
        callback_id=CHANGE_FORM,
        submit="Preview",
        close="Cancel",
        private_metadata=str(metadata),
    )


def _offered(terms: ContractTerms) -> dict[ChangeKind, str]:
    """A price can change where there is a subscription."""
    priced = any(True for _ in terms.subscriptions)
    return {kind: words for kind, words in _KINDS.items() if kind != "price" or priced}


def _end_fields(view: ContractView) -> list[b.Block]:
    now = view.contract.shown.terms.last_day
    hint = "The last day of a contract month. Lines end on it; issued invoices don't change."
    return [b.field(LAST_DAY, "Last day", _date(LAST_DAY, now), hint=hint)]


def _product_fields(view: ContractView) -> list[b.Block]:
    terms = view.contract.shown.terms
    rate = next((plain(each.tax_rate) for _, each in terms.subscriptions if each.tax_rate), "")
    price = f"Annual unit price ({terms.currency})"
    return [
        b.field(DESCRIPTION, "Product", b.text_input(DESCRIPTION, most=DESCRIPTION_LIMIT)),
        b.field(QUANTITY, "Quantity", b.text_input(QUANTITY, initial="1")),
        b.field(PRICE, price, b.text_input(PRICE)),
        b.field(TAX, "Tax rate in percent", b.text_input(TAX, initial=rate), optional=True),
        _from(view, "Ends with the contract; prorated by month until then."),
    ]


def _price_fields(view: ContractView) -> list[b.Block]:
    terms = view.contract.shown.terms
    lines = [b.option(each.description, str(n)) for n, each in terms.subscriptions][:100]
    choice = b.select(LINE, lines, initial=lines[0]["value"])
    price = f"New annual unit price ({terms.currency})"
    return [
        b.field(LINE, "Product", choice),
        b.field(PRICE, price, b.text_input(PRICE)),
        _from(view, "Later escalators also apply to the new price."),
    ]


def _from(view: ContractView, hint: str) -> b.Block:
    coming = view.next_row
    initial = coming.scheduled.period_start if coming else None
    begins = "The first day of a contract month."
    return b.field(FROM, "From", _date(FROM, initial), hint=f"{begins} {hint}")


def _date(action_id: str, initial: date | None) -> b.Block:
    picked = {"initial_date": initial.isoformat()} if initial else {}
    return {"type": "datepicker", "action_id": action_id, **picked}

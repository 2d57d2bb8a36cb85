"""The modal in which a change of a contract is proposed: an end, a quantity, a product, a price."""

from datetime import date

from bot.intake.modals.contract_change import (
    _KINDS,
    CREDIT_METHOD,
    DESCRIPTION,
    FEE,
    FROM,
    KIND,
    LAST_DAY,
    LINE,
    OF_A_LINE,
    PRICE,
    QUANTITY,
    RULE,
    TAX,
    ChangeKind,
)
from bot.slack.metadata import ModalMetadata
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import billing, name_of, term
from bot.wording.contract_calendar import EARLY_END
from bot.wording.contract_differences import CREDIT_METHODS
from bot.wording.contract_lines import title_of
from bot.wording.names import VALUE_LIMIT
from bot.wording.text import shortened
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT
from jupiter_core.domain.contract.scheduled import CreditMethod
from jupiter_core.domain.contract.terms import ContractTerms, EarlyEndRule, Proration
from jupiter_core.domain.totals import plain
from jupiter_core.queries.contract_view import ContractView

CHANGE_FORM = "contract_change_form"


def change_form(view: ContractView, metadata: ModalMetadata, kind: ChangeKind = "end") -> b.Block:
    """The fields that this kind of change has; choosing another kind redraws it."""
    terms = view.contract.shown.terms
    options = [b.option(words, each) for each, words in _offered(terms).items()]
    about = f"{name_of(view.contract)} · {term(terms)} · {billing(terms)}"
    choice = b.field(KIND, "What changes?", b.select(KIND, options, initial=kind), dispatching=True)
    fields = {
        "end": _end_fields,
        "quantity": _quantity_fields,
        "product": _product_fields,
        "price": _price_fields,
        "early_end": _early_end_fields,
    }[kind]
    return b.modal(
        "Propose a change",
        [b.context(shortened(about, 2 * VALUE_LIMIT)), choice, *fields(view)],
        callback_id=CHANGE_FORM,
        submit="Preview",
        close="Cancel",
        private_metadata=str(metadata),
    )


def _offered(terms: ContractTerms) -> dict[ChangeKind, str]:
    """A price or a quantity can change where there is a subscription."""
    priced = any(True for _ in terms.subscriptions)
    return {kind: words for kind, words in _KINDS.items() if kind not in OF_A_LINE or priced}


def _end_fields(view: ContractView) -> list[b.Block]:
    now = view.contract.shown.terms.last_day
    hint = "The last day of a contract month. Lines end on it; issued invoices don't change."
    return [b.field(LAST_DAY, "Last day", _date(LAST_DAY, now), hint=hint)]


def _product_fields(view: ContractView) -> list[b.Block]:
    terms = view.contract.shown.terms
    rate = next((plain(each.tax_rate) for _, each in terms.subscriptions if each.tax_rate), "")
    price = f"Annual unit price ({terms.currency})"
    return [
        b.field(
            DESCRIPTION,
            "Product",
            b.text_input(DESCRIPTION, most=DESCRIPTION_LIMIT, multiline=True),
        ),
        b.field(QUANTITY, "Quantity", b.text_input(QUANTITY, initial="1")),
        b.field(PRICE, price, b.text_input(PRICE)),
        b.field(TAX, "Tax rate in percent", b.text_input(TAX, initial=rate), optional=True),
        _from(view, "Ends with the contract."),
    ]


def _price_fields(view: ContractView) -> list[b.Block]:
    price = f"New annual unit price ({view.contract.shown.terms.currency})"
    return [
        _product(view),
        b.field(PRICE, price, b.text_input(PRICE)),
        _from(view, "Later escalators also apply to the new price."),
        _credit_method(),
    ]


def _quantity_fields(view: ContractView) -> list[b.Block]:
    return [
        _product(view),
        b.field(
            QUANTITY,
            "New quantity",
            b.text_input(QUANTITY),
            hint="All units from that day on, not only the added ones. Zero ends the product.",
        ),
        _from(view, "The price stays as agreed."),
        _credit_method(),
    ]


def _early_end_fields(view: ContractView) -> list[b.Block]:
    terms = view.contract.shown.terms
    agreed = terms.early_end
    rules = [b.option(words, each.value) for each, words in EARLY_END.items()]
    rule = agreed.rule if agreed else EarlyEndRule.NONE
    fee = f"{agreed.fee.decimal:,f}" if agreed and agreed.fee else ""
    said = f"Agreed: {agreed.words}." if agreed else "The contract has no rule for this."
    return [
        b.field(
            LAST_DAY,
            "Last day",
            _date(LAST_DAY, None),
            hint="Nothing is billed for later days; the card's End contract stops billing at once.",
        ),
        b.field(
            RULE,
            "For what is billed already",
            b.select(RULE, rules, initial=rule.value),
            hint=f"{said} A credit is drafted as a credit note, which needs its own approval.",
        ),
        b.field(FEE, f"Fee ({terms.currency})", b.text_input(FEE, initial=fee), optional=True),
    ]


def _product(view: ContractView) -> b.Block:
    subscriptions = view.contract.shown.terms.subscriptions
    lines = [b.option(title_of(each.description), str(n)) for n, each in subscriptions][:100]
    return b.field(LINE, "Product", b.select(LINE, lines, initial=lines[0]["value"]))


def _credit_method() -> b.Block:
    options = [b.option(words, each.value) for each, words in CREDIT_METHODS.items()]
    choice = b.select(CREDIT_METHOD, options, initial=CreditMethod.NEXT_INVOICE.value)
    hint = "Applies only where less is due than was billed."
    return b.field(CREDIT_METHOD, "If that is less than billed", choice, hint=hint)


def _from(view: ContractView, hint: str) -> b.Block:
    terms, coming = view.contract.shown.terms, view.next_row
    initial = coming.scheduled.period_start if coming else None
    return b.field(FROM, "From", _date(FROM, initial), hint=f"{_counted(terms)} {hint}")


def _counted(terms: ContractTerms) -> str:
    """On which days a change may begin, and how it is priced."""
    match terms.proration:
        case Proration.AT_NEXT_PERIOD:
            return "Applies from the next billing period."
        case Proration.BY_DAY:
            return "Any day; priced by day and billed at once."
        case _ if terms.any_day:
            return "Any day; priced by month and billed at once."
        case _:
            return "The first day of a contract month; priced by month and billed at once."


def _date(action_id: str, initial: date | None) -> b.Block:
    picked = {"initial_date": initial.isoformat()} if initial else {}
    return {"type": "datepicker", "action_id": action_id, **picked}

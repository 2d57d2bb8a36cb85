"""The editor of one line of a contract: a modal of the line's own kind on top of the builder."""

from collections.abc import Iterator

from bot.intake.contract.lines import contract_line_of
from bot.intake.contract.terms import frame_of
from bot.intake.documents.contract import Frame
from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.fee_invoice import OWN, WITH_NEXT
from bot.intake.modals.contract import FIELDS
from bot.intake.product_line import missing_price
from bot.slack.views import blocks as b
from bot.slack.views.blocks import Block
from bot.slack.views.invoice.line_editor import LinePlace
from bot.slack.views.product_option import product_field, warned
from bot.slack.views.unit_menu import unit_menu
from bot.wording import figures as words
from bot.wording.contract_lines import price_of_year, prices
from bot.wording.text import shortened
from jupiter_core.domain.contract.lines import DESCRIPTION_LIMIT, ContractLine, OneTime
from jupiter_core.domain.product import Product
from jupiter_core.domain.refusals import Refusal, ValidationErrors

CALLBACK = "contract_line_editor"
PRODUCT = "contract_line_product"
LIVE = (
    "quantity",
    "annual_price",
    "list_price",
    "escalators",
    "indexation",
    "discount_percent",
    "discount_years",
    "amount",
    "parts",
    "tax_rate",
)
_TITLES = {
    "subscription": "Subscription",
    "one_time": "One-time fee",
    "milestones": "Milestones",
    "usage_credit": "Usage credit",
}
_SHOWN = 2900
_NO_CURRENCY = "Choose the contract's currency to see the amounts."


def contract_line_editor(
    form: ContractForm, line: ContractLineForm, place: LinePlace, product: Product | None = None
) -> Block:
    """Fields by the line's kind, and below them its amount as it is typed. `product` is the one
    that was chosen to fill them in."""
    frame = frame_of(form)
    currency = form.currency or "the contract's currency"
    tail = f"{line.key}-{place.filled}" if place.filled else line.key
    named = line.model_copy(update={"key": tail})
    drawn = _drawn(named, currency, changing=bool(form.contract_id))
    fields = [drawn[name] for name in FIELDS[line.kind] if name in drawn]
    known = form.line(line.key) is not None
    shown = amount_words(line, frame) if form.currency else _NO_CURRENCY
    return b.modal(
        _TITLES[line.kind],
        [
            *([] if line.kind == "usage_credit" else [product_field(PRODUCT, product, tail)]),
            *fields,
            *warned(missing_price(line, product, form.currency)),
            b.section(b.plain(shown), block_id="amount_shown"),
        ],
        callback_id=CALLBACK,
        submit="Save line" if known else "Add line",
        close="Back",
        private_metadata=place.packed(),
    )


def amount_words(line: ContractLineForm, frame: Frame) -> str:
    """Year by year with the arithmetic, or what is wrong."""
    if not (line.annual_price if line.kind == "subscription" else line.amount).strip():
        return "The amount is shown here as you type."
    try:
        meant = contract_line_of(line.model_copy(update={"description": "-"}), frame)
        said = "\n".join(_amounts(meant, frame))
    except ValidationErrors as mistakes:
        said = "\n".join(each.sentence for each in mistakes.refusals)
    except Refusal as refusal:
        said = refusal.sentence
    return shortened(said, _SHOWN)


def _amounts(line: ContractLine, frame: Frame) -> Iterator[str]:
    if line.kind == "milestones":
        for part, share in zip(line.parts, line.shares, strict=True):
            yield f"{part.name}: {words.amount(share)} {part.when}"
        return
    if line.kind != "subscription":
        end = "once" if isinstance(line, OneTime) else "of credit, a deduction on the invoices"
        yield f"{words.amount(line.amount)} {end}"
        return
    alone = frame.alone(line)
    if alone is None:
        yield "Yearly prices appear here once the contract has a start date and a term."
        return
    for priced in prices(alone):
        yield f"Year {priced.contract_year}: {price_of_year(priced, currency=True)}"
    unknown = line.awaited_year(alone.years)
    if unknown:
        yield f"Provisional from year {unknown}, until the index is known."


def _drawn(line: ContractLineForm, currency: str, *, changing: bool) -> dict[str, Block]:
    """All fields by name; those of later changes only where a contract is changed."""
    drawn = {
        "description": _text(
            line, "description", "Description", most=DESCRIPTION_LIMIT, multiline=True
        ),
        **_priced(line, currency),
        "amount": _text(line, "amount", f"Amount ({currency})", "50k"),
        "bill_on": _day(line, "bill_on", "Bill on or after", "Leave empty for the first invoice."),
        "own_invoice": _own_invoice(line),
        "parts": _parts(line),
        "apply": _use(line),
        "expires_on": _day(line, "expires_on", "Expires on", "Later invoices don't use it."),
        "tax_rate": _text(line, "tax_rate", "Tax rate in percent", optional=True),
    }
    if changing or line.starts_on or line.price_changes or line.quantity_changes:
        hint = "For a product added later. Leave empty for the contract's start date."
        drawn["starts_on"] = _day(line, "starts_on", "Starts on", hint)
        drawn["price_changes"] = _text(
            line,
            "price_changes",
            "New prices from a day",
            optional=True,
            hint="One per line, from the first day of a contract month: 2028-07-01: 1.5M",
            multiline=True,
        )
        drawn["quantity_changes"] = _text(
            line,
            "quantity_changes",
            "New quantities from a day",
            optional=True,
            hint="One per line: 2027-12-01: 60. Zero ends the product.",
            multiline=True,
        )
    return drawn


def _priced(line: ContractLineForm, currency: str) -> dict[str, Block]:
    ramp = "One price, or one per year: 500k, 1M, 1.5M. The last one applies to later years."
    rises = "Each applies from its contract year on."
    return {
        "quantity": _text(line, "quantity", "Quantity"),
        "unit": b.field(f"unit.{line.key}", "Unit", unit_menu("contract_line_unit", line.unit)),
        "annual_price": _text(line, "annual_price", f"Annual unit price ({currency})", hint=ramp),
        "list_price": _text(
            line,
            "list_price",
            f"List price ({currency})",
            optional=True,
            hint="If the price is a reduced one: of the same unit and year. It rises with the "
            "price, and invoices show both.",
        ),
        "escalators": _text(
            line, "escalators", "Escalators", "5% y2, 3.5% y3", optional=True, hint=rises
        ),
        "indexation": _text(
            line,
            "indexation",
            "Price index (CPI)",
            "US CPI-U, September: 304.1, cap 5%, floor 2%",
            optional=True,
            hint="Instead of escalators: the index, its current value, then cap, floor or plus. We "
            "ask for each year's value in the contract's thread.",
        ),
        "discount_percent": _text(line, "discount_percent", "Discount in percent", optional=True),
        "discount_years": _text(
            line, "discount_years", "Discount in contract years", "1, 2", optional=True
        ),
    }


def _text(
    line: ContractLineForm,
    name: str,
    label: str,
    placeholder: str = "",
    *,
    optional: bool = False,
    hint: str | None = None,
    most: int | None = None,
    multiline: bool = False,
) -> Block:
    live = name in LIVE
    element = b.text_input(
        f"contract_line_{name}",
        initial=getattr(line, name),
        placeholder=placeholder,
        most=most,
        live=live,
        multiline=multiline,
    )
    block_id = f"{name}.{line.key}"
    return b.field(block_id, label, element, hint=hint, optional=optional, dispatching=live)


def _day(line: ContractLineForm, name: str, label: str, hint: str) -> Block:
    element: Block = {"type": "datepicker", "action_id": f"contract_line_{name}"}
    if day := getattr(line, name):
        element["initial_date"] = day
    return b.field(f"{name}.{line.key}", label, element, hint=hint, optional=True)


def _own_invoice(line: ContractLineForm) -> Block:
    options = [
        b.option("With the first invoice on or after that day", WITH_NEXT),
        b.option("An invoice of its own on that day", OWN),
    ]
    element = b.select("contract_line_own_invoice", options, initial=line.own_invoice)
    return b.field(f"own_invoice.{line.key}", "Billed", element)


def _parts(line: ContractLineForm) -> Block:
    hint = (
        "One per line, such as Kick-off: 40% on 2027-02-01. A share is 40%, 50k or rest. A day may "
        "be “on acceptance”. Shares add up to the amount."
    )
    return _text(
        line,
        "parts",
        "Milestones",
        "Go-live: 40% on acceptance, expected 2027-06-30",
        hint=hint,
        multiline=True,
    )


def _use(line: ContractLineForm) -> Block:
    options = [
        b.option("Until used up", "until_exhausted"),
        b.option("Evenly across invoices", "evenly"),
    ]
    element = b.select("contract_line_apply", options, initial=line.apply)
    return b.field(f"apply.{line.key}", "How to apply it", element)

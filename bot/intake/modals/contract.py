"""What is typed into the small modals of a contract, and into the modal of one of its lines."""

from collections.abc import Mapping

from bot.intake.drafts.contract import ContractLineForm
from bot.intake.modals.invoice import AMOUNT, NO_UNIT, taxed_by_hand
from bot.intake.notation.amounts import short_money_of
from bot.intake.view_state import Values, text_in
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal


def usage_of(typed: str, currency: str) -> Money:
    """The amount typed. Raises a refusal at its field."""
    try:
        return short_money_of(typed, currency)
    except Refusal as refusal:
        raise refusal.at(AMOUNT) from None


FIELDS: Mapping[str, tuple[str, ...]] = {
    "subscription": (
        *(
            "description",
            "quantity",
            "unit",
            "annual_price",
            "list_price",
            "escalators",
            "indexation",
            "discount_percent",
            "discount_years",
        ),
        *("starts_on", "price_changes", "quantity_changes", "tax_rate"),
    ),
    "one_time": ("description", "amount", "list_price", "bill_on", "own_invoice", "tax_rate"),
    "milestones": ("description", "amount", "parts", "tax_rate"),
    "usage_credit": ("description", "amount", "apply", "expires_on", "tax_rate"),
}


def typed_contract_line(line: ContractLineForm, values: Values) -> ContractLineForm:
    """The line with what the editor's fields hold now."""
    typed = {name: text_in(values, name) for name in FIELDS[line.kind]}
    if typed.get("unit") == NO_UNIT:
        typed["unit"] = ""
    return taxed_by_hand(line, {name: text for name, text in typed.items() if text is not None})

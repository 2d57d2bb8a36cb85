"""Which kind of form was kept: an invoice's or a contract's."""

from collections.abc import Mapping
from typing import Any

from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import InvoiceForm
from jupiter_core.ports import SavedForm

Form = InvoiceForm | ContractForm


def form_in(saved: SavedForm) -> Form:
    """The form as it was kept."""
    return form_of(saved.values)


def form_of(values: Mapping[str, Any]) -> Form:
    """The form of the values of a SavedForm."""
    if is_contract(values):
        return ContractForm.model_validate(values)
    return InvoiceForm.model_validate(values)


def is_contract(values: Mapping[str, Any]) -> bool:
    """Of the values of a SavedForm."""
    return values.get("kind") == "contract"

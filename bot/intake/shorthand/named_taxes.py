"""The taxes that a quick line names, on the lines of its form, as its legal entity lists them."""

from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import CHARGED, InvoiceForm
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import UnknownTax
from jupiter_core.domain.tax import NamedTax, combined

_NOBODY = "Choose a legal entity, then the taxes of each line: {names}."
_NO_RATE = {"tax_rate": "0", "tax_follows": False}


def invoice_with_taxes(
    form: InvoiceForm, names: tuple[str, ...], entity: SenderProfile | None
) -> InvoiceForm:
    """On every line, in place of a rate; of what the entity does not list it is said that it does
    not."""
    if not names:
        return form
    said = {name.casefold() for name in names}
    taxes = tuple(each for each in _listed(entity) if each.name.casefold() in said)
    chosen = {**_NO_RATE, "taxes": taxes, "tax_category": CHARGED}
    lines = tuple(each.model_copy(update=chosen if taxes else {}) for each in form.lines)
    remarks = (*form.remarks, *_remarks(names, entity))
    return form.model_copy(update={"lines": lines, "remarks": remarks})


def contract_with_taxes(
    form: ContractForm, names: tuple[str, ...], entity: SenderProfile | None
) -> ContractForm:
    """The same for a contract, whose lines have all the same ones, in a field of its own."""
    if not names:
        return form
    lines = tuple(
        each if each.kind == "usage_credit" else each.model_copy(update=_NO_RATE)
        for each in form.lines
    )
    typed = " + ".join(names)
    remarks = (*form.remarks, *_remarks(names, entity))
    return form.model_copy(update={"lines": lines, "taxes": typed, "remarks": remarks})


def _listed(entity: SenderProfile | None) -> tuple[NamedTax, ...]:
    return entity.taxes if entity else ()


def _remarks(names: tuple[str, ...], entity: SenderProfile | None) -> list[str]:
    if entity is None:
        return [_NOBODY.format(names=", ".join(names))]
    known = {each.name.casefold() for each in entity.taxes}
    listed = ", ".join(combined([each]) for each in entity.taxes) or "none"
    missing = (each for each in names if each.casefold() not in known)
    return [UnknownTax(entity.legal_name, each, listed).sentence for each in missing]

"""A quick line in a form: an invoice's, or a contract's where it speaks of one."""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Any, TypeVar

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.form import DraftForm, typed_net_fields
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.intake.fee_invoice import OWN
from bot.intake.shorthand.agreed import SIGNING
from bot.intake.shorthand.fields import REFERENCE
from bot.intake.shorthand.line import Quick, QuickLine
from bot.intake.shorthand.values import DOLLARS
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.references import Reference, words_of
from jupiter_core.domain.totals import plain

F = TypeVar("F", bound=DraftForm[Any])
_PART_OF, _CENT = re.compile(r"\b1/(\d+) (?=on )"), Decimal("0.01")
_OWN_WORDS = {"cost_centre": "Cost centre", "cost_center": "Cost center"}
"""Of references that are known by no name of their own."""


def filled_invoice(
    quick: Quick, new: InvoiceForm, customer: Customer | None, entity: SenderProfile | None
) -> InvoiceForm:
    """A new invoice's form with what was understood; a credit is a negative line."""
    fields = quick.fields
    said = "tax_rate" in fields
    lines = tuple(
        LineForm(
            key=f"l{n}",
            description=line.description,
            quantity=line.quantity,
            unit_price=f"-{line.amount}" if line.kind == "usage_credit" else line.amount,
            unit=line.unit,
            list_price=line.list_price,
            tax_rate=fields.get("tax_rate", "0"),
            tax_follows=not said,
            po_number=line.po_number,
            allowance=line.discount,
            product_id=line.product_id,
            price_follows=bool(line.product_id) and not line.amount,
            service_start=fields.get("service_start", ""),
            service_end=fields.get("service_end", ""),
        )
        for n, line in enumerate(quick.lines, start=1)
    )
    day = {"issue_date": fields["start"]} if "start" in fields else {}
    shared = _shared(quick, customer, entity, lines)
    return new.chosen(*_said(shared), *day).model_copy(update={**shared, **day})


def _references(fields: Mapping[str, str]) -> str:
    """One a line, as they are typed."""
    said = (
        Reference(
            key=(key := name.removeprefix(REFERENCE)), label=_OWN_WORDS.get(key, ""), value=value
        )
        for name, value in fields.items()
        if name.startswith(REFERENCE)
    )
    return words_of(said)


def filled_contract(
    quick: Quick, new: ContractForm, customer: Customer | None, entity: SenderProfile | None
) -> ContractForm:
    """A new contract's form with what was understood; what was not said stays as it is new."""
    fields = quick.fields
    lines = tuple(
        _contract_line(f"l{n}", line, quick) for n, line in enumerate(quick.lines, start=1)
    )
    said = {
        name: fields[name]
        for name in ("term_months", "billing_frequency", "billing_timing")
        if name in fields
    }
    begins = fields.get("start") or fields.get("service_start")
    day = {"start_date": begins} if begins else {}
    shared = _shared(quick, customer, entity, lines)
    return new.chosen(*_said(shared), *day).model_copy(update={**shared, **said, **day})


def _said(shared: Mapping[str, object]) -> list[str]:
    """What of a deal the line says."""
    names = ("sender_profile_id", "currency", "net_terms", "late_fee", "prices")
    return [name for name in names if name in shared]


def _shared(
    quick: Quick, customer: Customer | None, entity: SenderProfile | None, lines: Sequence[Any]
) -> dict[str, object]:
    """`entity` is the one that was named."""
    currency = _currency(quick.currency, entity)
    return {
        "customer_id": customer.id if customer else "",
        "customer_name": customer.name if customer else "",
        "customer_typed": quick.customer_typed,
        **({"sender_profile_id": entity.id} if entity else {}),
        **({"currency": currency} if currency else {}),
        **_net_terms(quick.fields.get("net_terms", "")),
        "early_payment": quick.fields.get("early_payment", ""),
        **({"late_fee": quick.fields["late_fee"]} if "late_fee" in quick.fields else {}),
        "adjustments": quick.fields.get("adjustments", ""),
        "po_number": quick.fields.get("po_number", ""),
        "references": _references(quick.fields),
        **({"prices": quick.fields["prices"]} if "prices" in quick.fields else {}),
        "lines": tuple(lines),
        "next_key": len(lines) + 1,
        "not_understood": quick.not_understood,
        "remarks": quick.remarks,
    }


def _currency(said: str, entity: SenderProfile | None) -> str:
    """As said; which dollar `$` means, the entity that was named may tell."""
    accounts = [each.currency for each in entity.bank_accounts] if entity else []
    if said == "$":
        return next((code for code in accounts if code in DOLLARS), "")
    return said


def in_dollars(form: F) -> F:
    """Of a line that says `$`: the dollar that follows from the deal, else that of the US."""
    currency = form.currency if form.currency in DOLLARS else "USD"
    return form.model_copy(update={"currency": currency}).chosen("currency")


def _net_terms(days: str) -> dict[str, str]:
    if not days:
        return {}
    return typed_net_fields(days)


def _contract_line(key: str, line: QuickLine, quick: Quick) -> ContractLineForm:
    fields = quick.fields
    taxed = line.kind != "usage_credit" and "tax_rate" not in fields
    common = {
        "key": key,
        "kind": line.kind,
        "description": line.description,
        "tax_follows": taxed,
    }
    rate = fields.get("tax_rate", "")
    if line.kind == "subscription":
        return ContractLineForm(
            **common,
            quantity=line.quantity,
            unit=line.unit,
            annual_price=line.amount,
            list_price=line.list_price,
            escalators=fields.get("escalators", ""),
            indexation=fields.get("indexation", ""),
            discount_percent=line.discount_percent or fields.get("discount_percent", ""),
            discount_years=_discount_years(line, fields),
            tax_rate=rate,
        )
    if line.kind == "one_time" and line.parts:
        milestones = {**common, "kind": "milestones", "parts": _parted(line)}
        return ContractLineForm(**milestones, amount=line.amount, tax_rate=rate)
    if line.kind == "one_time" and line.bill_on:
        day = {"bill_on": line.bill_on, "own_invoice": OWN}
        fee = {**common, **day, "list_price": line.list_price}
        return ContractLineForm(**fee, amount=line.amount, tax_rate=rate)
    if line.kind == "one_time":
        fee = {**common, "list_price": line.list_price}
        return ContractLineForm(**fee, amount=line.amount, tax_rate=rate)
    return ContractLineForm(
        **common,
        amount=line.amount,
        apply="evenly" if "evenly" in fields else "until_exhausted",
        expires_on=fields.get("expires", ""),
    )


def _parted(line: QuickLine) -> str:
    """Its milestones; of equal instalments, with what each is, the cents that are over in the
    last."""

    def amount(found: re.Match[str]) -> str:
        share = Decimal(line.amount.replace(",", "")) / int(found[1])
        return f"{plain(share.quantize(_CENT, ROUND_DOWN))} "

    return _PART_OF.sub(amount, line.parts)


def _discount_years(line: QuickLine, fields: Mapping[str, str]) -> str:
    """Of its own discount, or of the one that all have."""
    return line.discount_years if line.discount_percent else fields.get("discount_years", "")


def signed(form: ContractForm) -> ContractForm:
    """With the contract's first day for milestones that are billed on signing."""
    if not form.start_date:
        return form
    lines = tuple(
        line.model_copy(update={"parts": line.parts.replace(SIGNING, f"on {form.start_date}")})
        for line in form.lines
    )
    return form.model_copy(update={"lines": lines})

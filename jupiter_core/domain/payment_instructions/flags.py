"""Where on an invoice or in a contract something looks like payment instructions, for whoever
approves it. The fields of the bank account itself are where they belong."""

from collections.abc import Iterable, Iterator

from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.content import Content
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lines import ContractLine
from jupiter_core.domain.contract.milestone import Milestones
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.payment_instructions.find import Flag, flags_in


def invoice_flags(content: Content) -> tuple[Flag, ...]:
    """Of all that is printed or mailed and was typed freely."""
    lines = ((f"Line {n}", each.description) for n, each in enumerate(content.lines, start=1))
    return flags_in(
        (
            ("PO number", content.po_number),
            ("Memo", content.memo),
            *lines,
            *_reasons(content.adjustments),
            *(("Discount", each.discount.reason) for each in content.lines if each.discount),
            ("Contract name", content.contract_name),
            *(("Reference", f"{each.label} {each.value}") for each in content.references),
            *_texts_of(Parties.on(content)),
        )
    )


def contract_flags(contract: Contract) -> tuple[Flag, ...]:
    """Of what its invoices will print."""
    agreement = contract.shown
    lines = enumerate(agreement.terms.lines, start=1)
    return flags_in(
        (
            ("PO number", contract.po_number),
            ("Memo", agreement.memo),
            *((f"Line {n}", text) for n, each in lines for text in _printed(each)),
            *_reasons(agreement.terms.adjustments),
            ("Contract name", contract.name),
            *(("Reference", f"{each.label} {each.value}") for each in agreement.terms.references),
            *(_texts_of(agreement.parties) if agreement.parties else ()),
        )
    )


def _printed(line: ContractLine) -> Iterator[str]:
    yield line.description
    if isinstance(line, Milestones):
        yield from (each.name for each in line.parts)


def _reasons(adjustments: Iterable[Adjustment]) -> Iterator[tuple[str, str]]:
    yield from (("Discount", each.discount.reason) for each in adjustments)


def _texts_of(parties: Parties) -> Iterator[tuple[str, str]]:
    seller, bill_to = parties.seller, parties.bill_to
    yield "Legal entity's name", seller.legal_name
    yield "Legal entity's address", "\n".join(seller.address.lines())
    yield "Legal entity's telephone", seller.phone
    yield from (("Legal entity's tax id", each.value) for each in seller.tax_ids)
    yield "Customer's name", bill_to.legal_name
    yield "Bill-to address", "\n".join(bill_to.address.lines())
    yield "AP contact", bill_to.ap_contact.name
    yield from (("AP contact", each.name) for each in bill_to.more_contacts)
    yield "Attention line", bill_to.attention
    yield "Cost centre", bill_to.cost_centre
    yield "Buyer reference", bill_to.buyer_reference
    yield from (("Reference", f"{each.label} {each.value}") for each in bill_to.references)
    if bill_to.ship_to:
        yield "Delivery address", bill_to.ship_to.words
    yield from (("Customer's tax id", each.value) for each in bill_to.tax_ids)

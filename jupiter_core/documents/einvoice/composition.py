"""A version into the one model of which both e-invoices are written."""

from dataclasses import replace

from jupiter_core.documents import words
from jupiter_core.documents.einvoice import texts
from jupiter_core.documents.einvoice.adjustments import adjustments_of
from jupiter_core.documents.einvoice.countries import to_germany
from jupiter_core.documents.einvoice.lines import day_of_supply, lines_of, whole_period
from jupiter_core.documents.einvoice.model import DocumentType, ElectronicInvoice, PostalAddress
from jupiter_core.documents.einvoice.parties import buyer_of, place_of, seller_of
from jupiter_core.documents.einvoice.payment import payment_of
from jupiter_core.documents.einvoice.references import contract_of, references_of
from jupiter_core.documents.einvoice.taxes import tax_groups
from jupiter_core.documents.mentions import mentions_of
from jupiter_core.documents.sum_rows import reason_of
from jupiter_core.documents.sums import due_of, is_nil, settled_of, sums_of
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.version import Version


def einvoice_of(version: Version, invoice: Invoice) -> ElectronicInvoice:
    """What the page says, in the standard's terms. Valid where `missing_for` finds nothing.

    What credit notes took off stands with what is paid (BT-113): that is all that the standard
    takes off a total. A credit note has no due date, nor has an invoice of 0.00.
    """
    content, totals = invoice.content, sums_of(invoice.content)
    say, other = words.of(content.language), content.tax_currency
    credit, place = bool(content.corrects), content.bill_to.ship_to
    return ElectronicInvoice(
        kind=DocumentType.CREDIT_NOTE if credit else DocumentType.INVOICE,
        number=invoice.number or "",
        payment_reference=content.remit_to.reference_for(invoice.number or ""),
        issue_date=content.issue_date,
        due_date=None if credit or is_nil(content) else content.due_date,
        currency=content.currency,
        note=texts.note_of(version, invoice, say),
        buyer_reference=content.bill_to.buyer_reference,
        order=content.order,
        accounting_reference=content.bill_to.cost_centre,
        contract=contract_of(content),
        preceding=content.corrects or content.replaces,
        period=whole_period(content.lines),
        seller=seller_of(content),
        buyer=buyer_of(content, texts.attention_of(content, say)),
        deliver_to=_deliver_to(content),
        deliver_to_name=place.name if place else "",
        deliver_to_code=place.code if place else "",
        references=references_of(content),
        payment=payment_of(content),
        terms=texts.terms_of(content, say),
        taxes=tax_groups(content, reason_of(content, say)),
        lines=lines_of(content, say),
        adjustments=adjustments_of(content, say),
        lines_net=totals.subtotal.decimal,
        allowances=totals.allowances.decimal,
        charges=totals.charges.decimal,
        net=totals.net.decimal,
        tax=totals.tax.decimal,
        tax_currency=other.currency if other else "",
        tax_in_other=other.tax(totals.tax).decimal if other else None,
        gross=totals.total.decimal,
        paid=settled_of(invoice).decimal,
        due=due_of(invoice).decimal,
        supplied_on=day_of_supply(content.lines),
        preceding_date=content.preceding_date,
        mentions=mentions_of(content, say),
    )


def _deliver_to(content: Content) -> PostalAddress:
    """The delivery address; without one, the customer's country, to Germany with city and
    postal code (DE-R-010, BR-DE-10)."""
    ship_to = content.bill_to.ship_to
    if ship_to:
        return place_of(ship_to.address)
    place = replace(place_of(content.bill_to.address), lines=(), region="")
    return place if to_germany(content) else replace(place, city="", postal_code="")

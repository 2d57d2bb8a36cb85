"""Where on an invoice the character stands that no font has."""

from collections.abc import Iterator

from jupiter_core.documents import words
from jupiter_core.documents.typeface import unprintable
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.refusals import Unprintable
from jupiter_core.domain.text import described
from jupiter_core.domain.version import Version

Field = tuple[str, str, str]
"""A path, what people call it, and its text."""


def first_unprintable(version: Version, invoice: Invoice) -> Unprintable | None:
    """The refusal that names the field, at its path; None where every field can be printed."""
    for path, what, text in _fields(version, invoice):
        character = unprintable(text)
        if character:
            return Unprintable(what, described(character)).at(path)
    return None


def _fields(version: Version, invoice: Invoice) -> Iterator[Field]:
    content = invoice.content
    yield "po_number", "PO number", content.po_number
    yield "memo", "Memo", content.memo
    yield "contract_name", "Contract name", content.contract_name
    yield from _lines(content)
    yield from _bill_to(content)
    yield from _seller(content)
    yield "number", "Number", f"{invoice.number or ''}{content.corrects}"
    yield "note", "The version's note", version.note
    for path in ("language", "second_language"):
        if language := getattr(content, path):
            labels = words.of(language).labels
            fixed = " ".join(str(each) for each in vars(labels).values())
            yield path, f"The paper in {labels.name}", fixed


def _lines(content: Content) -> Iterator[Field]:
    for index, line in enumerate(content.lines):
        what = f"Line {index + 1}"
        yield f"lines[{index}].description", f"{what}, description,", line.description
        yield f"lines[{index}].po_number", f"{what}, PO number,", line.po_number + line.po_line
        yield f"lines[{index}].arithmetic", f"{what}, arithmetic,", line.arithmetic


def _bill_to(content: Content) -> Iterator[Field]:
    bill_to, say = content.bill_to, words.of(content.language)
    yield "bill_to.legal_name", "Customer", bill_to.legal_name
    yield "bill_to.address", "Bill-to address", "\n".join(bill_to.address.lines())
    yield "bill_to.attention", "Attention line", bill_to.attention
    yield "bill_to.cost_centre", "Cost centre", bill_to.cost_centre
    yield "bill_to.buyer_reference", "Buyer reference", bill_to.buyer_reference
    yield "bill_to.ap_contact.name", "AP contact", bill_to.ap_contact.name
    yield "bill_to.ap_contact.email", "AP e-mail", bill_to.ap_contact.email
    place = bill_to.ship_to
    if place:
        words_of_place = "\n".join((place.name, place.code, *place.address.lines()))
        yield "bill_to.ship_to", "Delivery address", words_of_place
    for each in content.reference_entries:
        yield f"references.{each.key}", each.name, f"{say.reference(each)}{each.value}"
    yield "bill_to.tax_ids", "Customer tax ids", " ".join(each.value for each in bill_to.tax_ids)


def _seller(content: Content) -> Iterator[Field]:
    seller, bank = content.seller, content.remit_to
    yield "seller.legal_name", "Legal entity", seller.legal_name
    yield "seller.address", "Entity address", "\n".join(seller.address.lines())
    yield "seller.email", "Entity e-mail", seller.email
    yield "seller.phone", "Entity telephone", seller.phone
    footer, template = seller.legal_footer, seller.template
    yield "seller.legal_footer", "Legal footer", " ".join(footer.model_dump().values())
    yield "seller.template", "Invoice template", f"{template.intro}{template.thanks}"
    yield "seller.tax_ids", "Entity tax ids", " ".join(each.value for each in seller.tax_ids)
    yield "remit_to.holder", "Account holder", bank.holder
    yield "remit_to.bank_name", "Bank", bank.bank_name
    for field, value in bank.parts():
        yield f"remit_to.{field.path}", field.label, value
    for path, label, text in bank.cheque_texts():
        yield f"remit_to.{path}", label, text

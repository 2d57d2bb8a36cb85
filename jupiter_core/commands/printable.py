"""Whether the paper can show what somebody typed: asked before anything is kept."""

from collections.abc import Iterable, Mapping

from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.references import words_of
from jupiter_core.domain.refusals import Refusal, Unprintable, ValidationErrors
from jupiter_core.domain.text import described
from jupiter_core.ports import Renderer


def expect_printable(texts: Mapping[str, tuple[str, str]], renderer: Renderer) -> None:
    """`texts` maps a path to its label and text. Raises ValidationErrors, each at its path."""
    refusals: list[Refusal] = []
    for path, (label, text) in texts.items():
        character = renderer.unprintable(text)
        if character:
            refusals.append(Unprintable(label, described(character)).at(path))
    if refusals:
        raise ValidationErrors(refusals)


def texts_of_terms(content: Content) -> dict[str, tuple[str, str]]:
    """What sales ops typed on an invoice."""
    lines: Iterable[tuple[int, str]] = enumerate(line.description for line in content.lines)
    return {
        "po_number": ("PO number", content.po_number),
        "memo": ("Memo", content.memo),
        **{
            f"adjustments[{n}].reason": ("Reason", each.discount.reason)
            for n, each in enumerate(content.adjustments)
        },
        "references": ("Reference", words_of(content.references)),
        **{f"lines[{n}].description": ("Description", text) for n, text in lines},
    }


def texts_of_amendment(amendment: Amendment) -> dict[str, tuple[str, str]]:
    """What the customer's AP typed."""
    address = amendment.address
    return {
        "po_number": ("PO number", amendment.po_number),
        "ap_name": ("AP contact", amendment.ap_contact.name),
        "ap_email": ("AP e-mail", amendment.ap_contact.email),
        "attention": ("Attention line", amendment.attention),
        "cost_centre": ("Cost centre", amendment.cost_centre),
        "street": ("Street", address.street),
        "city": ("City", address.city),
        "region": ("Region", address.region),
        "postal_code": ("Postal code", address.postal_code),
        **{
            f"references[{n}].value": (each.name, f"{each.label} {each.value}".strip())
            for n, each in enumerate(amendment.references or ())
        },
    }

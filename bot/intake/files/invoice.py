"""An invoice as one JSON file, with sender, customer and lines inside, into its documents.

There is no database: what the file says is taken as issued, by the operator, on the issue date.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, time
from functools import partial
from typing import Any, NamedTuple

from bot.intake.documents.base import Notation
from bot.intake.documents.invoice_file import InvoiceFile
from bot.intake.documents.reading import read
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.files.invoice_example import EXAMPLE
from bot.intake.files.invoice_logo import KeepLogo, kept_logo
from bot.intake.files.invoice_printing import place_in_file, unprintable_places
from bot.intake.files.json_tree import read_tree
from bot.intake.refusals import UnreadableFile
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.leitweg_id import may_be_xrechnung
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Overpayment, Refusal, ValidationErrors
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import NoEInvoice, Renderer

__all__ = [
    "RenderedFiles",
    "example_invoice_file",
    "read_invoice_file",
    "rendered_files",
    "typed_invoice_version",
]


class RenderedFiles(NamedTuple):
    """`files` by name; `left_out` says of each that could not be made what is missing for it."""

    files: dict[str, bytes]
    left_out: dict[str, tuple[Refusal, ...]]


def rendered_files(text: str, renderer: Renderer) -> RenderedFiles:
    """`invoice.pdf`, `invoice.cii.xml` and `invoice.ubl.xml` of a file, and XRechnung where it is
    one for Germany; the PDF is always there.

    Raises ValidationErrors with all that is wrong, each at its path, also for what no font can
    print.
    """
    version = read_invoice_file(text, renderer.logo)
    unprintable = unprintable_places(version.invoice().content, renderer)
    if unprintable:
        raise ValidationErrors(unprintable)
    try:
        files = {"invoice.pdf": renderer.pdf(version)}
    except Refusal as refusal:
        raise ValidationErrors(each_of(refusal)) from None
    left_out: dict[str, tuple[Refusal, ...]] = {}
    for name, make in _e_invoices(version, renderer).items():
        try:
            files[name] = make(version)
        except NoEInvoice as missing:
            left_out[name] = tuple(each.at(place_in_file(each.path)) for each in missing.refusals)
    return RenderedFiles(files, left_out)


def _e_invoices(version: Version, renderer: Renderer) -> dict[str, Callable[[Version], bytes]]:
    """By name; XRechnung where a German customer has a reference, as authorities do."""
    found: dict[str, Callable[[Version], bytes]] = {
        "invoice.cii.xml": renderer.cii,
        "invoice.ubl.xml": renderer.ubl,
    }
    if may_be_xrechnung(version.invoice().content):
        found["invoice.xrechnung.ubl.xml"] = renderer.xrechnung
        found["invoice.xrechnung.cii.xml"] = partial(renderer.xrechnung, in_cii=True)
    return found


def read_invoice_file(text: str, keep_logo: KeepLogo) -> Version:
    """The first version of what the file says; the same file gives the same one.

    `keep_logo` is the renderer's `logo`. Raises ValidationErrors with all that is wrong, each at
    its path (`lines[0].unit_price`).
    """
    errors = ErrorCollector()
    try:
        sent = read_tree(text, errors)
    except UnreadableFile as refusal:
        raise ValidationErrors([refusal]) from None
    document = read(InvoiceFile, sent, errors)
    return _version(document, sent, errors, keep_logo)


def typed_invoice_version(sent: Mapping[str, Any], keep_logo: KeepLogo) -> Version:
    """The same of what a person typed. Raises ValidationErrors."""
    errors = ErrorCollector()
    document = read(InvoiceFile, sent, errors, Notation.PERSON)
    return _version(document, sent, errors, keep_logo)


def _version(
    document: InvoiceFile | None, sent: Any, errors: ErrorCollector, keep_logo: KeepLogo
) -> Version:
    sender = sent.get("sender") if isinstance(sent, Mapping) else None
    url = sender.get("logo", "") if isinstance(sender, Mapping) else ""
    logo = errors.part("sender.logo", lambda: kept_logo(url, keep_logo)) if _is_text(url) else ""
    errors.expect_none()
    assert document  # what is None has left its mistakes
    try:
        invoice = _issued(document, logo or "")
    except Refusal as refusal:
        raise ValidationErrors(each_of(refusal)) from None
    return Version.sealed(
        invoice,
        at=_moment(document),
        by=OPERATOR,
        why="invoice.issued",
        note="",
        previous_hash=GENESIS,
    )


def _is_text(url: object) -> bool:
    return isinstance(url, str)


def example_invoice_file() -> str:
    """A file to start from; all three documents can be made of it."""
    return EXAMPLE


def _issued(document: InvoiceFile, logo: str) -> Invoice:
    """Raises what `Content.checked` raises, AmountTooLarge or Overpayment."""
    content = document.content()
    seller = content.seller.model_copy(update={"logo": logo})
    invoice = Invoice.drafted(
        invoice_id=document.number,
        workspace_id="file",
        deal_channel="",
        content=content.model_copy(update={"seller": seller}),
        by=OPERATOR,
    )
    paid = document.paid or Money.zero(document.currency)
    if paid.minor > invoice.total.minor:
        raise Overpayment(paid.words, invoice.total.words).at("paid")
    return invoice.model_copy(
        update={
            "number": document.number,
            "revision": 1,
            "issued_at": _moment(document),
            "paid": paid,
            "state": _state(paid, invoice),
        }
    )


def _state(paid: Money, invoice: Invoice) -> State:
    if not paid.minor:
        return State.PAID if invoice.is_nil else State.ISSUED
    return State.PAID if paid == invoice.total else State.PARTIALLY_PAID


def _moment(document: InvoiceFile) -> datetime:
    return datetime.combine(document.issue_date, time(), UTC)

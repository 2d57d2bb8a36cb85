"""An invoice as one JSON file, with sender, customer and lines inside, into its documents.

There is no database: what the file says is taken as issued, by the operator, on the issue date.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, time
from typing import Any, NamedTuple

from bot.intake.errors import ErrorCollector, each_of
from bot.intake.files.invoice_content import Said, read_content
from bot.intake.files.invoice_example import EXAMPLE
from bot.intake.files.invoice_logo import KeepLogo
from bot.intake.files.invoice_printing import place_in_file, unprintable_places
from bot.intake.files.json_tree import Entry, entry_of, read_json
from bot.intake.refusals import UnreadableFile
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import Overpayment, Refusal, ValidationErrors
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import NoEInvoice, Renderer

__all__ = [
    "RenderedFiles",
    "example_invoice_file",
    "invoice_version_of",
    "read_invoice_file",
    "rendered_files",
]


class RenderedFiles(NamedTuple):
    """`files` by name; `left_out` says of each that could not be made what is missing for it."""

    files: dict[str, bytes]
    left_out: dict[str, tuple[Refusal, ...]]


def rendered_files(text: str, renderer: Renderer) -> RenderedFiles:
    """`invoice.pdf`, `invoice.cii.xml` and `invoice.ubl.xml` of a file; the PDF is always there.

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
    for name, make in (("invoice.cii.xml", renderer.cii), ("invoice.ubl.xml", renderer.ubl)):
        try:
            files[name] = make(version)
        except NoEInvoice as missing:
            left_out[name] = tuple(each.at(place_in_file(each.path)) for each in missing.refusals)
    return RenderedFiles(files, left_out)


def read_invoice_file(text: str, keep_logo: KeepLogo) -> Version:
    """The first version of what the file says; the same file gives the same one.

    `keep_logo` is the renderer's `logo`. Raises ValidationErrors with all that is wrong, each at
    its path (`lines[0].unit_price`).
    """
    checks = ErrorCollector()
    try:
        entry = read_json(text, checks)
    except UnreadableFile as refusal:
        raise ValidationErrors([refusal]) from None
    return _version(entry, keep_logo)


def invoice_version_of(tree: Mapping[str, Any], keep_logo: KeepLogo) -> Version:
    """The same of a document that is no text. Raises ValidationErrors."""
    return _version(entry_of(tree, ErrorCollector()), keep_logo)


def _version(entry: Entry, keep_logo: KeepLogo) -> Version:
    said = read_content(entry, keep_logo)
    entry.checks.expect_none()
    try:
        invoice = _issued(said)
    except Refusal as refusal:
        raise ValidationErrors(each_of(refusal)) from None
    return Version.sealed(
        invoice,
        at=_moment(said),
        by=OPERATOR,
        why="invoice.issued",
        note="",
        previous_hash=GENESIS,
    )


def example_invoice_file() -> str:
    """A file to start from; all three documents can be made of it."""
    return EXAMPLE


def _issued(said: Said) -> Invoice:
    """Raises what `Content.checked` raises, AmountTooLarge or Overpayment."""
    invoice = Invoice.drafted(
        invoice_id=said.number,
        workspace_id="file",
        deal_channel="",
        content=said.content,
        by=OPERATOR,
    )
    if said.paid.minor > invoice.total.minor:
        raise Overpayment(said.paid.words, invoice.total.words).at("paid")
    return invoice.model_copy(
        update={
            "number": said.number,
            "revision": 1,
            "issued_at": _moment(said),
            "paid": said.paid,
            "state": _state(said, invoice),
        }
    )


def _state(said: Said, invoice: Invoice) -> State:
    if not said.paid.minor:
        return State.PAID if invoice.is_nil else State.ISSUED
    return State.PAID if said.paid == invoice.total else State.PARTIALLY_PAID


def _moment(said: Said) -> datetime:
    return datetime.combine(said.content.issue_date, time(), UTC)

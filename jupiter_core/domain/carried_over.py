"""What another system's file says of its open invoices."""

from datetime import date
from typing import NamedTuple

from jupiter_core.domain.importing import FileRow, ImportFile
from jupiter_core.domain.money import Money


class OpenInvoice(NamedTuple):
    """What a row says. `customer` is what the other system calls the customer, or their name;
    `entity` the name of the legal entity, empty for that of the file."""

    number: str
    customer: str
    issued_on: date
    due_on: date
    open_amount: Money
    total: Money | None = None
    po_number: str = ""
    entity: str = ""


class InvoiceRow(NamedTuple):
    """A row, and what it says; None where the file's mistakes have what is wrong with it."""

    row: FileRow
    said: OpenInvoice | None


class InvoiceImport(NamedTuple):
    """A file that was read. `system` is the name of the system that issued its invoices, `entity`
    the name of the legal entity that they are from, where the rows do not say it."""

    file: ImportFile
    rows: tuple[InvoiceRow, ...]
    system: str
    entity: str = ""

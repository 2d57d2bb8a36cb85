"""The file that AP uploads on the customer's page -> a command, or every mistake at once."""

from pydantic import ConfigDict

from bot.intake.errors import ErrorCollector
from bot.intake.link.talk import TalkForm, writer_of
from bot.intake.order.reading import read_document
from jupiter_core.commands.po_document import HandOverPo
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.po_document import kind_of

FILE = "file"


class PoUpload(Frozen):
    """A form as it was sent, nothing judged yet; `file_name` is what a browser says."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    name: str = ""
    email: str = ""
    file_name: str = ""
    content: bytes = b""

    def value(self, name: str) -> str:
        return str(getattr(self, name))


def handed_over(typed: PoUpload, invoice: Invoice, *, verified: bool) -> HandOverPo:
    """Reads the file too, which may take some seconds. Raises ValidationErrors."""
    errors = ErrorCollector()
    kind = errors.part(FILE, lambda: kind_of(typed.content))
    who = TalkForm(name=typed.name, email=typed.email)
    by = writer_of(who, errors, verified=verified)
    errors.expect_none()
    assert kind is not None
    read = read_document(typed.content, kind, invoice.content.currency)
    return HandOverPo(
        by=by, invoice_id=invoice.id, name=typed.file_name, content=typed.content, read=read
    )

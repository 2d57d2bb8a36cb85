"""What AP says on the customer's page -> a command, or every mistake at once, each at its field."""

from pydantic import ConfigDict, field_validator

from bot.intake.errors import ErrorCollector
from bot.intake.link.form import required_email
from bot.intake.notation.days import day_of
from jupiter_core.commands.conversation import (
    AnnouncePayment,
    AskQuestion,
    RaiseDispute,
    said_by_ap,
)
from jupiter_core.commands.forwarding import ForwardLink
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.conversation import DisputeReason
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.payment_instructions.find import expect_no_payment_words
from jupiter_core.domain.refusals import Required
from jupiter_core.domain.text import line_of

ASK, DISPUTE, PROMISE, FORWARD = "ask", "dispute", "promise", "forward"
WRITES = "write"
_COLLEAGUE = "The e-mail of your colleague"
"""What the field `access` says for a link that may change what AP's may."""
Said = AskQuestion | RaiseDispute | AnnouncePayment | ForwardLink


class TalkForm(Frozen):
    """A form as it was sent, nothing judged yet; `form` says which one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    form: str = ASK
    nonce: str = ""
    name: str = ""
    email: str = ""
    text: str = ""
    reason: str = ""
    date: str = ""
    colleague: str = ""
    access: str = ""

    @field_validator("*")
    @classmethod
    def _one_kind_of_line_end(cls, text: str) -> str:
        return text.replace("\r\n", "\n")

    def value(self, name: str) -> str:
        return str(getattr(self, name))

    def key(self, invoice_id: str) -> str:
        """The same for the same form sent twice."""
        return f"talk:{sha256_hex(canonical_json([invoice_id, self.model_dump()]))}"


def said_of(typed: TalkForm, invoice_id: str, *, verified: bool) -> Said:
    """The command of whoever filled the form in. Raises ValidationErrors."""
    errors = ErrorCollector()
    if typed.form == FORWARD:
        return _forwarded(typed, invoice_id, errors, verified=verified)
    reason, day = None, None
    if typed.form == DISPUTE:
        reason = errors.part("reason", lambda: _reason_of(typed.reason))
    elif typed.form == PROMISE:
        day = errors.part("date", lambda: day_of(typed.date.strip(), "The payment date"))
    needed = typed.form not in (DISPUTE, PROMISE) or reason is DisputeReason.OTHER
    by = writer_of(typed, errors, verified=verified)
    text = errors.part("text", lambda: said_by_ap(typed.text, by, required=needed)) or ""
    errors.expect_none()
    if reason:
        return RaiseDispute(by=by, invoice_id=invoice_id, reason=reason, text=text)
    if day:
        return AnnouncePayment(by=by, invoice_id=invoice_id, date=day, text=text)
    return AskQuestion(by=by, invoice_id=invoice_id, text=text)


def _forwarded(
    typed: TalkForm, invoice_id: str, errors: ErrorCollector, *, verified: bool
) -> ForwardLink:
    email = errors.part("colleague", lambda: required_email(typed.colleague, _COLLEAGUE)) or ""
    by = writer_of(typed, errors, verified=verified)
    errors.expect_none()
    writes = typed.access == WRITES
    return ForwardLink(by=by, invoice_id=invoice_id, email=email, writes=writes)


def _reason_of(typed: str) -> DisputeReason:
    try:
        return DisputeReason(typed)
    except ValueError:
        raise Required("A reason") from None


def writer_of(typed: TalkForm, errors: ErrorCollector, *, verified: bool) -> Actor:
    """Whoever says that it is them; what is wrong with it is kept in `errors`."""
    name = errors.part("name", lambda: line_of(typed.name, "Your name", 140, required=True)) or ""
    errors.whole(lambda: expect_no_payment_words({"name": name}, beside={}))
    email = (errors.part("email", lambda: required_email(typed.email)) or "").lower()
    return Actor(kind=ActorKind.AP, id=email, name=name, email=email, verified=verified)

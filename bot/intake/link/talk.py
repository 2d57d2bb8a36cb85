"""What AP says on the customer's page -> a command, or every mistake at once, each at its field."""

from pydantic import ConfigDict, field_validator

from bot.intake.errors import ErrorCollector
from bot.intake.link.form import required_email
from jupiter_core.commands.conversation import AskQuestion, said_by_ap
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.frozen import Frozen, canonical_json, sha256_hex
from jupiter_core.domain.payment_instructions.find import expect_no_payment_words
from jupiter_core.domain.text import line_of

ASK = "ask"


class TalkForm(Frozen):
    """A form as it was sent, nothing judged yet; `form` says which one."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    form: str = ASK
    nonce: str = ""
    name: str = ""
    email: str = ""
    text: str = ""

    @field_validator("*")
    @classmethod
    def _one_kind_of_line_end(cls, text: str) -> str:
        return text.replace("\r\n", "\n")

    def value(self, name: str) -> str:
        return str(getattr(self, name))

    def key(self, invoice_id: str) -> str:
        """The same for the same form sent twice."""
        return f"talk:{sha256_hex(canonical_json([invoice_id, self.model_dump()]))}"


def question_of(typed: TalkForm, invoice_id: str, *, verified: bool) -> AskQuestion:
    """The command of whoever filled the form in. Raises ValidationErrors."""
    errors = ErrorCollector()
    by = writer_of(typed, errors, verified=verified)
    text = errors.part("text", lambda: said_by_ap(typed.text, by, required=True)) or ""
    errors.expect_none()
    return AskQuestion(by=by, invoice_id=invoice_id, text=text)


def writer_of(typed: TalkForm, errors: ErrorCollector, *, verified: bool) -> Actor:
    """Whoever says that it is them; what is wrong with it is kept in `errors`."""
    name = errors.part("name", lambda: line_of(typed.name, "Your name", 140, required=True)) or ""
    errors.whole(lambda: expect_no_payment_words({"name": name}, beside={}))
    email = (errors.part("email", lambda: required_email(typed.email)) or "").lower()
    return Actor(kind=ActorKind.AP, id=email, name=name, email=email, verified=verified)

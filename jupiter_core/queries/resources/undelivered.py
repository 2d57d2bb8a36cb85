"""Messages that were given up, as other systems read them: what each is about and why it failed,
and nothing of what it says."""

from datetime import datetime

from pydantic import Field

from jupiter_core.ports import DeadLetter, UnitOfWork
from jupiter_core.queries.dead_letters import about
from jupiter_core.queries.resources.shapes import Resource


class UndeliveredMessageResource(Resource):
    """It waits until somebody sends it again; most hold up what comes after them."""

    id: str
    destination: str = Field(examples=["slack"], description="slack or email.")
    kind: str = Field(examples=["card"])
    title: str = Field(
        examples=["JUS-0001"], description="Of the invoice or contract; empty for a notice."
    )
    invoice_id: str | None
    contract_id: str | None
    holds_up: bool = Field(description="Whether what comes after it waits too.")
    attempts: int
    error: str = Field(examples=["This channel is archived."])
    given_up_at: datetime

    @classmethod
    def of(cls, uow: UnitOfWork, letter: DeadLetter) -> "UndeliveredMessageResource":
        message, subject = letter.message, about(uow, letter.message)
        return cls(
            id=message.id,
            destination=message.destination,
            kind=message.kind,
            title=subject.title if subject else "",
            invoice_id=message.body.get("invoice_id"),
            contract_id=message.body.get("contract_id"),
            holds_up=not message.skippable,
            attempts=message.attempts,
            error=letter.error,
            given_up_at=letter.failed_at,
        )


class ResentResource(Resource):
    """How many messages are on their way again."""

    resent: int

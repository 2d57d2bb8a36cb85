"""When it is due, as a document says it: net terms in days, or payment terms in words.

Whichever is there gives the other. A person's net terms may be either: `45`, `30 EOM`.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from bot.intake.documents.base import Document, Notation, checked, mistakes, reading
from bot.intake.documents.values import Line
from jupiter_core.domain.payment_terms import DueRule, PaymentTerms, due_rule_of, payment_terms_of
from jupiter_core.domain.refusals import OneDueDateOnly, Refusal, TermsDisagree


def _in_words(typed: str) -> str:
    return payment_terms_of(typed).words if typed.strip() else ""


PaymentTermsText = Annotated[
    Line,
    AfterValidator(checked(_in_words)),
    Field(
        examples=["30 EOM"],
        description="In words, where days alone do not say it: `30 EOM` (30 days after the end of "
        "the month of issue), `45 days end of month` (45 days after issue, then the end of that "
        "month), `15th of next month`, `due 2027-03-31`, `due on receipt`. May stand in place of "
        "`net_terms`.",
    ),
]


class WithPaymentTerms(Document):
    """What has `net_terms`, and may have `payment_terms` in its place."""

    payment_terms: PaymentTermsText = ""

    @model_validator(mode="before")
    @classmethod
    def _days_and_words(cls, sent: Any) -> Any:
        return with_both(sent) if isinstance(sent, Mapping) else sent

    @property
    def due_rule(self) -> DueRule | None:
        """What the due date hangs on beside the net terms."""
        return due_rule_of(self.payment_terms)


class WithUsualTerms(WithPaymentTerms):
    """Terms of every deal to come: a fixed day is refused at `net_terms`."""

    @model_validator(mode="after")
    def _recurs(self) -> Self:
        if self.payment_terms and not payment_terms_of(self.payment_terms).recurs:
            raise mistakes([OneDueDateOnly().at("net_terms")])
        return self


def with_both(sent: Mapping[str, Any]) -> Mapping[str, Any]:
    """With the net terms that the words say, and of a person's terms the words. What cannot be read
    is left as it is, and told where it stands. Raises TermsDisagree at `payment_terms`."""
    days, words = sent.get("net_terms"), sent.get("payment_terms") or None
    if words is None and isinstance(days, str) and reading().notation is Notation.PERSON:
        found = _read(days)
        return sent if found is None else {**sent, **_both(found)}
    found = _read(words) if isinstance(words, str) and words.strip() else None
    if found is None:
        return sent
    if days is None or days == "":
        return {**sent, **_both(found)}
    if isinstance(days, int) and days != found.net_terms:
        told = TermsDisagree(days, found.words)
        raise mistakes([told.at("payment_terms")])
    return sent


def _both(terms: PaymentTerms) -> dict[str, Any]:
    words = {"payment_terms": terms.words} if terms.rule else {}
    person = reading().notation is Notation.PERSON
    return {"net_terms": str(terms.net_terms) if person else terms.net_terms, **words}


def _read(typed: str) -> PaymentTerms | None:
    try:
        return payment_terms_of(typed)
    except Refusal:
        return None

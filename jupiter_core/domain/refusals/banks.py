"""Refusals of a bank account that does not fit its scheme."""

from jupiter_core.domain.refusals.base import Refusal


class UnknownScheme(Refusal):
    """`known` lists the codes of those that there are."""

    template = "“{typed}” is not a kind of bank account. It is one of: {known}."
    typed: str
    known: str


class NotOfScheme(Refusal):
    """`scheme` is the title of the account's kind, `parts` what such an account has."""

    template = "An account of this kind ({scheme}) has no {part}. It has: {parts}."
    part: str
    scheme: str
    parts: str


class ReferenceNotPossible(Refusal):
    """A kind of payment reference that the account cannot have; `reason` is a sentence."""

    template = "{reason}"
    reason: str

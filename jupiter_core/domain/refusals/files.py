"""Refusals of files that are handed over as they are."""

from jupiter_core.domain.refusals.base import Refusal


class NotAPdf(Refusal):
    """Whatever its name says, the content does not begin and end as a PDF does."""

    template = "This file is not a PDF."


class FileTooLarge(Refusal):
    """`size` and `most` are bytes."""

    template = "The file has {size} bytes; it can have {most} at most."
    size: int
    most: int

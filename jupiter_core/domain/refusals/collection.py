"""Refusals of what is done while an invoice's payment is waited for."""

from dataclasses import dataclass

from jupiter_core.domain.refusals.base import Refusal


@dataclass(eq=False)
class NotDisputed(Refusal):
    """There is no dispute that could be resolved."""

    template = "{title} is not disputed."
    title: str


@dataclass(eq=False)
class NotPaused(Refusal):
    """There is no pause that could end."""

    template = "Reminders for {title} are not paused."
    title: str

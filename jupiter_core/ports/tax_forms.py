"""The repository of tax forms that legal entities hand to their customers."""

from typing import Protocol

from jupiter_core.domain.tax_form import TaxForm


class TaxForms(Protocol):
    """Of all legal entities of the workspace. None is ever changed; the latest counts."""

    def of(self, profile_id: str) -> list[TaxForm]:
        """Oldest first."""

    def content(self, form_id: str) -> bytes:
        """Its PDF. Raises NotFound."""

    def add(self, form: TaxForm, content: bytes) -> None:
        """Takes the place of the one before."""

"""Which e-invoices can be had of each version behind a link."""

from functools import lru_cache
from typing import NamedTuple

from bot.web.link.context import Visit
from bot.wording.e_invoices import STANDARDS, Standard, why_none
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice, Renderer

_REMEMBERED = 512


class Offer(NamedTuple):
    """One file of a version: what stands behind `…/v/1.`, or `why` there is none."""

    name: str
    suffix: str
    why: str


class LinkEInvoices:
    """Knows which versions can be an e-invoice; what was found out is remembered."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._why = lru_cache(_REMEMBERED)(self._looked)

    def made(self, version: Version, standard: Standard) -> bytes:
        """Raises NoEInvoice."""
        return standard.written(version, self._renderer)

    def offers(self, visit: Visit) -> dict[int, tuple[Offer, ...]]:
        """By revision: of each, what can be had and what not."""
        papers: dict[int, Version] = {}
        for version in visit.published():
            papers.setdefault(version.revision, version)
        return {revision: self._why(version) for revision, version in papers.items()}

    def _looked(self, version: Version) -> tuple[Offer, ...]:
        return tuple(
            Offer(each.name, each.suffix, self._why_not(version, each)) for each in STANDARDS
        )

    def _why_not(self, version: Version, standard: Standard) -> str:
        try:
            self.made(version, standard)
        except NoEInvoice as refusal:
            return why_none(refusal)
        return ""

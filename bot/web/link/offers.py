"""Which e-invoices can be had of each version behind a link."""

from functools import lru_cache
from typing import NamedTuple

from bot.web.link.context import Visit
from bot.wording.e_invoices import (
    STANDARDS,
    XRECHNUNG_IN_CII,
    XRECHNUNGEN,
    Standard,
    name_for_customer,
)
from jupiter_core.domain.leitweg_id import may_be_xrechnung
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice, Renderer

_REMEMBERED = 512
_TOLD_ONCE = XRECHNUNG_IN_CII.suffix
"""Both syntaxes lack the same, so that one of them says it."""


class Offer(NamedTuple):
    """One file of a version behind `…/v/1.`, by the name that AP has for it. Where there is none,
    AP learns whether nothing but its own PO number is missing: of all else only the seller can do
    something."""

    name: str
    suffix: str
    there: bool
    needs_po: bool


def needs_po_alone(missing: NoEInvoice) -> bool:
    """Whether a PO number is all that is missing, so that AP's own would make the file."""
    return {each.path for each in missing.refusals} == {"po_number"}


class LinkEInvoices:
    """Knows which versions can be an e-invoice; what was found out is remembered."""

    def __init__(self, renderer: Renderer) -> None:
        self._renderer = renderer
        self._offers = lru_cache(_REMEMBERED)(self._looked)

    def made(self, version: Version, standard: Standard) -> bytes:
        """Raises NoEInvoice."""
        return standard.written(version, self._renderer)

    def name(self, version: Version, standard: Standard) -> str:
        """As `name_for_customer`."""
        return name_for_customer(standard, version.invoice().content, self._renderer)

    def offers(self, visit: Visit) -> dict[int, tuple[Offer, ...]]:
        """By revision: of each, what can be had and what not."""
        papers: dict[int, Version] = {}
        for version in visit.published():
            papers.setdefault(version.revision, version)
        return {revision: self._offers(version) for revision, version in papers.items()}

    def _looked(self, version: Version) -> tuple[Offer, ...]:
        own = XRECHNUNGEN if may_be_xrechnung(version.invoice().content) else ()
        found = (self._offer(version, each) for each in (*STANDARDS, *own))
        return tuple(each for each in found if each.there or each.suffix != _TOLD_ONCE)

    def _offer(self, version: Version, standard: Standard) -> Offer:
        name = self.name(version, standard)
        try:
            self.made(version, standard)
        except NoEInvoice as missing:
            return Offer(name, standard.suffix, False, needs_po_alone(missing))
        return Offer(name, standard.suffix, True, False)

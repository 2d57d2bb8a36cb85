"""The portal on which a customer takes invoices: what somebody here has to know to put one there,
and whether that was done."""

from datetime import datetime
from enum import StrEnum

from pydantic import Field

from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.text import line_of

NUMBER_LIMIT = 60


class PortalKind(StrEnum):
    """Portals that take files of ours, and any other."""

    COUPA = "coupa"
    ARIBA = "ariba"
    TUNGSTEN = "tungsten"
    OTHER = "other"

    @property
    def words(self) -> str:
        """For people."""
        return _TITLES[self]


_TITLES = {
    PortalKind.COUPA: "Coupa",
    PortalKind.ARIBA: "SAP Business Network (Ariba)",
    PortalKind.TUNGSTEN: "Tungsten",
    PortalKind.OTHER: "their portal",
}


class PortalFile(StrEnum):
    """A file that a portal takes; the value ends its address."""

    CXML = "cxml"
    COUPA_CSV = "coupa-csv"
    ARIBA_CSV = "ariba-csv"

    @property
    def words(self) -> str:
        """For people."""
        return _FILES[self][0]

    @property
    def suffix(self) -> str:
        """What its name ends with."""
        return _FILES[self][1]


_FILES = {
    PortalFile.CXML: ("cXML InvoiceDetailRequest", "cxml.xml"),
    PortalFile.COUPA_CSV: ("Coupa CSV", "coupa.csv"),
    PortalFile.ARIBA_CSV: ("SAP Business Network CSV", "ariba.csv"),
}
_TAKEN = {
    PortalKind.COUPA: (PortalFile.CXML, PortalFile.COUPA_CSV),
    PortalKind.ARIBA: (PortalFile.CXML, PortalFile.ARIBA_CSV),
}


class NothingToUpload(Refusal):
    """It was not issued to a customer with a portal, or is void."""

    template = "{title} is not waiting to be put on a portal."
    title: str


class UploadedAlready(Refusal):
    """Somebody ticked it off before."""

    template = "{title} was marked as uploaded by {name} already."
    title: str
    name: str


class NotUploaded(Refusal):
    """Its upload is still due."""

    template = "{title} is not marked as uploaded."
    title: str


class PortalIdsMissing(Refusal):
    """A cXML file says between whom it is by their ids on the network."""

    template = (
        "A cXML file needs your id and {customer}'s on the network. Add both to the customer."
    )
    customer: str


class PortalPack(Frozen):
    """What the customer's portal needs. `name` is that of another portal; `supplier_number` is
    what the customer calls us; `our_id` and `their_id` are both sides' ids on the network."""

    kind: PortalKind
    name: str = Field(default="", exclude_if=lambda name: not name)
    supplier_number: str = Field(default="", exclude_if=lambda number: not number)
    our_id: str = Field(default="", exclude_if=lambda number: not number)
    their_id: str = Field(default="", exclude_if=lambda number: not number)

    @property
    def title(self) -> str:
        """For people: `Coupa`."""
        return self.name or self.kind.words

    @property
    def files(self) -> tuple[PortalFile, ...]:
        """What the portal takes."""
        return _TAKEN.get(self.kind, ())

    @property
    def words(self) -> str:
        """All of it in one line, for a list of changes."""
        parts = (
            ("supplier number", self.supplier_number),
            ("our id", self.our_id),
            ("their id", self.their_id),
        )
        return ", ".join((self.title, *(f"{label} {text}" for label, text in parts if text)))


class Upload(Frozen):
    """Whether an issued invoice was put on its customer's portal: due until `by` ticks it off.
    `revision` is the version that was uploaded."""

    portal: str
    by: Actor | None = Field(default=None, exclude_if=lambda by: by is None)
    at: datetime | None = Field(default=None, exclude_if=lambda at: at is None)
    revision: int = Field(default=0, exclude_if=lambda revision: not revision)

    @property
    def is_due(self) -> bool:
        """Nobody has ticked it off."""
        return self.by is None


def portal_name_of(typed: str) -> str:
    """Of another portal. Raises TooLong or Unprintable."""
    return line_of(typed, "Name of the portal", NUMBER_LIMIT)


def number_of_portal(typed: str) -> str:
    """An id or a number on a portal. Raises TooLong or Unprintable."""
    return line_of(typed, "Number on the portal", NUMBER_LIMIT)

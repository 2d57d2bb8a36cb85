"""How the papers of a legal entity look, and what its country's law wants at their foot.

Both are kept with each version, so that an old one looks as it did.
"""

from enum import StrEnum

from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.text import line_of, paragraph_of

LINE_LIMIT, TEXT_LIMIT = 200, 1_000


class LogoPlace(StrEnum):
    """Where the logo stands at the head of the first page."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


class PaperColumn(StrEnum):
    """What a line shows beside its description and its amount: the first three in columns, the
    unit with the quantity, the others below the description."""

    QUANTITY = "quantity"
    UNIT_PRICE = "unit_price"
    TAX = "tax"
    PO_NUMBER = "po_number"
    PERIOD = "period"
    ARITHMETIC = "arithmetic"
    UNIT = "unit"
    DISCOUNT = "discount"


class PaperTemplate(Frozen):
    """What an entity chose; `hidden` columns are not printed, in the order of `PaperColumn`.
    `intro` stands above the lines, `thanks` below everything; `supply` prints the days of all lines
    together, as the date of supply or the service period."""

    logo_place: LogoPlace = LogoPlace.LEFT
    hidden: tuple[PaperColumn, ...] = ()
    supply: bool = False
    intro: str = ""
    thanks: str = ""

    def shows(self, column: PaperColumn) -> bool:
        """Whether lines have it."""
        return column not in self.hidden

    @property
    def columns(self) -> tuple[PaperColumn, ...]:
        """Those that lines have."""
        return tuple(each for each in PaperColumn if self.shows(each))


USUAL_TEMPLATE = PaperTemplate()


class LegalFooter(Frozen):
    """What a company has to say on its letters (for a German GmbH, section 35a GmbHG): where it is
    registered and under which number, who directs it, its capital and seat; `notice` is any other
    sentence."""

    office: str = ""
    registration: str = ""
    directors: str = ""
    capital: str = ""
    notice: str = ""


NO_FOOTER = LegalFooter()


def legal_line_of(typed: str) -> str:
    """One entry of the footer. Raises TooLong or Unprintable."""
    return line_of(typed, "Legal footer", LINE_LIMIT)


def paper_text_of(typed: str) -> str:
    """What stands in sentences. Raises TooLong or Unprintable."""
    return paragraph_of(typed, "Text", TEXT_LIMIT)

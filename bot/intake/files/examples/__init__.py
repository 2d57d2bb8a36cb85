"""An example of an invoice within each of some countries, as a file for `jupiter render`.

The companies are invented; their numbers are well formed and belong to nobody we know of.
"""

from bot.intake.files.examples.european import EUROPEAN
from bot.intake.files.examples.neighbours import NEIGHBOURS
from bot.intake.files.examples.overseas import OVERSEAS
from bot.intake.files.examples.parts import Example
from bot.intake.files.examples.written import example_file
from bot.intake.refusals import NotAmong
from jupiter_core.domain.text import line_of

__all__ = ["EXAMPLES", "example_of"]

EXAMPLES: dict[str, Example] = dict(sorted((EUROPEAN | NEIGHBOURS | OVERSEAS).items()))
"""By country."""


def example_of(country: str) -> str:
    """The file, as JSON. Raises NotAmong where there is none of that country."""
    found = EXAMPLES.get(country.strip().upper())
    if found is None:
        raise NotAmong(line_of(country, "Country", 20), ", ".join(EXAMPLES))
    return example_file(country.strip().upper(), found)

"""How an entity's papers look, and the legal footer, as JSON and as people fill them in."""

from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field

from bot.intake.documents.base import Document, Notation, checked, reading
from bot.intake.documents.party_parts import YesOrNo
from bot.intake.documents.values import Line, Paragraph
from bot.intake.refusals import NotAmong
from jupiter_core.domain.paper_template import (
    LegalFooter,
    LogoPlace,
    PaperColumn,
    PaperTemplate,
    legal_line_of,
    paper_text_of,
)
from jupiter_core.domain.text import line_of


def _ticked(typed: Any) -> Any:
    """The boxes that a person ticked are lines. Raises NotAmong."""
    if reading().notation is not Notation.PERSON or not isinstance(typed, str):
        return typed
    unknown = [each for each in typed.split() if each not in set(PaperColumn)]
    if unknown:
        raise NotAmong(line_of(unknown[0], "Column", 30), ", ".join(PaperColumn))
    return typed.split()


Text = Annotated[Paragraph, AfterValidator(checked(paper_text_of))]
Entry = Annotated[Line, AfterValidator(checked(legal_line_of))]


class PaperTemplateBody(Document):
    """How its papers look. What is issued keeps the look that it had."""

    logo_place: LogoPlace = LogoPlace.LEFT
    columns: Annotated[
        tuple[PaperColumn, ...],
        BeforeValidator(checked(_ticked)),
        Field(
            description="What a line shows beside its description and amount. `tax` is on no line "
            "where nothing is taxed; `unit` stands with the quantity."
        ),
    ] = tuple(PaperColumn)
    supply: Annotated[
        YesOrNo,
        Field(description="Print the date of supply or the service period of all lines together."),
    ] = False
    intro: Annotated[Text, Field(description="Above the lines.")] = ""
    thanks: Annotated[Text, Field(description="Below everything.")] = ""

    def meant(self) -> PaperTemplate:
        """As an entity has it."""
        return PaperTemplate(
            logo_place=self.logo_place,
            hidden=tuple(each for each in PaperColumn if each not in self.columns),
            supply=self.supply,
            intro=self.intro,
            thanks=self.thanks,
        )


class LegalFooterBody(Document):
    """What its country's law wants on its papers; stands at the foot of each page."""

    office: Annotated[Entry, Field(examples=["Berlin"])] = ""
    registration: Annotated[Entry, Field(examples=["Amtsgericht Charlottenburg, HRB 123456 B"])] = (
        ""
    )
    directors: Annotated[Entry, Field(examples=["Ada Keller, Bo Lind"])] = ""
    capital: Annotated[Entry, Field(examples=["EUR 25,000"])] = ""
    notice: Annotated[Text, Field(description="Any other sentence.")] = ""

    def meant(self) -> LegalFooter:
        """As an entity has it."""
        return LegalFooter.model_validate(self.model_dump())

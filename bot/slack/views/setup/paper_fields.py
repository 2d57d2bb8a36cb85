"""The fields of an entity's invoice template and of its legal footer."""

from bot.slack.views.blocks import Block, context, field, header, option, select
from bot.slack.views.setup.fields import TYPED, line_field, ticked
from jupiter_core.domain.paper_template import LogoPlace, PaperColumn
from jupiter_core.domain.party import SenderProfile

_PLACES = {LogoPlace.LEFT: "Left", LogoPlace.CENTRE: "Centre", LogoPlace.RIGHT: "Right"}
_COLUMNS = {
    PaperColumn.QUANTITY: "Quantity",
    PaperColumn.UNIT_PRICE: "Unit price",
    PaperColumn.TAX: "Tax rate",
    PaperColumn.PO_NUMBER: "PO number of the line",
    PaperColumn.PERIOD: "Service period of the line",
    PaperColumn.ARITHMETIC: "How the price is worked out",
    PaperColumn.UNIT: "Unit of the quantity",
    PaperColumn.DISCOUNT: "Discount of the line",
}


def paper_fields(profile: SenderProfile) -> list[Block]:
    """Issued invoices keep the look that they had."""
    template = profile.template
    places = [option(text, place.value) for place, text in _PLACES.items()]
    return [
        context("For invoices issued from now on; issued ones keep their look."),
        field(
            "template.logo_place",
            "Logo position",
            select(TYPED, places, initial=template.logo_place.value),
        ),
        field("template.columns", "Show on each line", _boxes(profile), optional=True),
        field(
            "template.supply",
            "Date of supply",
            ticked("Show the service period of all lines at the top", template.supply),
            optional=True,
        ),
        line_field("template.intro", "Introduction", template.intro, optional=True, multiline=True),
        line_field(
            "template.thanks", "Closing words", template.thanks, optional=True, multiline=True
        ),
        *_footer(profile),
    ]


def paper_words(profile: SenderProfile) -> str:
    """What was chosen, in a line."""
    template, footer = profile.template, profile.legal_footer
    left_out = ", ".join(_COLUMNS[each].lower() for each in template.hidden)
    parts = (
        f"Logo {_PLACES[template.logo_place].lower()}",
        f"without {left_out}" if left_out else "",
        "date of supply" if template.supply else "",
        "introduction" if template.intro else "",
        "closing words" if template.thanks else "",
        "legal footer" if any(footer.model_dump().values()) else "no legal footer",
    )
    return " · ".join(each for each in parts if each)


def _boxes(profile: SenderProfile) -> Block:
    boxes = {column: option(text, column.value) for column, text in _COLUMNS.items()}
    chosen = [boxes[each] for each in profile.template.columns]
    made: Block = {"type": "checkboxes", "action_id": TYPED, "options": list(boxes.values())}
    return {**made, "initial_options": chosen} if chosen else made


def _footer(profile: SenderProfile) -> list[Block]:
    footer = profile.legal_footer
    return [
        header("Legal footer"),
        context("At the foot of every page. Leave out what your law does not require."),
        line_field("legal_footer.office", "Registered office", footer.office, optional=True),
        line_field(
            "legal_footer.registration",
            "Company register",
            footer.registration,
            optional=True,
            hint="Court and number: Amtsgericht Charlottenburg, HRB 123456 B.",
        ),
        line_field("legal_footer.directors", "Directors", footer.directors, optional=True),
        line_field("legal_footer.capital", "Share capital", footer.capital, optional=True),
        line_field(
            "legal_footer.notice", "Other notice", footer.notice, optional=True, multiline=True
        ),
    ]

"""What the sections of a legal entity are called, and what is set in each."""

from bot.slack.views.setup.paper_fields import paper_words
from bot.wording.figures import payment_terms
from bot.wording.text import shortened
from jupiter_core.domain.numbering import number_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.totals import plain
from jupiter_core.queries.entity_sections import EntitySection, SectionState

SECTION_TITLES = {
    EntitySection.NAME: "Name and address",
    EntitySection.NUMBERS: "Tax and registration",
    EntitySection.BANK: "Bank details",
    EntitySection.LOOK: "Logo and contact",
    EntitySection.PAPER: "Template and footer",
    EntitySection.NUMBERING: "Invoice numbers",
    EntitySection.DEAL: "Usual deal",
    EntitySection.DATES: "Dates and reminders",
}
STATE_MARKS = {
    SectionState.DONE: "✅",
    SectionState.WAITING: "⏳",
    SectionState.OPEN: "▫️",
}
_LONGEST = 300


def section_words(profile: SenderProfile) -> dict[EntitySection, str]:
    """A line of each, in their order."""
    words = {
        EntitySection.NAME: ", ".join(profile.address.lines()),
        EntitySection.NUMBERS: _numbers(profile),
        EntitySection.BANK: _bank(profile),
        EntitySection.LOOK: _look(profile),
        EntitySection.PAPER: paper_words(profile),
        EntitySection.NUMBERING: _numbering(profile),
        EntitySection.DEAL: _deal(profile),
        EntitySection.DATES: _dates(profile),
    }
    return {section: shortened(line, _LONGEST) for section, line in words.items()}


def _numbers(profile: SenderProfile) -> str:
    found = [f"{each.kind.label} {each.value}" for each in profile.tax_ids]
    return " · ".join([*found, profile.endpoint] if profile.endpoint else found) or "None yet"


def _bank(profile: SenderProfile) -> str:
    used = [f"{each.currency}, {each.bank_name}" for each in profile.bank_accounts]
    waiting = "New bank details are waiting for confirmation." if profile.bank_proposal else ""
    return " · ".join([*used, waiting] if waiting else used) or "No bank account yet"


def _look(profile: SenderProfile) -> str:
    parts = ("Logo" if profile.logo else "No logo", profile.email, profile.phone, profile.colour)
    return " · ".join(each for each in parts if each)


def _numbering(profile: SenderProfile) -> str:
    return f"{_shown(profile, credit=False)} · credit notes {_shown(profile, credit=True)}"


def _shown(profile: SenderProfile, *, credit: bool) -> str:
    """The first number, or all of them where the day is part of it."""
    first = profile.first_credit_note_number if credit else profile.first_number
    numbers = profile.numbers(credit=credit)
    return number_of(numbers, first.count if first else 1)


def _deal(profile: SenderProfile) -> str:
    usual = profile.defaults
    if usual is None:
        return "Nothing set" if not profile.taxes else taxes_words(profile)
    parts = (
        usual.currency,
        payment_terms(usual.payment_terms) if usual.payment_terms else "",
        f"late fee {usual.late_fee.words}" if usual.late_fee else "",
        "" if usual.tax_rate is None else f"tax {plain(usual.tax_rate)}%",
        f"prices {usual.prices_words}" if usual.prices_words else "",
        taxes_words(profile),
    )
    return " · ".join(each for each in parts if each)


def taxes_words(profile: SenderProfile) -> str:
    """`GST 5%, QST 9.975%`."""
    return ", ".join(each.words for each in profile.taxes)


def _dates(profile: SenderProfile) -> str:
    reminders = profile.reminders.words if profile.reminders else "usual reminders"
    dated = ("back-dating allowed",) if profile.back_dating else ()
    return " · ".join((profile.time_zone.replace("_", " "), *dated, reminders))

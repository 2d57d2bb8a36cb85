"""A mail as plain text."""

from bot.delivery.email.letter import MailFact, MailText


def as_text(letter: MailText) -> str:
    """In paragraphs; every line ends with a newline, a link has a line for itself."""
    label, value = letter.figure
    figures = [f"{label}{letter.colon}{value}" if value else label]
    figures += [f"{fact.label}{letter.colon}{fact.value}" for fact in letter.facts]
    missing = (
        [f"{letter.missing} {letter.add_po}{letter.colon.rstrip()}", letter.link]
        if letter.missing
        else []
    )
    opening = [f"{letter.open}{letter.colon.rstrip()}", letter.link] if letter.link else []
    paragraphs = [
        [letter.greeting],
        [letter.lead],
        *(_quoted(letter, quote) for quote in letter.quotes),
        figures,
        missing,
        [*opening, letter.no_account],
        [letter.note],
        [letter.reply] if letter.reply else [],
        ["-- ", letter.seller, *letter.contact],
    ]
    return "\n\n".join("\n".join(each) for each in paragraphs if each) + "\n"


def _quoted(letter: MailText, quote: MailFact) -> list[str]:
    """Set in, so that nobody's words look like ours."""
    label = [f"{quote.label}{letter.colon.rstrip()}"] if quote.label else []
    return [*label, *(f"  {line}".rstrip() for line in quote.value.split("\n"))]

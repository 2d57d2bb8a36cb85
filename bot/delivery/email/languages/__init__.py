"""The languages that a mail can be in, by their two-letter code: those of the paper."""

from bot.delivery.email.languages import de, en, es, fr, it, ja, nl, pt
from bot.delivery.email.words import MailWords

LANGUAGES: dict[str, MailWords] = {
    "en": en.WORDS,
    "de": de.WORDS,
    "fr": fr.WORDS,
    "es": es.WORDS,
    "it": it.WORDS,
    "nl": nl.WORDS,
    "pt": pt.WORDS,
    "ja": ja.WORDS,
}
DEFAULT = "en"

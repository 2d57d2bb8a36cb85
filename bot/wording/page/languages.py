"""The languages of the customer's page, by their two-letter code: those of the paper."""

from bot.wording.page.labels import de, en, es, fr, it, ja, nl, pt
from bot.wording.page.messages import de as de_said
from bot.wording.page.messages import en as en_said
from bot.wording.page.messages import es as es_said
from bot.wording.page.messages import fr as fr_said
from bot.wording.page.messages import it as it_said
from bot.wording.page.messages import ja as ja_said
from bot.wording.page.messages import nl as nl_said
from bot.wording.page.messages import pt as pt_said
from bot.wording.page.words import PageLabels, PageMessages, PageWords

DEFAULT = "en"


def _both(shown: PageLabels, said: PageMessages) -> PageWords:
    return PageWords(**vars(shown), **vars(said))


LANGUAGES: dict[str, PageWords] = {
    "en": _both(en.WORDS, en_said.WORDS),
    "de": _both(de.WORDS, de_said.WORDS),
    "fr": _both(fr.WORDS, fr_said.WORDS),
    "es": _both(es.WORDS, es_said.WORDS),
    "it": _both(it.WORDS, it_said.WORDS),
    "nl": _both(nl.WORDS, nl_said.WORDS),
    "pt": _both(pt.WORDS, pt_said.WORDS),
    "ja": _both(ja.WORDS, ja_said.WORDS),
}

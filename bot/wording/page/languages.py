"""The languages of the customer's page, by their two-letter code: those of the paper."""

from bot.wording.page.conversation import de as de_talk
from bot.wording.page.conversation import en as en_talk
from bot.wording.page.conversation import es as es_talk
from bot.wording.page.conversation import fr as fr_talk
from bot.wording.page.conversation import it as it_talk
from bot.wording.page.conversation import ja as ja_talk
from bot.wording.page.conversation import nl as nl_talk
from bot.wording.page.conversation import pt as pt_talk
from bot.wording.page.conversation.words import PageConversation
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


def _all(shown: PageLabels, said: PageMessages, talk: PageConversation) -> PageWords:
    return PageWords(**vars(shown), **vars(said), **vars(talk))


LANGUAGES: dict[str, PageWords] = {
    "en": _all(en.WORDS, en_said.WORDS, en_talk.WORDS),
    "de": _all(de.WORDS, de_said.WORDS, de_talk.WORDS),
    "fr": _all(fr.WORDS, fr_said.WORDS, fr_talk.WORDS),
    "es": _all(es.WORDS, es_said.WORDS, es_talk.WORDS),
    "it": _all(it.WORDS, it_said.WORDS, it_talk.WORDS),
    "nl": _all(nl.WORDS, nl_said.WORDS, nl_talk.WORDS),
    "pt": _all(pt.WORDS, pt_said.WORDS, pt_talk.WORDS),
    "ja": _all(ja.WORDS, ja_said.WORDS, ja_talk.WORDS),
}

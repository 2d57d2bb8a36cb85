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
from bot.wording.page.order import de as de_order
from bot.wording.page.order import en as en_order
from bot.wording.page.order import es as es_order
from bot.wording.page.order import fr as fr_order
from bot.wording.page.order import it as it_order
from bot.wording.page.order import ja as ja_order
from bot.wording.page.order import nl as nl_order
from bot.wording.page.order import pt as pt_order
from bot.wording.page.order.words import PageOrder
from bot.wording.page.words import PageLabels, PageMessages, PageWords

DEFAULT = "en"


def _all(
    shown: PageLabels, said: PageMessages, talk: PageConversation, order: PageOrder
) -> PageWords:
    return PageWords(**vars(shown), **vars(said), **vars(talk), **vars(order))


LANGUAGES: dict[str, PageWords] = {
    "en": _all(en.WORDS, en_said.WORDS, en_talk.WORDS, en_order.WORDS),
    "de": _all(de.WORDS, de_said.WORDS, de_talk.WORDS, de_order.WORDS),
    "fr": _all(fr.WORDS, fr_said.WORDS, fr_talk.WORDS, fr_order.WORDS),
    "es": _all(es.WORDS, es_said.WORDS, es_talk.WORDS, es_order.WORDS),
    "it": _all(it.WORDS, it_said.WORDS, it_talk.WORDS, it_order.WORDS),
    "nl": _all(nl.WORDS, nl_said.WORDS, nl_talk.WORDS, nl_order.WORDS),
    "pt": _all(pt.WORDS, pt_said.WORDS, pt_talk.WORDS, pt_order.WORDS),
    "ja": _all(ja.WORDS, ja_said.WORDS, ja_talk.WORDS, ja_order.WORDS),
}

"""The words of what AP can say on the customer's page: a field a word or sentence."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PageConversation:
    """Of one language. A `…_text` follows the title that stands before it."""

    talk: str
    talk_lead: str
    ask: str
    ask_label: str
    ask_send: str
    said_question: str
    said_answer: str
    question_sent: str
    said_sent_text: str
    said_too_often: str
    said_too_often_text: str
    said_too_many: str
    said_too_many_text: str

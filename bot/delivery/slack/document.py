"""A version's PDF into the deal's thread; a draft's goes when a newer one is up."""

from slack_sdk import WebClient

from bot.delivery.slack.context import MessageContext
from bot.delivery.slack.files import Paper, Uploads, remove_file
from bot.delivery.slack.post import Receipt, post
from bot.delivery.slack.trouble import SlackRefusal
from bot.slack.views import blocks as b
from bot.slack.views.rich_text import spoken
from bot.wording.documents import document_link_words, document_words, file_name
from jupiter_core.ports import Renderer


class ThreadDocuments:
    """`uploads` is shared with the other documents of the thread."""

    def __init__(self, renderer: Renderer, uploads: Uploads) -> None:
        self._renderer, self._uploads = renderer, uploads

    def send(self, client: WebClient, letter: MessageContext, link: str) -> Receipt:
        """Uploaded; where files are refused, its `link` is posted instead."""
        invoice, message = letter.invoice, letter.message
        document = Paper(
            name=file_name(invoice),
            content=self._renderer.pdf(letter.version),
            comment=document_words(invoice),
        )
        first = message.attempts == 0
        try:
            file_id = self._uploads.share(
                client, message.id, letter.channel, letter.thread, document, first=first
            )
        except SlackRefusal as refused:
            words = [b.words(document_link_words(invoice, link))]
            rendered = spoken(words), [b.rich_text(words)]
            place = post(client, message, letter.channel, rendered, thread=letter.thread)
            return {**place.receipt(), "refused": refused.error}
        _remove_draft(client, letter)
        is_draft = {"draft": True} if invoice.number is None else {}
        return {
            "channel": letter.channel,
            "file_id": file_id,
            "name": document.name,
            **is_draft,
        }


def _remove_draft(client: WebClient, letter: MessageContext) -> None:
    """The one before, where it was a draft's: an issued invoice's papers all stay."""
    if letter.shared.get("draft") and letter.shared.get("file_id"):
        remove_file(client, letter.shared["file_id"])

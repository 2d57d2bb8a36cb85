"""The file of a purchase order that AP uploaded: into the thread, or to one person who asks."""

from slack_sdk import WebClient

from bot.delivery.slack.context import MessageContext
from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import Receipt, post
from bot.delivery.slack.trouble import SlackRefusal
from bot.slack.views import blocks as b
from jupiter_core.domain.event_details import PoDocumentCame
from jupiter_core.domain.po_document import PoDocument
from jupiter_core.domain.refusals import NotFound
from jupiter_core.ports import Message, Store

_GONE: Receipt = {"skipped": "the file was erased"}


class PoDocumentFiles:
    """`uploads` is shared with the other files that go to Slack. The bytes are those that came;
    nothing here opens them."""

    def __init__(self, store: Store, uploads: Uploads) -> None:
        self._store, self._uploads = store, uploads

    def send(self, client: WebClient, letter: MessageContext) -> Receipt:
        """Uploaded; where files are refused, the thread hears how to get it. Raises as
        `slack_trouble`."""
        came, message = letter.event.details, letter.message
        named = came.document_id if isinstance(came, PoDocumentCame) else ""
        paper = self._paper(message, named)
        if paper is None:
            return _GONE
        first = message.attempts == 0
        try:
            file_id = self._uploads.share(
                client, message.id, letter.channel, letter.thread, paper, first=first
            )
        except SlackRefusal as refused:
            words = f"I couldn't share {paper.name} here. History has it: press Send me the file."
            rendered = b.escaped(words), [b.section(b.plain(words))]
            place = post(client, message, letter.channel, rendered, thread=letter.thread)
            return {**place.receipt(), "refused": refused.error}
        return {"channel": letter.channel, "file_id": file_id, "name": paper.name}

    def copy(self, client: WebClient, message: Message) -> Receipt:
        """A message to the person, the file in its thread. Raises as `slack_trouble`."""
        paper = self._paper(message, message.body["document_id"])
        if paper is None:
            return _GONE
        rendered = b.escaped(paper.comment), [b.section(b.plain(paper.comment))]
        place = post(client, message, message.body["user_id"], rendered)
        first = message.attempts == 0
        file_id = self._uploads.share(client, message.id, place.channel, place, paper, first=first)
        return {**place.receipt(), "file_id": file_id, "name": paper.name}

    def _paper(self, message: Message, document_id: str) -> Paper | None:
        with self._store.read(message.workspace_id) as uow:
            try:
                document = uow.po_documents.get(document_id)
                content = uow.po_documents.content(document_id)
            except NotFound:
                return None
        return Paper(name=document.name, content=content, comment=_words(document))


def _words(document: PoDocument) -> str:
    size = max(1, document.size // 1024)
    return f"Purchase order {document.name} ({document.kind.words}, {size:,} kB)"

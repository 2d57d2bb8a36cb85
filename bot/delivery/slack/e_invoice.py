"""The e-invoice files of a version into its thread, in one post, or why there are none."""

from slack_sdk import WebClient

from bot.delivery.slack.context import MessageContext
from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import Receipt, post
from bot.delivery.slack.trouble import SlackRefusal
from bot.slack.views import blocks as b
from bot.slack.views.rich_text import spoken
from bot.wording.documents import file_stem
from bot.wording.e_invoices import (
    Standard,
    standards_of,
    told,
    told_with_links,
    why_none,
)
from jupiter_core.domain.version import Version
from jupiter_core.ports import NoEInvoice, Renderer, Store


class ThreadEInvoices:
    """`uploads` is shared with the other documents of the thread."""

    def __init__(self, store: Store, renderer: Renderer, uploads: Uploads) -> None:
        self._store = store
        self._renderer = renderer
        self._uploads = uploads

    def send(self, client: WebClient, letter: MessageContext, link: str) -> Receipt:
        """Uploaded; where files are refused, their links are posted. Raises as `slack_trouble`."""
        version = self._papered(letter)
        made, missing = self._made(version)
        invoice = letter.invoice
        readiness = self._renderer.e_invoice_readiness(version.invoice().content)
        said = told(invoice, list(made), missing, readiness)
        if not made:
            return _posted(client, letter, said)
        stem = file_stem(invoice)
        first, *more = (
            Paper(name=f"{stem}.{each.suffix}", content=content, comment=said)
            for each, content in made.items()
        )
        files = first.model_copy(update={"more": tuple(more)})
        message = letter.message
        try:
            file_id = self._uploads.share(
                client,
                message.id,
                letter.channel,
                letter.thread,
                files,
                first=message.attempts == 0,
            )
        except SlackRefusal as refused:
            instead = told_with_links(said, list(made), link, invoice)
            return {**_posted(client, letter, instead), "refused": refused.error}
        return {"channel": letter.channel, "file_id": file_id, "name": first.name}

    def _made(self, version: Version) -> tuple[dict[Standard, bytes], dict[Standard, str]]:
        """The files, and why the others are not there."""
        made: dict[Standard, bytes] = {}
        missing: dict[Standard, str] = {}
        for standard in standards_of(version):
            try:
                made[standard] = standard.written(version, self._renderer)
            except NoEInvoice as refusal:
                missing[standard] = why_none(refusal)
        return made, missing

    def _papered(self, letter: MessageContext) -> Version:
        """The version that made the paper: a new link, after it, is none."""
        invoice = letter.invoice
        with self._store.read(letter.message.workspace_id) as uow:
            versions = uow.versions.of(invoice.id)
        return next(each for each in versions if each.revision == invoice.revision)


def _posted(client: WebClient, letter: MessageContext, said: str) -> Receipt:
    words = [b.words(said)]
    rendered = spoken(words), [b.rich_text(words)]
    return post(client, letter.message, letter.channel, rendered, thread=letter.thread).receipt()

"""The files that a customer's portal takes into the invoice's thread, in one post."""

from slack_sdk import WebClient

from bot.delivery.slack.context import MessageContext
from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import Receipt, post
from bot.delivery.slack.trouble import SlackRefusal
from bot.slack.views import blocks as b
from bot.slack.views.rich_text import spoken
from bot.wording.documents import file_stem
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.portal import PortalFile, PortalPack
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.version import Version
from jupiter_core.ports import Renderer, Store
from jupiter_core.queries.portal import portal_pack


class ThreadPortalFiles:
    """`uploads` is shared with the other documents of the thread."""

    def __init__(self, store: Store, renderer: Renderer, uploads: Uploads) -> None:
        self._store = store
        self._renderer = renderer
        self._uploads = uploads

    def send(self, client: WebClient, letter: MessageContext) -> Receipt:
        """Uploaded; where the portal takes none, or files are refused, the thread says what to do
        instead. Raises as `slack_trouble`."""
        invoice, message = letter.invoice, letter.message
        pack, version = self._known(letter)
        made, missing = self._made(version, pack)
        said = _told(invoice, pack, list(made), missing)
        if not made:
            return _posted(client, letter, said)
        stem = file_stem(invoice)
        first, *more = (
            Paper(name=f"{stem}.{each.suffix}", content=content, comment=said)
            for each, content in made.items()
        )
        files = first.model_copy(update={"more": tuple(more)})
        again = message.attempts > 0
        try:
            file_id = self._uploads.share(
                client, message.id, letter.channel, letter.thread, files, first=not again
            )
        except SlackRefusal as refused:
            instead = f"{said}\nThe files could not be shared here. The API has them too."
            return {**_posted(client, letter, instead), "refused": refused.error}
        return {"channel": letter.channel, "file_id": file_id, "name": first.name}

    def _made(
        self, version: Version, pack: PortalPack
    ) -> tuple[dict[PortalFile, bytes], dict[PortalFile, str]]:
        """The files, and why the others are not there."""
        made: dict[PortalFile, bytes] = {}
        missing: dict[PortalFile, str] = {}
        for file in pack.files:
            try:
                made[file] = self._renderer.portal_file(version, file, pack)
            except Refusal as refusal:
                missing[file] = refusal.sentence
        return made, missing

    def _known(self, letter: MessageContext) -> tuple[PortalPack, Version]:
        """The customer's portal as it is set up now, and the version that made the paper."""
        invoice = letter.invoice
        with self._store.read(letter.message.workspace_id) as uow:
            versions = uow.versions.of(invoice.id)
            pack = portal_pack(uow, invoice.content.bill_to.customer_id)
        return pack, next(each for each in versions if each.revision == invoice.revision)


def _told(
    invoice: Invoice, pack: PortalPack, made: list[PortalFile], missing: dict[PortalFile, str]
) -> str:
    """What is said with the files, unescaped."""
    version = f"{invoice.number}, version {invoice.revision}"
    if not pack.files:
        return f"{version}: there is no file for {pack.title}. Upload the PDF from this thread."
    said = [f"{version}, for {pack.title}: {' and '.join(each.words for each in made)}."]
    if not made:
        said = [f"{version}: no file for {pack.title} can be made yet."]
    said += [f"No {each.words}: {why}" for each, why in missing.items()]
    return "\n".join(said)


def _posted(client: WebClient, letter: MessageContext, said: str) -> Receipt:
    words = [b.words(said)]
    rendered = spoken(words), [b.rich_text(words)]
    return post(client, letter.message, letter.channel, rendered, thread=letter.thread).receipt()

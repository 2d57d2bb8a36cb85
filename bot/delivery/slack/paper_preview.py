"""How a legal entity's invoices look, to one person: a line, and the picture in its thread."""

from slack_sdk import WebClient

from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import MessagePlace, Receipt, post
from bot.slack.views.blocks import context
from jupiter_core.ports import Message, Renderer, Store


class PaperPreviews:
    """Draws the entity as it is when the message is sent. `uploads` is shared with the other files
    that go to Slack; where a picture is tried again, it goes to the message that is there."""

    def __init__(self, store: Store, renderer: Renderer, uploads: Uploads) -> None:
        self._store, self._renderer, self._uploads = store, renderer, uploads
        self._begun: dict[str, MessagePlace] = {}

    def send(self, client: WebClient, message: Message) -> Receipt:
        """Where it stands. Raises as `slack_trouble`."""
        with self._store.read(message.workspace_id) as uow:
            profile = uow.sender_profiles.get(message.body["profile_id"])
            now = uow.now
        said = f"How invoices of {profile.legal_name} look now. A sample, not an invoice."
        place = self._begun.get(message.id)
        if place is None:
            place = post(client, message, message.body["channel"], (said, [context(said)]))
            self._begun[message.id] = place
        file = Paper(
            name="invoice-preview.png",
            content=self._renderer.preview(profile, now),
            comment="Sample invoice",
            alt=f"The first page of a sample invoice of {profile.legal_name}",
        )
        first = message.attempts == 0
        self._uploads.share(client, message.id, place.channel, place, file, first=first)
        del self._begun[message.id]
        return place.receipt()

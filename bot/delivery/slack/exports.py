"""An export as a file in a direct message, with how far it has come while it is made."""

import http.client
from collections.abc import Callable
from datetime import datetime

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import MessagePlace, Receipt, change, post
from bot.delivery.slack.trouble import SlackRefusal
from bot.exports.request import ExportFile, ExportRequest, export
from bot.slack.views.exports import made_words, progress_words, refused_words, spoken_words
from jupiter_core.domain.refusals import Refusal
from jupiter_core.ports import Message, RetryLater, Store


class Exports:
    """Makes each anew when its message is sent: what it holds is as of that moment. `uploads` is
    shared with the other files that go to Slack. Where one is tried again, it goes on in the
    message that is there already; that is remembered by this process alone."""

    def __init__(self, store: Store, uploads: Uploads, now: Callable[[], datetime]) -> None:
        self._store, self._uploads, self._now = store, uploads, now
        self._begun: dict[str, MessagePlace] = {}

    def send(self, client: WebClient, message: Message) -> Receipt:
        """The message says what is made, how far it is and what came of it; the file is in its
        thread. Raises as `slack_trouble`."""
        request = ExportRequest.model_validate(message.body["request"])
        rendered = spoken_words(progress_words(request, 0))
        place = self._begun.get(message.id)
        if place is None:
            place = post(client, message, message.body["user_id"], rendered)
            self._begun[message.id] = place
        receipt = self._sent(client, message, place, request)
        del self._begun[message.id]
        return receipt

    def _sent(
        self, client: WebClient, message: Message, place: MessagePlace, request: ExportRequest
    ) -> Receipt:
        try:
            made = self._made(request, message, client, place)
        except Refusal as refusal:
            change(client, message, place, spoken_words(refused_words(request, refusal)))
            return place.receipt()
        with made.content:
            return self._shared(client, message, place, request, made)

    def _made(
        self, request: ExportRequest, message: Message, client: WebClient, place: MessagePlace
    ) -> ExportFile:
        def tell(rows: int) -> None:
            try:
                change(client, message, place, spoken_words(progress_words(request, rows)))
            except (SlackRefusal, RetryLater, SlackApiError, OSError, http.client.HTTPException):
                return  # how far it has come is said again later; the file is what counts

        with self._store.read(message.workspace_id) as uow:
            return export(request, uow, self._now(), tell)

    def _shared(
        self,
        client: WebClient,
        message: Message,
        place: MessagePlace,
        request: ExportRequest,
        made: ExportFile,
    ) -> Receipt:
        said = made_words(request, made.rows)
        file = Paper(name=made.name, content=made.content.read(), comment=said)
        first = message.attempts == 0
        file_id = self._uploads.share(client, message.id, place.channel, place, file, first=first)
        change(client, message, place, spoken_words(said))
        return {**place.receipt(), "file_id": file_id, "name": made.name}

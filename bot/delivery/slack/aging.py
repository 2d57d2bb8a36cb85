"""The aging in the finance channel or to one person: chart and table, or a picture and lines."""

from slack_sdk import WebClient

from bot.delivery.slack.aging_picture import aging_picture, picture_words
from bot.delivery.slack.files import Paper, Uploads
from bot.delivery.slack.post import MessagePlace, Receipt, post
from bot.delivery.slack.trouble import SlackRefusal
from bot.slack.native_blocks import NativeBlocks
from bot.slack.views.aging import aging_message
from bot.slack.views.data_table import without_native
from jupiter_core.domain.aging import Aging
from jupiter_core.ports import Message


class AgingDigests:
    """Draws what the message holds. `uploads` is shared with the other files that go to Slack;
    where a picture is tried again, it goes to the message that is there already."""

    def __init__(self, uploads: Uploads, natives: NativeBlocks) -> None:
        self._uploads, self._natives = uploads, natives
        self._begun: dict[str, MessagePlace] = {}

    def send(self, client: WebClient, message: Message) -> Receipt:
        """Where it stands, and of which week it is. Raises as `slack_trouble`."""
        aging = Aging.model_validate(message.body["aging"])
        if message.body.get("picture"):
            everybody = message.body["everybody"]
            return self._plainly(client, message, aging, everybody=everybody).receipt()
        week = {"week": message.body["week"]}
        if message.id not in self._begun and self._natives.known(message.workspace_id):
            try:
                rendered = aging_message(aging)
                place = post(client, message, message.body["channel"], rendered, known_only=True)
            except SlackRefusal as refused:
                if refused.error != "invalid_blocks":
                    raise
                self._natives.refused(message.workspace_id)
            else:
                return {**place.receipt(), **week}
        return {**self._plainly(client, message, aging).receipt(), **week}

    def _plainly(
        self, client: WebClient, message: Message, aging: Aging, *, everybody: bool = True
    ) -> MessagePlace:
        """Where neither is drawn: lines, and a picture in the thread."""
        place = self._begun.get(message.id)
        if place is None:
            text, blocks = aging_message(aging, everybody=everybody, charts=False)
            place = post(client, message, message.body["channel"], (text, without_native(blocks)))
            self._begun[message.id] = place
        if any(each.owed.minor for each in aging.currencies):
            file = Paper(
                name=f"aging-{aging.on}.png",
                content=aging_picture(aging),
                comment="Owed, by days past due",
                alt=picture_words(aging),
            )
            first = message.attempts == 0
            self._uploads.share(client, message.id, place.channel, place, file, first=first)
        del self._begun[message.id]
        return place

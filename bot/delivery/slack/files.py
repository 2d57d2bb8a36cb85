"""Sharing a PDF in a thread: announce it, send its bytes, complete it."""

from slack_sdk import WebClient

from bot.delivery.slack.client import hand_over
from bot.delivery.slack.post import MessagePlace
from bot.delivery.slack.trouble import THREAD_GONE, AnswerLost, SlackRefusal, slack_trouble
from bot.slack.views.rich_text import fitting
from jupiter_core.domain.frozen import Frozen
from jupiter_core.ports import RetryLater

LOOKS = 5
"""How often a share is looked for before it is taken for one that never comes."""
MOST_LOOKED_FOR = 10_000
NEVER_SHARED = "file_never_shared"
_CANNOT_LOOK = ("missing_scope", "file_not_found", "unknown_method", "not_visible")


class Paper(Frozen):
    """A file for a channel; `comment` is unescaped. `more` files are shared in the same post.
    `alt` says what a picture shows."""

    name: str
    content: bytes
    comment: str
    alt: str = ""
    more: tuple["Paper", ...] = ()

    @property
    def files(self) -> tuple["Paper", ...]:
        """Itself and the others."""
        return (self, *self.more)


class Uploads:
    """Uploads, and remembers those whose completion was never answered.

    Completing is the one step that shows: the first two leave nothing behind that anybody sees
    and are simply done again. When its answer is lost, the next attempt completes the same file
    id once more; Slack knows that file no more if it is done. This memory is the process's own: a
    crash in between may share the file a second time, and nothing is lost.

    Slack answers before it shares, and may never do so: a file is there once `files.info` knows a
    share of it. Until then the sending is tried again, and whatever comes after it in
    the thread waits; what does not come at all is refused, so that a link is posted instead.
    """

    def __init__(self) -> None:
        self._unconfirmed: dict[str, tuple[str, ...]] = {}
        self._looked: dict[str, tuple[tuple[str, ...], int]] = {}

    def share(
        self,
        client: WebClient,
        key: str,
        channel: str,
        thread: MessagePlace | None,
        paper: Paper,
        *,
        first: bool,
    ) -> str:
        """The first file's id. `key` names the sending, `first` says that it has no earlier
        attempt.

        Raises as `slack_trouble`.
        """
        completed, _ = self._looked.get(key, ((), 0))
        if completed and not first:
            return self._shared(client, key, completed)
        known = self._unconfirmed.pop(key, None)
        again = known is not None and not first
        sent = known if known and again else tuple(_sent(client, each) for each in paper.files)
        try:
            _complete(client, sent, channel, thread, paper)
        except AnswerLost:
            self._unconfirmed[key] = sent
            raise
        except SlackRefusal as refused:
            if not (again and refused.error == "file_not_found"):
                raise
        return self._shared(client, key, sent)

    def _shared(self, client: WebClient, key: str, sent: tuple[str, ...]) -> str:
        """The first file's id, once all are shared. Raises RetryLater, or SlackRefusal
        where they will not be."""
        _, looks = self._looked.pop(key, (sent, 0))
        if len(self._looked) < MOST_LOOKED_FOR:
            self._looked[key] = (sent, looks + 1)
        there = all(_is_shared(client, each) for each in sent)
        if not there and looks + 1 < LOOKS:
            raise RetryLater("Slack has the file and has not shared it yet")
        self._looked.pop(key, None)
        if not there:
            raise SlackRefusal(NEVER_SHARED)
        return sent[0]


def remove_file(client: WebClient, file_id: str) -> None:
    """An older draft's PDF goes; where Slack keeps it, it stays."""
    try:
        with slack_trouble():
            client.files_delete(file=file_id)
    except (SlackRefusal, RetryLater):
        return  # what was sent before it must not be sent again


def _is_shared(client: WebClient, file_id: str) -> bool:
    """Whether it stands anywhere, which is where it was sent; where the app may not look, it is
    taken to."""
    try:
        with slack_trouble():
            file = client.files_info(file=file_id).get("file") or {}
    except SlackRefusal as refused:
        if refused.error in _CANNOT_LOOK:
            return True
        raise
    return any((file.get("shares") or {}).values())


def _sent(client: WebClient, paper: Paper) -> str:
    with slack_trouble():
        answer = client.files_getUploadURLExternal(
            filename=paper.name, length=len(paper.content), alt_txt=paper.alt[:1000] or None
        )
        url = str(answer["upload_url"])
        # urlopen would open `file:` too.
        if not url.startswith(("https://", "http://")):
            raise SlackRefusal("invalid_upload_url")
        hand_over(client, url, paper.content)
    return str(answer["file_id"])


def _complete(
    client: WebClient,
    sent: tuple[str, ...],
    channel: str,
    thread: MessagePlace | None,
    paper: Paper,
) -> None:
    named = zip(sent, paper.files, strict=True)
    try:
        with slack_trouble():
            client.files_completeUploadExternal(
                files=[{"id": file_id, "title": each.name} for file_id, each in named],
                channel_id=channel,
                thread_ts=thread.ts if thread else None,
                initial_comment=fitting(paper.comment, 3000),
            )
    except SlackRefusal as refused:
        if thread is None or refused.error not in THREAD_GONE:
            raise
        _complete(client, sent, channel, None, paper)

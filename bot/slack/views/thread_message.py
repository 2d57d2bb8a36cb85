"""One event told in a thread: the words, and the blocks that say the same."""

from dataclasses import dataclass

from bot.slack.views import blocks as b
from bot.slack.views.rich_text import MOST_CHANGES, Rendered, bullets, copied, quote, spoken
from bot.wording.names import change_words
from bot.wording.text import full_stop
from jupiter_core.domain.changes import Change
from jupiter_core.domain.events import Event

_TOLD_OTHERWISE = frozenset({"Status", "Number", "Total", "Paid"})


@dataclass(frozen=True)
class Notification:
    """One event told: a sentence, what changed, what somebody wrote, a text to be copied, what can
    be pressed."""

    lead: tuple[b.Block, ...]
    changes: tuple[Change, ...] = ()
    said: str = ""
    to_copy: str = ""
    after: tuple[b.Block, ...] = ()
    buttons: tuple[b.Block, ...] = ()

    def rendered(self) -> Rendered:
        """Top-level text and blocks; of many changes, the first MOST_CHANGES."""
        changed = [change_words(each) for each in self.changes]
        blocks = [b.rich_text(self.lead)]
        if changed:
            blocks.append(bullets(changed, MOST_CHANGES, "more changes; History has them all"))
        if self.said:
            blocks.append(quote(self.said))
        if self.to_copy:
            blocks.append(copied(self.to_copy))
        if self.after:
            blocks.append(b.rich_text(self.after))
        if self.buttons:
            blocks.append(b.actions(self.buttons))
        listed = [b.words(f" {full_stop(line)}") for line in changed[:MOST_CHANGES]]
        said = [b.words(f" “{self.said}”")] if self.said else []
        to_copy = [b.words(f" {self.to_copy}")] if self.to_copy else []
        after = [b.words(" "), *self.after] if self.after else []
        return spoken([*self.lead, *listed, *said, *to_copy, *after]), blocks


def plainly(sentence: str) -> Notification:
    """One of our own sentences, and nothing else."""
    return Notification((b.words(sentence),))


def told_changes(event: Event) -> tuple[Change, ...]:
    """Those that the sentences about the event do not tell."""
    return tuple(each for each in event.changes if each.what not in _TOLD_OTHERWISE)


def otherwise(event: Event, title: str, by: str) -> Notification:
    """An event that has no sentence of its own, of what is called `title`, done `by` somebody."""
    lead = f"{title}: {event.name.action}, by {by}."
    return Notification((b.words(lead),), event.changes, event.words)

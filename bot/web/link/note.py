"""What the customer's page says at its top: a name in the table of words, or words put together."""

from pydantic import Field

from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.domain.frozen import Frozen


class ShownNote(Frozen):
    """In words. `tone` is done, quiet or wrong."""

    tone: str
    title: str
    text: str = ""


class LinkNote(Frozen):
    """By its name in the table, where `<name>_text` is what follows; `text` names another."""

    tone: str
    name: str
    text: str = ""
    values: dict[str, str] = Field(default_factory=dict)

    def shown(self, wording: PageWording) -> ShownNote:
        """In one language."""
        title = sentence_of(wording.word(self.name), **self.values)
        text = wording.word(self.text or f"{self.name}_text")
        return ShownNote(tone=self.tone, title=title, text=sentence_of(text, **self.values))

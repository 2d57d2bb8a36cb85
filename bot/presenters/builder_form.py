"""The builder's form: what sales ops has typed so far, as typed.

It is kept after every change, so that closing the modal loses nothing; it may be wrong or half
empty. What it means is for `builder_terms`.
"""

from pydantic import Field

from bot.presenters.view_state import Values, text_in
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.totals import LineItem

DESCRIPTION_LIMIT = 500
MEMO_LIMIT = 2000
MOST_LINES = 60
OTHER_TERMS = "other"
USUAL_TERMS = ("30", "45", "60")
TYPED_FIELDS = (
    *("customer_id", "sender_profile_id", "deal_channel", "currency", "net_terms"),
    *("net_terms_days", "issue_date", "po_number", "memo"),
)


class LineForm(Frozen):
    """One line as typed. `origin` is the line of a contract's schedule that it was."""

    key: str
    description: str = ""
    quantity: str = "1"
    unit_price: str = ""
    tax_rate: str = "0"
    origin: LineItem | None = None


class BuilderForm(Frozen):
    """All fields as typed. `stamps` count how often the app itself changed a field;
    `typed_at` is Slack's time of the last change, for changes may arrive out of order."""

    customer_id: str = ""
    customer_name: str = ""
    sender_profile_id: str = ""
    deal_channel: str = ""
    currency: str = ""
    net_terms: str = "30"
    net_terms_days: str = ""
    issue_date: str = ""
    po_number: str = ""
    memo: str = ""
    lines: tuple[LineForm, ...] = ()
    next_key: int = 1
    stamps: dict[str, int] = Field(default_factory=dict)
    invoice_id: str = ""
    seen: int = 0
    typed_at: float = 0

    @property
    def pristine(self) -> bool:
        """Whether nobody has put anything of worth into it."""
        return not (self.customer_id or self.po_number or self.memo or self.lines)

    def with_typed(self, values: Values, form_id: str) -> "BuilderForm":
        """With what the modal's fields hold now; fields that it does not show stay.

        A field that the app changed after this payload had left is not taken back to what it
        was: its block has another stamp by now.
        """
        typed: dict[str, str] = {}
        for name in TYPED_FIELDS:
            text = text_in(values, self.block_id(form_id, name))
            if text is not None:
                typed[name] = text
        return self.model_copy(update=typed)

    def block_id(self, form_id: str, name: str) -> str:
        """Of the field called `name`, as it is drawn now."""
        return f"{name}.{form_id}.{self.stamps.get(name, 0)}"

    def stamped(self, name: str, **changes: object) -> "BuilderForm":
        """With changes by the app, which the field called `name` has to show."""
        stamps = {**self.stamps, name: self.stamps.get(name, 0) + 1}
        return self.model_copy(update={**changes, "stamps": stamps})

    def line(self, key: str) -> LineForm | None:
        return next((line for line in self.lines if line.key == key), None)

    def new_line(self) -> LineForm:
        """An empty line; the tax rate of the last one is likely its own too."""
        rate = self.lines[-1].tax_rate if self.lines else "0"
        return LineForm(key=f"l{self.next_key}", tax_rate=rate)

    def with_line(self, line: LineForm) -> "BuilderForm":
        """With the line in its place, or at the end when it is new."""
        if self.line(line.key):
            lines = tuple(line if each.key == line.key else each for each in self.lines)
            return self.model_copy(update={"lines": lines})
        return self.model_copy(update={"lines": (*self.lines, line), "next_key": self.next_key + 1})

    def without_line(self, key: str) -> "BuilderForm":
        return self.model_copy(
            update={"lines": tuple(line for line in self.lines if line.key != key)}
        )

    def with_line_moved_up(self, key: str) -> "BuilderForm":
        lines = list(self.lines)
        place = next((n for n, line in enumerate(lines) if line.key == key), 0)
        if place:
            lines[place - 1], lines[place] = lines[place], lines[place - 1]
        return self.model_copy(update={"lines": tuple(lines)})

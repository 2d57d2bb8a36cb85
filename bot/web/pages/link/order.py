"""The customer's purchase order on their page: how far it is used, and the form that takes a
file."""

from collections.abc import Iterable

from pydantic import Field

from bot.intake.link.fields import WHO, FormField
from bot.intake.link.po_document import FILE, PoUpload
from bot.web.pages.fieldset import FieldBox
from bot.web.pages.link.history import who_words
from bot.web.pages.link.rows import LabelledRow, filled_rows
from bot.wording.page.wording import PageWording, sentence_of
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.po_document import LARGEST, PoDocument, UnknownFileKind
from jupiter_core.domain.purchase_order import Drawdown
from jupiter_core.domain.refusals import FileTooLarge, Refusal, ValidationErrors

_FILE = FormField(name=FILE, label="File", kind="file")
_MOST = str(LARGEST // (1024 * 1024))
"""Megabytes."""


class SentFile(Frozen):
    """A file that AP handed over: its name, by whom, and when."""

    name: str
    who: str
    when: str


class UploadAttempt(Frozen):
    """What was typed, and what is wrong with it, by its field. A browser never shows a chosen file
    again."""

    values: dict[str, str] = Field(default_factory=dict)
    mistakes: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def of(cls, typed: PoUpload) -> "UploadAttempt":
        return cls(values={field.name: typed.value(field.name) for field in WHO})


class OrderPanel(Frozen):
    """`orders` are the rows of each order; `boxes` are the upload's fields, of which there are
    none where the invoice takes no file any more."""

    orders: tuple[tuple[LabelledRow, ...], ...]
    sent: tuple[SentFile, ...]
    boxes: tuple[FieldBox, ...]
    is_open: bool

    @property
    def mistakes(self) -> tuple[FieldBox, ...]:
        """The fields to put right."""
        return tuple(box for box in self.boxes if box.mistake)


def upload_mistaken(typed: PoUpload, refusal: ValidationErrors, say: PageWording) -> UploadAttempt:
    """With each mistake in the words of the page."""
    mistakes = {each.path or FILE: _mistake(each, say) for each in refusal.refusals}
    again = {FILE: say.words.po_file_again} if typed.content else {}
    return UploadAttempt(values=UploadAttempt.of(typed).values, mistakes={**again, **mistakes})


def upload_too_large(say: PageWording) -> UploadAttempt:
    """Of a request that was not read to its end, and what was typed with it."""
    return UploadAttempt(mistakes={FILE: say.words.po_file_large.format(most=_MOST)})


def order_panel(
    orders: Iterable[Drawdown],
    documents: Iterable[PoDocument],
    attempt: UploadAttempt | None,
    seller: str,
    say: PageWording,
    *,
    takes_file: bool,
) -> OrderPanel:
    """Of one invoice; `seller` gets the file."""
    form = _UploadForm(attempt or UploadAttempt(), seller, say)
    return OrderPanel(
        orders=tuple(_rows(each, say) for each in orders),
        sent=tuple(
            SentFile(name=each.name, who=who_words(each.by, seller, say), when=say.moment(each.at))
            for each in documents
        ),
        boxes=tuple(form.box(each) for each in (_FILE, *WHO)) if takes_file else (),
        is_open=attempt is not None,
    )


def _rows(used: Drawdown, say: PageWording) -> tuple[LabelledRow, ...]:
    order, words, left = used.order, say.words, used.left
    amount_label = words.order_with_tax if order.includes_tax else words.order_amount
    over = left is not None and left.minor < 0
    shown = {
        words.po_number: order.number,
        amount_label: say.amount(order.amount) if order.amount else "",
        words.order_used: say.amount(used.issued),
        words.order_left: say.amount(left) if left is not None and not over else "",
        words.order_exceeded: say.amount(-left) if left is not None and over else "",
        words.order_until: say.day(order.valid_until) if order.valid_until else "",
        words.status: words.order_closed if order.closed else "",
    }
    return filled_rows([LabelledRow(label=label, value=value) for label, value in shown.items()])


def _mistake(refusal: Refusal, say: PageWording) -> str:
    match refusal:
        case FileTooLarge():
            return say.words.po_file_large.format(most=_MOST)
        case UnknownFileKind():
            return say.words.po_file_kind
    label = say.words.po_file if refusal.path == FILE else say.word(refusal.path or "")
    return say.mistake(refusal, label)


class _UploadForm:
    def __init__(self, attempt: UploadAttempt, seller: str, say: PageWording) -> None:
        self._attempt, self._seller, self._say = attempt, seller, say

    def box(self, field: FormField) -> FieldBox:
        words, is_file = self._say.words, field is _FILE
        hint = sentence_of(words.po_upload_hint, most=_MOST, seller=self._seller)
        return FieldBox(
            id=f"upload-{field.name}",
            name=field.name,
            label=words.po_file if is_file else self._say.word(field.name),
            hint=hint if is_file else "",
            kind=field.kind,
            autocomplete=field.autocomplete,
            value=self._attempt.values.get(field.name, ""),
            required=True,
            mistake=self._attempt.mistakes.get(field.name, ""),
            beside="",
            longest=LARGEST if is_file else 0,
        )

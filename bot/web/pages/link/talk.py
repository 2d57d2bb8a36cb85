"""What AP and the seller say to each other, and the forms in which AP does."""

from collections.abc import Iterable

from pydantic import Field

from bot.intake.link.fields import WHO, FormField
from bot.intake.link.talk import ASK, DISPUTE, FORWARD, PROMISE, WRITES, TalkForm
from bot.web.pages.fieldset import FieldBox, Option
from bot.web.pages.link.history import who_words
from bot.wording.page.wording import PageWording
from jupiter_core.domain.conversation import TEXT_LIMIT, DisputeReason, Remark, Topic
from jupiter_core.domain.forwarded_link import ForwardedLink
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import Refusal, ValidationErrors

_TEXT = FormField(name="text", label="Text", kind="textarea")
_REASON = FormField(name="reason", label="Reason", kind="choice")
_COLLEAGUE = FormField(name="colleague", label="Colleague", kind="email")
_ACCESS = FormField(name="access", label="Access", kind="choice")
_DATE = FormField(name="date", label="Payment date", kind="date")


class SaidRow(Frozen):
    """One message: what it is, in whose words, and when."""

    what: str
    text: str
    who: str
    when: str
    is_answer: bool


class TalkFormView(Frozen):
    """One form; it stands open where something in it has to be put right."""

    kind: str
    heading: str
    send: str
    nonce: str
    boxes: tuple[FieldBox, ...]
    is_open: bool

    @property
    def mistakes(self) -> tuple[FieldBox, ...]:
        """The fields to put right."""
        return tuple(box for box in self.boxes if box.mistake)


class ForwardedRow(Frozen):
    """A link that AP forwarded: to whom, what it may, and that it waits for a person."""

    id: str
    email: str
    access: str
    waits: bool


class TalkPanel(Frozen):
    """`said` is oldest first, `forms` in the order of the page."""

    said: tuple[SaidRow, ...]
    forwarded: tuple[ForwardedRow, ...]
    forms: tuple[TalkFormView, ...]

    @property
    def mistakes(self) -> tuple[FieldBox, ...]:
        """The fields to put right, in the order of the page."""
        return tuple(box for form in self.forms for box in form.mistakes)

    @property
    def is_open(self) -> bool:
        """Whether the panel is what this answer is about."""
        return any(form.is_open for form in self.forms)


class TalkAttempt(Frozen):
    """What was typed, and what is wrong with it, by its field."""

    typed: TalkForm
    mistakes: dict[str, str] = Field(default_factory=dict)


def talk_mistaken(typed: TalkForm, refusal: Refusal, say: PageWording) -> TalkAttempt:
    """With each mistake in the words of the page."""
    each_of = refusal.refusals if isinstance(refusal, ValidationErrors) else (refusal,)
    mistakes = {
        path: say.mistake(each, _label(path, typed.form, say))
        for path, each in ((one.path or "text", one) for one in each_of)
    }
    return TalkAttempt(typed=typed, mistakes=mistakes)


def talk_panel(
    remarks: list[Remark],
    seller: str,
    nonce: str,
    attempt: TalkAttempt | None,
    say: PageWording,
    *,
    payable: bool,
    may_forward: bool = False,
    forwarded: Iterable[ForwardedLink] = (),
) -> TalkPanel:
    """Of one invoice. `seller` stands behind the names of our own people; what is not `payable` is
    neither disputed nor promised. `forwarded` are the links that can be revoked."""
    form = _Forms(nonce, attempt, say)
    forms = [form.ask()]
    forms += [form.dispute(), form.promise()] if payable else []
    forms += [form.forward()] if may_forward else []
    return TalkPanel(
        said=tuple(_said(each, seller, say) for each in remarks),
        forwarded=tuple(_forwarded(each, say) for each in forwarded),
        forms=tuple(forms),
    )


def _forwarded(link: ForwardedLink, say: PageWording) -> ForwardedRow:
    access = say.words.access_write if link.writes else say.words.access_read
    return ForwardedRow(id=link.id, email=link.email, access=access, waits=link.waits)


def _said(remark: Remark, seller: str, say: PageWording) -> SaidRow:
    return SaidRow(
        what=_what(remark, say),
        text=remark.text,
        who=who_words(remark.by, seller, say),
        when=say.moment(remark.at),
        is_answer=not remark.is_from_ap,
    )


def _what(remark: Remark, say: PageWording) -> str:
    words = say.words
    match remark.topic:
        case Topic.DISPUTE:
            reason = say.word(remark.reason or DisputeReason.OTHER)
            return words.said_dispute.format(reason=reason)
        case Topic.PROMISE if remark.promised:
            return words.said_promise.format(day=say.day(remark.promised))
        case Topic.RESOLUTION:
            return words.said_resolution
        case Topic.ANSWER:
            return words.said_answer
        case _:
            return words.said_question


def _label(name: str, form: str, say: PageWording) -> str:
    """Of a field, in the words of its form."""
    words = say.words
    texts = {DISPUTE: words.details, PROMISE: words.promise_comment}
    known = {"text": texts.get(form, words.ask_label), "date": words.promised}
    return known.get(name) or say.word(name)


class _Forms:
    """The forms of one answer, filled with the attempt where that was made in them."""

    def __init__(self, nonce: str, attempt: TalkAttempt | None, say: PageWording) -> None:
        self._nonce = nonce
        self._attempt = attempt
        self._say = say

    def ask(self) -> TalkFormView:
        words = self._say.words
        return self._form(ASK, words.ask, words.ask_send, (_TEXT, *WHO), optional=())

    def dispute(self) -> TalkFormView:
        words, fields = self._say.words, (_REASON, _TEXT, *WHO)
        return self._form(DISPUTE, words.dispute, words.dispute_send, fields, optional=("text",))

    def promise(self) -> TalkFormView:
        words, fields = self._say.words, (_DATE, _TEXT, *WHO)
        return self._form(PROMISE, words.promise, words.promise_send, fields, optional=("text",))

    def forward(self) -> TalkFormView:
        words, fields = self._say.words, (_COLLEAGUE, _ACCESS, *WHO)
        return self._form(FORWARD, words.forward, words.forward_send, fields, optional=("access",))

    def _form(
        self,
        kind: str,
        heading: str,
        send: str,
        fields: tuple[FormField, ...],
        *,
        optional: tuple[str, ...],
    ) -> TalkFormView:
        mine = self._attempt if self._attempt and self._attempt.typed.form == kind else None
        boxes = tuple(self._box(kind, each, mine, each.name not in optional) for each in fields)
        return TalkFormView(
            kind=kind,
            heading=heading,
            send=send,
            nonce=self._nonce,
            boxes=boxes,
            is_open=mine is not None,
        )

    def _box(
        self, kind: str, field: FormField, attempt: TalkAttempt | None, required: bool
    ) -> FieldBox:
        value = attempt.typed.value(field.name) if attempt else ""
        return FieldBox(
            id=f"{kind}-{field.name}",
            name=field.name,
            label=_label(field.name, kind, self._say),
            hint="",
            kind=field.kind,
            autocomplete=field.autocomplete,
            value=value,
            required=required,
            mistake=attempt.mistakes.get(field.name, "") if attempt else "",
            beside="",
            options=self._options(field, value),
            longest=TEXT_LIMIT if field is _TEXT else 0,
        )

    def _options(self, field: FormField, chosen: str) -> tuple[Option, ...]:
        words, named = self._say.words, {}
        if field is _REASON:
            named = {"": words.choose_reason}
            named |= {each.value: self._say.word(each.value) for each in DisputeReason}
        elif field is _ACCESS:
            named = {"": words.access_read, WRITES: words.access_write}
        return tuple(
            Option(value=value, label=label, chosen=value == chosen)
            for value, label in named.items()
        )

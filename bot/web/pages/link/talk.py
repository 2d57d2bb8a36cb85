"""What AP and the seller say to each other, and the forms in which AP does."""

from pydantic import Field

from bot.intake.link.fields import WHO, FormField
from bot.intake.link.talk import ASK, TalkForm
from bot.web.pages.fieldset import FieldBox
from bot.web.pages.link.history import who_words
from bot.wording.page.wording import PageWording
from jupiter_core.domain.conversation import TEXT_LIMIT, Remark, Topic
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.refusals import ValidationErrors

_TEXT = FormField(name="text", label="Your question", kind="textarea")


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
    who: tuple[FieldBox, ...]
    is_open: bool

    @property
    def mistakes(self) -> tuple[FieldBox, ...]:
        """The fields to put right."""
        return tuple(box for box in (*self.boxes, *self.who) if box.mistake)


class TalkPanel(Frozen):
    """`said` is oldest first, `forms` in the order of the page."""

    said: tuple[SaidRow, ...]
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


def talk_mistaken(typed: TalkForm, refusal: ValidationErrors, say: PageWording) -> TalkAttempt:
    """With each mistake in the words of the page."""
    labels = {"text": say.words.ask_label}
    mistakes = {
        path: say.mistake(each, labels.get(path) or say.word(path))
        for path, each in ((one.path or "text", one) for one in refusal.refusals)
    }
    return TalkAttempt(typed=typed, mistakes=mistakes)


def talk_panel(
    remarks: list[Remark], seller: str, nonce: str, attempt: TalkAttempt | None, say: PageWording
) -> TalkPanel:
    """Of one invoice. `seller` stands behind the names of our own people."""
    return TalkPanel(
        said=tuple(_said(each, seller, say) for each in remarks),
        forms=(_form(ASK, say.words.ask, say.words.ask_send, nonce, attempt, say),),
    )


def _said(remark: Remark, seller: str, say: PageWording) -> SaidRow:
    return SaidRow(
        what=say.words.said_answer if remark.topic is Topic.ANSWER else say.words.said_question,
        text=remark.text,
        who=who_words(remark.by, seller, say),
        when=say.moment(remark.at),
        is_answer=not remark.is_from_ap,
    )


def _form(
    kind: str, heading: str, send: str, nonce: str, attempt: TalkAttempt | None, say: PageWording
) -> TalkFormView:
    mine = attempt if attempt and attempt.typed.form == kind else None
    return TalkFormView(
        kind=kind,
        heading=heading,
        send=send,
        nonce=nonce,
        boxes=(_box(kind, _TEXT, say.words.ask_label, mine),),
        who=tuple(_box(kind, each, say.word(each.name), mine) for each in WHO),
        is_open=mine is not None,
    )


def _box(kind: str, field: FormField, label: str, attempt: TalkAttempt | None) -> FieldBox:
    return FieldBox(
        id=f"{kind}-{field.name}",
        name=field.name,
        label=label,
        hint="",
        kind=field.kind,
        autocomplete=field.autocomplete,
        value=attempt.typed.value(field.name) if attempt else "",
        required=True,
        mistake=attempt.mistakes.get(field.name, "") if attempt else "",
        beside="",
        longest=TEXT_LIMIT if field is _TEXT else 0,
    )

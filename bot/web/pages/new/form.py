"""The builder's form as it is drawn: boxes with what is typed, and the mistakes beside them."""

from bot.intake.drafts.form import MOST_LINES
from bot.intake.new.account_fields import ACCOUNT
from bot.intake.new.choices import choices
from bot.intake.new.errors import Mistake, only
from bot.intake.new.fields import Field, Section, field_id
from bot.intake.new.line_fields import CONTRACT_KINDS, FIELDS, ITEM, MORE, TITLES
from bot.intake.new.sections import sections
from bot.intake.new.typed import LineTyped, Typed
from bot.web.pages.fieldset import Option
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.handover import Kind


class DealBox(Frozen):
    """One field. `mistake` is what is wrong with what stands in it."""

    id: str
    name: str
    label: str
    hint: str
    kind: str
    width: int
    numeric: bool
    optional: bool
    redraws: bool
    value: str
    mistake: str
    options: tuple[Option, ...] = ()

    @property
    def described_by(self) -> str:
        hint = [f"{self.id}-hint"] if self.hint else []
        return " ".join([f"{self.id}-mistake", *hint])


class Group(Frozen):
    """Boxes under a title, and those folded away; `opened` where one of these is wrong, or has to
    be seen: of an account, all that would be printed."""

    id: str
    title: str
    boxes: tuple[DealBox, ...]
    more_title: str = ""
    more: tuple[DealBox, ...] = ()

    @property
    def opened(self) -> bool:
        seen = self.id == ACCOUNT and any(box.value for box in self.more)
        return seen or any(box.mistake for box in self.more)


class DealLine(Frozen):
    """A line's group; `place` counts from 0."""

    place: int
    kind: str
    group: Group
    amount: str


class FormPage(Frozen):
    """`about` stands above the lines, `groups` below. `adds` are the kinds of lines that can be
    added and their words."""

    kind: Kind
    about: Group
    lines: tuple[DealLine, ...]
    groups: tuple[Group, ...]
    adds: tuple[tuple[str, str], ...]


class MissingField(Frozen):
    """A field that still lacks: a link to it and its words."""

    id: str
    label: str


def form_page(typed: Typed, mistakes: tuple[Mistake, ...], amounts: dict[int, str]) -> FormPage:
    """Beside a field stands only what is wrong with what was typed in it."""
    drawn = _DealBoxes(typed, {each.field: each.sentence for each in only(mistakes, missing=False)})
    about, *rest = (drawn.group(section) for section in sections(typed.kind, typed.scheme))
    kinds = (ITEM,) if typed.kind == "invoice" else CONTRACT_KINDS
    adds = tuple((kind, f"Add {_with_article(TITLES[kind])}") for kind in kinds)
    return FormPage(
        kind=typed.kind,
        about=about,
        lines=tuple(
            DealLine(place=n, kind=line.kind, group=drawn.line(n, line), amount=amounts.get(n, ""))
            for n, line in enumerate(typed.lines)
        ),
        groups=tuple(rest),
        adds=adds if len(typed.lines) < MOST_LINES else (),
    )


def gaps(mistakes: tuple[Mistake, ...], *, missing: bool = True) -> tuple[MissingField, ...]:
    """What is still to be typed, or what is wrong, as links; of the same words the first."""
    found: dict[str, MissingField] = {}
    for each in only(mistakes, missing=missing):
        label = each.label if missing and each.label else each.sentence
        words = label if missing or not each.label else f"{each.label}: {each.sentence}"
        found.setdefault(words, MissingField(id=field_id(each.field) or "lines", label=words))
    return tuple(found.values())


class _DealBoxes:
    """Draws the fields of one form."""

    def __init__(self, typed: Typed, wrong: dict[str, str]) -> None:
        self._typed = typed
        self._wrong = wrong

    def group(self, section: Section) -> Group:
        return Group(
            id=section.id,
            title=section.title,
            boxes=tuple(self._box(each, each.name) for each in section.fields),
            more_title=section.more_title,
            more=tuple(self._box(each, each.name) for each in section.more),
        )

    def line(self, n: int, line: LineTyped) -> Group:
        title, more = MORE.get(line.kind, ("", ()))
        return Group(
            id=f"lines-{n}",
            title=f"{TITLES[line.kind]} {n + 1}",
            boxes=tuple(self._box(each, f"lines[{n}].{each.name}") for each in FIELDS[line.kind]),
            more_title=title,
            more=tuple(self._box(each, f"lines[{n}].{each.name}") for each in more),
        )

    def _box(self, field: Field, name: str) -> DealBox:
        value = self._typed.value(name)
        return DealBox(
            id=field_id(name),
            name=name,
            label=field.label,
            hint=field.hint,
            kind=field.kind,
            width=field.width,
            numeric=field.numeric,
            optional=field.optional,
            redraws=field.redraws,
            value=value,
            mistake=self._wrong.get(name, ""),
            options=_options(field, value),
        )


def _options(field: Field, value: str) -> tuple[Option, ...]:
    """With what was sent as one more, where it is none of them."""
    known = field.options or (choices(field.choices) if field.choices else ())
    if not known:
        return ()
    chosen = value or known[0][0]
    strange = () if chosen in dict(known) else ((chosen, chosen),)
    return tuple(
        Option(value=each, label=label, chosen=each == chosen) for each, label in (*strange, *known)
    )


def _with_article(title: str) -> str:
    """`a one-time fee`."""
    return f"a {title[0].lower()}{title[1:]}"

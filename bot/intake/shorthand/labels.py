"""Which words of a quick line name which amount: `onboarding 50k`, `50k onboarding`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal["word", "glue", "customer", "known", "noun", "product", "odd"]
_LONGEST_LABEL = 6
FEES = frozenset(
    (
        *("onboarding", "implementation", "setup", "set-up", "training", "migration"),
        *("integration", "services", "support", "consulting", "workshop", "fee", "platform"),
    )
)


class NamedAmount(NamedTuple):
    """An amount; `name` is its phrase. `amount` is spelled out, a ramp's prices with ` / `. Of a
    product of the catalogue (`product_id`) the amount is empty. `named` is what the phrase itself
    says that it is for."""

    name: str
    amount: str
    quantity: str = "1"
    yearly: bool = False
    product_id: str = ""
    unit: str = ""
    named: str = ""


class Token(NamedTuple):
    """Words `first` up to `end`; `broken` when a comma or the end of a row follows.

    `odd` is a phrase with a meaning that does not go with what was said before.
    """

    kind: Kind
    first: int
    end: int
    broken: bool
    noun: NamedAmount | None = None


class AmountLabels(NamedTuple):
    """The places of the words that name an amount, by the amount's first word; of those that
    seem to be a new customer; and of those that nothing could be made of."""

    of: dict[int, tuple[int, ...]]
    customer: tuple[int, ...]
    unused: tuple[int, ...]


@dataclass
class _Part:
    """A token that stands for itself, or a run of words; `words` are those not claimed yet."""

    token: Token | None = None
    words: list[Token] = field(default_factory=list)
    broken: bool = False

    def claim(self, words: Sequence[Token]) -> tuple[int, ...]:
        places = {each.first for each in words}
        self.words = [each for each in self.words if each.first not in places]
        return tuple(each.first for each in words)

    @property
    def noun(self) -> NamedAmount | None:
        noun = self.token.noun if self.token else None
        return None if noun and noun.name in ("credit", "product") else noun


def labels_of(tokens: Sequence[Token], bare: Sequence[str]) -> AmountLabels:
    """Each amount takes the run of words right before it, else the one right after it."""
    parts = list(_parts(tokens))
    customer = _customer(parts, bare)
    of: dict[int, tuple[int, ...]] = {}
    for n, part in enumerate(parts):
        if part.token and part.noun and (label := _before(parts, n) or _after(parts, n)):
            of[part.token.first] = label
    left = [each for part in parts for each in part.words if each.kind == "word"]
    odd = (each for each in tokens if each.kind == "odd")
    unused = {each.first for each in left} | {
        n for each in odd for n in range(each.first, each.end)
    }
    return AmountLabels(of, customer, tuple(sorted(unused)))


def _parts(tokens: Sequence[Token]) -> Iterator[_Part]:
    run = _Part()
    for token in tokens:
        in_run = token.kind in ("word", "glue")
        if in_run:
            run.words.append(token)
            run.broken = token.broken
        if run.words and (token.broken or not in_run):
            yield _trimmed(run)
            run = _Part()
        if not in_run:
            yield _Part(token, broken=token.broken)
    if run.words:
        yield _trimmed(run)


def _trimmed(run: _Part) -> _Part:
    """Without the small words at its ends."""
    said = [n for n, each in enumerate(run.words) if each.kind != "glue"]
    words = run.words[said[0] : said[-1] + 1] if said else []
    return _Part(words=words, broken=run.broken)


def _customer(parts: Sequence[_Part], bare: Sequence[str]) -> tuple[int, ...]:
    """The first words, where no customer of ours was found."""
    if not parts or any(each.token and each.token.kind == "customer" for each in parts):
        return ()
    first = parts[0]
    words = first.words
    follows = parts[1].noun if len(parts) > 1 and not first.broken else None
    if follows and len(words) > 1 and bare[words[-1].first].lower() in FEES:
        words = words[:-1]
    return first.claim(words)


def _before(parts: Sequence[_Part], n: int) -> tuple[int, ...]:
    if n == 0 or parts[n - 1].broken:
        return ()
    return parts[n - 1].claim(parts[n - 1].words[-_LONGEST_LABEL:])


def _after(parts: Sequence[_Part], n: int) -> tuple[int, ...]:
    """The run after it, as far as the next amount does not need that."""
    if parts[n].broken or n + 1 >= len(parts):
        return ()
    run, mine = parts[n + 1], parts[n].noun
    other = parts[n + 2].noun if n + 2 < len(parts) and not run.broken else None
    if other and not _has_own(parts, n + 2):
        if len(run.words) > 1:
            return run.claim(run.words[:-1][:_LONGEST_LABEL])
        if mine and mine.name != "amount" and other.name == "amount":
            return ()
    return run.claim(run.words[:_LONGEST_LABEL])


def _has_own(parts: Sequence[_Part], n: int) -> bool:
    """Whether words follow right after it."""
    return not parts[n].broken and n + 1 < len(parts) and bool(parts[n + 1].words)

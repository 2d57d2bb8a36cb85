"""Whether an entity may be numbered as is asked: no number comes twice, and none is left out."""

from jupiter_core.domain.numbering import is_counter, may_meet, number_of, numbers_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import AlreadyTaken, NumbersGiven
from jupiter_core.ports import UnitOfWork


def with_first_number(
    uow: UnitOfWork, known: SenderProfile | None, wanted: SenderProfile
) -> SenderProfile:
    """`wanted`, whose first number stays that of `known` where it says none, and else is that of
    the counter of today.

    Raises NumbersGiven, at `first_number`, where that counter has begun.
    """
    before = known.first_number if known else None
    asked = wanted.first_number
    if asked is None or (before and asked.count == before.count and _counts_alike(known, wanted)):
        return wanted.model_copy(update={"first_number": before})
    counter = wanted.counter(wanted.today(uow.now))
    last = uow.numbers.taken(wanted.id, counter)
    if last:
        raise NumbersGiven(number_of(counter, last)).at("first_number")
    first = asked.model_copy(update={"counter": counter})
    return wanted.model_copy(update={"first_number": first})


def expect_own_numbers(uow: UnitOfWork, profile: SenderProfile) -> None:
    """Raises AlreadyTaken, at `series` or `number_pattern`, where numbers of another entity, or
    ones given before under another series or pattern, could come a second time."""
    own = _all_numbers(profile)
    others = [each for each in uow.sender_profiles.all() if each.id != profile.id]
    taken = [numbers for other in others for numbers in _all_numbers(other)]
    taken += [
        given.series
        for given in uow.audit.series()
        if given.profile_id != profile.id or not _is_of(profile, given.series)
    ]
    if any(may_meet(mine, theirs) for mine in own for theirs in taken):
        place = "number_pattern" if profile.number_pattern else "series"
        raise AlreadyTaken("number series", profile.number_pattern or profile.series).at(place)


def _all_numbers(profile: SenderProfile) -> tuple[str, str]:
    """Of its invoices and of its credit notes."""
    series, pattern = profile.series, profile.number_pattern
    return numbers_of(series, pattern), numbers_of(series, pattern, credit=True)


def _is_of(profile: SenderProfile, counter: str) -> bool:
    """Whether a counter is one that this entity counts on with."""
    series, pattern = profile.series, profile.number_pattern
    return any(is_counter(counter, series, pattern, credit=each) for each in (False, True))


def _counts_alike(known: SenderProfile | None, wanted: SenderProfile) -> bool:
    same = known and (known.series, known.number_pattern)
    return same == (wanted.series, wanted.number_pattern)

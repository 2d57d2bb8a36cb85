"""Whether an entity may be numbered as is asked: no number comes twice, and none is left out."""

import unicodedata

from jupiter_core.domain.numbering import may_meet, number_of
from jupiter_core.domain.party import SenderProfile
from jupiter_core.domain.refusals import AlreadyTaken, InvalidNumberPattern, NumbersGiven
from jupiter_core.ports import UnitOfWork

_FIRSTS = {"first_number": False, "first_credit_note_number": True}
"""Where counting begins, and whether it is that of credit notes."""


def with_first_number(
    uow: UnitOfWork, known: SenderProfile | None, wanted: SenderProfile
) -> SenderProfile:
    """`wanted`, whose first numbers stay those of `known` where it says none, and else are those
    of the counters of today.

    Raises NumbersGiven, at `first_number` or `first_credit_note_number`, where that counter has
    begun.
    """
    for name, credit in _FIRSTS.items():
        wanted = _with_first(uow, known, wanted, name, credit=credit)
    return wanted


def _with_first(
    uow: UnitOfWork,
    known: SenderProfile | None,
    wanted: SenderProfile,
    name: str,
    *,
    credit: bool,
) -> SenderProfile:
    before, asked = getattr(known, name, None), getattr(wanted, name)
    alike = known and _counting(known, credit) == _counting(wanted, credit)
    if asked is None or (before and asked.count == before.count and alike):
        return wanted.model_copy(update={name: before})
    counter = wanted.counter(wanted.today(uow.now), credit=credit)
    last = uow.numbers.taken(wanted.id, counter)
    if last:
        what = "credit note" if credit else "invoice"
        raise NumbersGiven(number_of(counter, last), what).at(name)
    return wanted.model_copy(update={name: asked.model_copy(update={"counter": counter})})


def suggested_series(uow: UnitOfWork, legal_name: str, country: str) -> str:
    """A series that nobody has yet: `JUP-`, `JUPDE-`, `JUPDE2-`. Empty where none is found."""
    letters = unicodedata.normalize("NFKD", legal_name).encode("ascii", "ignore").decode()
    stem = "".join(each for each in letters.upper() if each.isalnum())[:3] or "INV"
    taken = [each.numbers() for each in uow.sender_profiles.all()]
    taken += [given.series for given in uow.audit.series()]
    stems = (stem, f"{stem}{country}", *(f"{stem}{country}{n}" for n in range(2, 10)))
    suggested = (f"{each}-" for each in stems)
    return next((each for each in suggested if not any(may_meet(each, one) for one in taken)), "")


def expect_own_numbers(uow: UnitOfWork, profile: SenderProfile) -> None:
    """Raises AlreadyTaken, at `series` or a pattern, where numbers of another entity, or ones given
    before under another series or pattern, could come a second time; InvalidNumberPattern where a
    credit note could have the number of an invoice."""
    if may_meet(profile.numbers(), profile.numbers(credit=True)):
        pattern = profile.credit_note_number_pattern
        reason = "it could give the number of an invoice"
        raise InvalidNumberPattern(pattern, reason).at("credit_note_number_pattern")
    others = [each for each in uow.sender_profiles.all() if each.id != profile.id]
    taken = [other.numbers(credit=credit) for other in others for credit in (False, True)]
    taken += [
        given.series
        for given in uow.audit.series()
        if given.profile_id != profile.id or not profile.counts_on(given.series)
    ]
    for credit in (False, True):
        if any(may_meet(profile.numbers(credit=credit), theirs) for theirs in taken):
            raise _taken(profile, credit=credit)


def _taken(profile: SenderProfile, *, credit: bool) -> AlreadyTaken:
    names = ("credit_note_number_pattern",) if credit else ()
    place = next((each for each in (*names, "number_pattern") if getattr(profile, each)), "series")
    return AlreadyTaken("number series", getattr(profile, place)).at(place)


def _counting(profile: SenderProfile, credit: bool) -> tuple[str, str, bool]:
    return profile.series, *profile.pattern(credit=credit)

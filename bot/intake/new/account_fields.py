"""The fields of the account to pay to: those of its kind, from the same table as everywhere."""

from functools import cache

from bot.intake.new.choices import Choices
from bot.intake.new.fields import Field, Section
from jupiter_core.domain.bank_schemes import SCHEMES, SchemeField
from jupiter_core.domain.bank_schemes.labels import words_in

ACCOUNT, SCHEME = "bank", "bank_account.scheme"
_ACCOUNT = "bank_account."
_AROUND = (
    Field(
        name=SCHEME,
        label="Kind of account",
        kind="select",
        choices=Choices.ACCOUNTS,
        redraws=True,
    ),
    Field(name=f"{_ACCOUNT}bank_name", label="Bank", width=3),
    Field(
        name=f"{_ACCOUNT}holder",
        label="Account holder",
        hint="Leave empty to use your legal name.",
        width=3,
        optional=True,
    ),
)
_AS_BEFORE = Section(
    id=ACCOUNT,
    title="Where to pay",
    fields=(
        *_AROUND,
        Field(name=f"{_ACCOUNT}iban", label="IBAN", width=4),
        Field(name=f"{_ACCOUNT}bic", label="BIC", width=2, optional=True),
    ),
    more_title="An account in the US",
    more=(
        Field(name=f"{_ACCOUNT}account_number", label="Account number", width=3),
        Field(name=f"{_ACCOUNT}routing_number", label="ABA routing number", width=3),
    ),
)


@cache
def account_section(scheme: str) -> Section:
    """With the parts that accounts of this kind have; those that most do without are folded."""
    rules = SCHEMES.get(scheme)
    if rules is None:
        return _AS_BEFORE
    return Section(
        id=ACCOUNT,
        title="Where to pay",
        fields=(*_AROUND, *(_field(each) for each in rules.fields if _is_usual(each))),
        more=tuple(_field(each) for each in rules.fields if not _is_usual(each)),
        more_title="More options",
    )


@cache
def account_names() -> frozenset[str]:
    """Of the fields of all kinds."""
    sections = (account_section(each) for each in ("", *SCHEMES))
    return frozenset(field.name for section in sections for field in section.all)


def _is_usual(part: SchemeField) -> bool:
    return part.required or part.name == "bic"


def _field(part: SchemeField) -> Field:
    words = words_in("en")
    named = tuple((each, words[each]) for each in part.choices)
    nothing = (("", "Not said"),) if named and not part.required else ()
    return Field(
        name=f"{_ACCOUNT}{part.path}",
        label=part.label,
        hint=f"{part.rule[:1].upper()}{part.rule[1:]}." if part.rule else "",
        kind="select" if named else "text",
        width=3,
        options=(*nothing, *named),
        optional=not part.required,
    )

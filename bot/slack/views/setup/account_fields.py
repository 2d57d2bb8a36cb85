"""The fields of a bank account: those of its kind, which is chosen first."""

from collections.abc import Collection, Mapping

from bot.intake.modals.account import BEFORE, PLAIN
from bot.slack.views.blocks import Block, field, option, plain, section, select
from bot.slack.views.setup.choices import CURRENCY, currency_field_option, search_select
from bot.slack.views.setup.fields import TYPED, line_field
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.bank_schemes import (
    AS_BEFORE,
    SCHEMES,
    Scheme,
    SchemeField,
    schemes_for,
)
from jupiter_core.domain.bank_schemes.labels import words_in
from jupiter_core.domain.cheque import ADDRESS, CHEQUE_COUNTRIES, PAYABLE_TO
from jupiter_core.domain.payment_reference import reference_titles

SCHEME = "setup_scheme"
"""The action of the menu of kinds: the fields follow it."""
_MOST = 4


def account_fields(
    typed: Mapping[str, str], country: str, *, skippable: bool = False
) -> list[Block]:
    """With what stands in them, by path. `country` is that of the legal entity, whose kinds of
    accounts come first. Where it is `skippable`, all may stay empty, and what is seldom needed is
    left for later."""
    rules = scheme_of(typed, country)
    parts = _needed(rules) if skippable else rules.fields
    currency = search_select(
        CURRENCY, currency_field_option(typed.get("currency", "")), "Type to search"
    )
    hint = "May stay empty where the IBAN tells it." if skippable and _has_iban(rules) else None
    return [
        section(plain("Kind of account"), block_id="scheme", accessory=_kinds(rules, country)),
        line_field("holder", "Account holder", typed.get("holder", "")),
        *(_part(each, typed, skippable) for each in parts),
        line_field("bank_name", "Bank", typed.get("bank_name", ""), optional=skippable, hint=hint),
        field("currency", "Currency of the account", currency),
        *([] if skippable else _reference(typed, rules.country or country)),
        *([] if skippable else _cheque(typed, rules.country or country)),
    ]


def anew(blocks: list[Block], paths: Collection[str], tail: str) -> list[Block]:
    """The same fields; those of `paths` forget what was typed into them."""
    return [
        {**each, "block_id": f"{each['block_id']}#{tail}"}
        if each.get("block_id") in paths
        else each
        for each in blocks
    ]


def scheme_of(typed: Mapping[str, str], country: str) -> Scheme:
    """The kind that was chosen, else the first of the country."""
    code = typed.get("scheme", "")
    return AS_BEFORE if code == BEFORE else SCHEMES.get(code) or schemes_for(country)[0]


def typed_of_account(account: BankAccount) -> dict[str, str]:
    """What stands in the fields of an account that is known."""
    typed = {each.path: value for each, value in account.parts()}
    named = {"holder": account.holder, "bank_name": account.bank_name}
    chosen = {"scheme": _form_scheme(account), "reference": account.reference.value}
    cheque = {path: text for path, _, text in account.cheque_texts()}
    return {**typed, **named, **chosen, **cheque, "currency": account.currency}


def _form_scheme(account: BankAccount) -> str:
    if account.scheme:
        return account.scheme
    if account.iban and account.account_number:
        return BEFORE
    return "iban" if account.iban else "us"


def _kinds(rules: Scheme, country: str) -> Block:
    known = (*schemes_for(country), *([rules] if rules is AS_BEFORE else []))
    options = [option(each.title, each.code or BEFORE) for each in known]
    return select(SCHEME, options, initial=rules.code or BEFORE)


def _part(part: SchemeField, typed: Mapping[str, str], skippable: bool) -> Block:
    value, optional = typed.get(part.path, ""), skippable or not part.required
    if not part.choices:
        hint = f"{part.rule[:1].upper()}{part.rule[1:]}." if part.rule else None
        return line_field(part.path, part.label, value, optional=optional, hint=hint)
    options = [option(words_in("en")[each], each) for each in part.choices]
    menu = select(TYPED, options, initial=value)
    return field(part.path, part.label, menu, optional=optional)


def _reference(typed: Mapping[str, str], country: str) -> list[Block]:
    titles = reference_titles(country)
    if not titles:
        return []
    options = [option("The invoice number", PLAIN)]
    options += [option(title, code) for code, title in titles.items()]
    menu = select(TYPED, options, initial=typed.get("reference") or PLAIN)
    hint = "What payers are asked to give; made from the invoice number."
    return [field("reference", "Payment reference", menu, optional=True, hint=hint)]


def _cheque(typed: Mapping[str, str], country: str) -> list[Block]:
    """Where cheques are usual, or are taken already."""
    payee, address = typed.get(PAYABLE_TO, ""), typed.get(ADDRESS, "")
    if country not in CHEQUE_COUNTRIES and not payee:
        return []
    hint = "Empty where you take no cheques."
    return [
        line_field(PAYABLE_TO, "Cheques payable to", payee, optional=True, hint=hint),
        line_field(ADDRESS, "Address for cheques", address, optional=True, multiline=True),
    ]


def _needed(rules: Scheme) -> list[SchemeField]:
    """As many as a short step has room for: what must be there, and the BIC."""
    needed = [each for each in rules.fields if each.required]
    bic = [each for each in rules.fields if each.name == "bic" and not each.required]
    return [*needed, *bic][:_MOST]


def _has_iban(rules: Scheme) -> bool:
    return any(each.name == "iban" for each in rules.fields)

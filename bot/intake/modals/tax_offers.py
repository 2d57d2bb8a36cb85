"""The taxes that are offered for a line: those of the legal entity's list, each once; and for each
that is chosen, that the line is exempt from it, by a certificate of the customer where there is
one."""

from collections.abc import Iterator, Mapping
from itertools import islice

from bot.intake.drafts.invoice import CHARGED, LineForm
from bot.intake.view_state import Values, block_called, list_in
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.tax import NamedTax, expect_few, expect_told_apart

TAXES, EXEMPT = "taxes", "exempt"
_MOST = 100
"""Options of a menu in Slack."""

TaxOffers = Mapping[str, NamedTax]
"""By the value of its option: `1` is a tax, `1/exempt` that a line is exempt from it, `1/0` that it
is by a certificate."""


def tax_offers(entity: SenderProfile | None, customer: Customer | None) -> TaxOffers:
    """Empty where the entity lists none."""
    return dict(islice(_offers(entity, customer), _MOST)) if entity else {}


def with_taxes(line: LineForm, values: Values, offers: TaxOffers) -> LineForm:
    """The line with the taxes that are chosen; they take the place of a rate. Of one that was
    taken out again its exemption is too."""
    if block_called(values, TAXES) is None:
        return line
    exempt = list_in(values, EXEMPT)
    chosen = (
        value
        for tax in list_in(values, TAXES)
        for value in [each for each in exempt if _tax_of(each) == tax] or [tax]
    )
    taxes = tuple(offers[each] for each in chosen if each in offers)
    if not taxes:
        return line.model_copy(update={"taxes": ()})
    untaxed = {"tax_rate": "0", "tax_category": CHARGED, "tax_follows": False, "certificate": ""}
    return line.model_copy(update={"taxes": taxes, **untaxed})


def expect_taxes(line: LineForm) -> None:
    """Raises TaxTwice at the menu of exemptions where two are chosen for one, and TooManyTaxes at
    that of taxes."""
    placed(TAXES, lambda: expect_few(line.taxes))
    placed(EXEMPT, lambda: expect_told_apart(line.taxes))


def charged_offers(offers: TaxOffers) -> TaxOffers:
    """Each tax once."""
    return {value: tax for value, tax in offers.items() if _tax_of(value) == value}


def exempt_offers(line: LineForm, offers: TaxOffers) -> TaxOffers:
    """The exemptions from the taxes that the line has."""
    has = chosen_taxes(line, offers)
    return {
        value: tax
        for value, tax in offers.items()
        if _tax_of(value) != value and _tax_of(value) in has
    }


def chosen_taxes(line: LineForm, offers: TaxOffers) -> list[str]:
    """The taxes that the line has, be it exempt from them or not."""
    found = (_tax_of(value) for value, tax in offers.items() if tax in line.taxes)
    return list(dict.fromkeys(found))


def chosen_exemptions(line: LineForm, offers: TaxOffers) -> list[str]:
    """The exemptions that the line has."""
    return [value for value in exempt_offers(line, offers) if offers[value] in line.taxes]


def _tax_of(value: str) -> str:
    return value.partition("/")[0]


def _offers(entity: SenderProfile, customer: Customer | None) -> Iterator[tuple[str, NamedTax]]:
    certificates = customer.certificates if customer else ()
    for n, tax in enumerate(entity.taxes):
        yield f"{n}", tax
        for c, each in enumerate(certificates):
            if each.tax.casefold() in ("", tax.name.casefold()):
                exempt = {"exempt": True, "certificate": each}
                yield f"{n}/{c}", tax.model_copy(update=exempt)
        yield f"{n}/exempt", tax.model_copy(update={"exempt": True})

"""The taxes that are offered for a line: those of the legal entity's list, and each of them as
exempt, by a certificate of the customer where there is one for it."""

from collections.abc import Iterator, Mapping
from itertools import islice

from bot.intake.drafts.invoice import CHARGED, LineForm
from bot.intake.view_state import Values, block_called, list_in
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.tax import NamedTax, expect_told_apart

TAXES = "taxes"
_MOST = 100
"""Options of a menu in Slack."""

TaxOffers = Mapping[str, NamedTax]
"""By the value of its option."""


def tax_offers(entity: SenderProfile | None, customer: Customer | None) -> TaxOffers:
    """Empty where the entity lists none."""
    return dict(islice(_offers(entity, customer), _MOST)) if entity else {}


def with_taxes(line: LineForm, values: Values, offers: TaxOffers) -> LineForm:
    """The line with the taxes that are chosen; they take the place of a rate."""
    if block_called(values, TAXES) is None:
        return line
    taxes = tuple(offers[each] for each in list_in(values, TAXES) if each in offers)
    if not taxes:
        return line.model_copy(update={"taxes": ()})
    untaxed = {"tax_rate": "0", "tax_category": CHARGED, "tax_follows": False, "certificate": ""}
    return line.model_copy(update={"taxes": taxes, **untaxed})


def expect_taxes(line: LineForm) -> None:
    """Raises TaxTwice at the menu where one is chosen as charged and as exempt."""
    placed(TAXES, lambda: expect_told_apart(line.taxes))


def chosen_offers(line: LineForm, offers: TaxOffers) -> list[str]:
    """The options that the line has chosen."""
    return [value for value, tax in offers.items() if tax in line.taxes]


def _offers(entity: SenderProfile, customer: Customer | None) -> Iterator[tuple[str, NamedTax]]:
    certificates = customer.certificates if customer else ()
    for n, tax in enumerate(entity.taxes):
        yield f"{n}", tax
        for c, each in enumerate(certificates):
            if each.tax.casefold() in ("", tax.name.casefold()):
                exempt = {"exempt": True, "certificate": each}
                yield f"{n}/{c}", tax.model_copy(update=exempt)
        yield f"{n}/exempt", tax.model_copy(update={"exempt": True})

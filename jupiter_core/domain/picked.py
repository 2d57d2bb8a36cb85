"""What a person picks for an invoice from the lists of its parties: taxes of the legal entity by
name, exemption certificates of the customer by number, references that are not as usual."""

from collections.abc import Iterable, Sequence
from functools import partial

from jupiter_core.domain.adjustment import MOST_ADJUSTMENTS, Adjustment
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.party import Customer, SenderProfile
from jupiter_core.domain.references import expect_once, own_of
from jupiter_core.domain.refusals import (
    TooManyAdjustments,
    UnknownCertificate,
    placed,
)
from jupiter_core.domain.tax import NamedTax, expect_told_apart, listed_tax
from jupiter_core.domain.totals import LineItem


def picked_lines(
    lines: Iterable[LineItem], entity: SenderProfile, customer: Customer
) -> tuple[LineItem, ...]:
    """With their taxes and certificates as the parties have them now. Raises UnknownTax or TaxTwice
    at `lines[n].taxes`, UnknownCertificate there or at `lines[n].certificate`."""
    return tuple(_line(n, line, entity, customer) for n, line in enumerate(lines))


def picked_adjustments(
    adjustments: Sequence[Adjustment], entity: SenderProfile, customer: Customer
) -> tuple[Adjustment, ...]:
    """Raises what `picked_lines` does, at `adjustments[n].taxes`, or TooManyAdjustments."""
    if len(adjustments) > MOST_ADJUSTMENTS:
        raise TooManyAdjustments(MOST_ADJUSTMENTS).at("adjustments")
    found = []
    for n, each in enumerate(adjustments):
        path = f"adjustments[{n}].taxes"
        found.append(
            each.model_copy(update={"taxes": picked_taxes(each.taxes, entity, customer, path)})
            if each.taxes
            else each
        )
    return tuple(found)


def picked_taxes(
    taxes: Sequence[NamedTax], entity: SenderProfile, customer: Customer, path: str
) -> tuple[NamedTax, ...]:
    """In the order of the entity's list, which is the order in which they stand on one another."""
    placed(path, lambda: expect_told_apart(taxes))
    named = {each.name.casefold(): each for each in taxes}
    for name in (each.name for each in taxes):
        placed(path, partial(listed_tax, name, entity.taxes, entity.legal_name))
    return tuple(
        listed.model_copy(
            update={
                "exempt": named[listed.name.casefold()].exempt,
                "certificate": _certificate(
                    named[listed.name.casefold()].certificate, customer, path
                ),
            }
        )
        for listed in entity.taxes
        if listed.name.casefold() in named
    )


def _line(n: int, line: LineItem, entity: SenderProfile, customer: Customer) -> LineItem:
    if not line.taxes and line.certificate is None:
        return line
    certificate = _certificate(line.certificate, customer, f"lines[{n}].certificate")
    taxes = picked_taxes(line.taxes, entity, customer, f"lines[{n}].taxes")
    return line.model_copy(update={"taxes": taxes, "certificate": certificate})


def _certificate(named: Certificate | None, customer: Customer, path: str) -> Certificate | None:
    if named is None:
        return None
    known = (each for each in customer.certificates if each.number == named.number)
    found = next(known, None)
    if found is None:
        raise UnknownCertificate(customer.name, named.number).at(path)
    return found


def picked_terms(terms: ContractTerms, entity: SenderProfile, customer: Customer) -> ContractTerms:
    """Of a contract, with those references that are not as usual. Raises what `picked_lines` does,
    at `taxes` or `adjustments[n].taxes`, and AlreadyTaken for a reference that is there twice."""
    if not (terms.taxes or terms.adjustments or terms.references):
        return terms
    references = own_of(customer.references, terms.references)
    expect_once(references)
    taxes = picked_taxes(terms.taxes, entity, customer, "taxes")
    adjustments = picked_adjustments(terms.adjustments, entity, customer)
    return terms.model_copy(
        update={"taxes": taxes, "adjustments": adjustments, "references": references}
    )

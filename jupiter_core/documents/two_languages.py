"""The wording of a paper in two languages: words of both, figures and dates of the first."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from jupiter_core.documents.bilingual import both, labels_of
from jupiter_core.documents.words import Wording, of
from jupiter_core.domain.invoice import Content
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.totals import TaxLine, TaxRounding


@dataclass(frozen=True)
class TwoLanguages(Wording):
    """`labels` are those of both. What puts one label into another is said in each by itself."""

    first: Wording
    second: Wording

    def in_each(self, said: Callable[[Wording], str]) -> str:
        """In one line, the second one after the first."""
        first, second = said(self.first), said(self.second)
        return both(first, second, self.second.language, within_a_line=True)

    def terms(self, terms: PaymentTerms) -> str:
        """In both."""
        return self.in_each(lambda each: each.terms(terms))

    def tax_of(self, line: TaxLine, content: Content) -> str:
        """In both."""
        return self.in_each(lambda each: each.tax_of(line, content))

    def tax_rounding(self, rounding: TaxRounding, content: Content) -> str:
        """In both."""
        return self.in_each(lambda each: each.tax_rounding(rounding, content))

    def late_fee(self, content: Content) -> str:
        """In both."""
        return self.in_each(lambda each: each.late_fee(content))

    def tax_in(self, content: Content) -> str:
        """In both."""
        return self.in_each(lambda each: each.tax_in(content))


def on(content: Content) -> Wording:
    """The wording of what `content` is printed as."""
    other = content.second_language
    return _of_both(content.language, other) if other else of(content.language)


@cache
def _of_both(language: str, other: str) -> Wording:
    first, second = of(language), of(other)
    if first == second:
        return first
    second = replace(second, spell=first.spell)
    labels = labels_of(first.language, second.language)
    return TwoLanguages(first.language, labels, first.spell, first, second)

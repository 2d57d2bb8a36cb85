"""The schedule of a contract: all its invoices, to the minor unit.

Rounded are: a subscription's amount for a contract year (once, half away from zero), its shares
over the periods (by largest remainder, earliest first), and the tax of each rate on an invoice.
"""

from collections.abc import Sequence

from jupiter_core.domain.contract.scheduled import Schedule, ScheduledInvoice, ScheduledLine
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import placed
from jupiter_core.domain.schedule.credit import draw_credits
from jupiter_core.domain.schedule.drafts import (
    Draft,
    add_fees,
    finished,
    period_bounds,
    period_drafts,
)
from jupiter_core.domain.schedule.milestones import add_milestones, pending_milestones
from jupiter_core.domain.schedule.pricing import Piece, pieces_of
from jupiter_core.domain.schedule.true_up import waiting_true_ups

__all__ = ["Schedule", "ScheduledInvoice", "ScheduledLine", "completed", "schedule_of"]


def schedule_of(terms: ContractTerms) -> Schedule:
    """The invoices that come from a contract. Raises AmountTooLarge at a line, or at `lines`.

    A period in which no product runs has no invoice. The lines of an invoice are its
    subscriptions, its fees and its credits, each as the contract has them.
    """
    bounds = period_bounds(terms)
    pieces = list(pieces_of(terms, bounds))
    drafts = period_drafts(terms, pieces, bounds)
    add_fees(drafts, terms)
    add_milestones(drafts, terms)
    return completed(terms, drafts, pieces)


def completed(
    terms: ContractTerms,
    drafts: Sequence[Draft],
    pieces: Sequence[Piece],
    issued: Sequence[ScheduledInvoice] = (),
) -> Schedule:
    """The schedule of what is issued and what comes, with the credits drawn on the latter;
    `pieces` are what the subscriptions cost in both."""
    remaining = draw_credits(terms, drafts, issued)
    invoices = tuple(finished(terms, drafts, issued))
    pending = pending_milestones(terms, issued)
    nets = [*(each.net for each in invoices), *(each.net for each in pending)]
    net = placed("lines", lambda: Money.sum(nets, terms.currency))
    lines = (line for each in invoices for line in each.lines)
    return Schedule(
        invoices=invoices,
        contract_net=net,
        credit_remaining=remaining,
        pending=pending,
        true_ups=waiting_true_ups(terms, pieces, lines),
    )

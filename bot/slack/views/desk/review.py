"""All of a proposal of the set-up, with the buttons of who decides on it."""

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import REVIEW_VIEW
from bot.slack.views.notices import power_notice
from bot.slack.views.setup.bank import account_facts, decision_buttons, progress
from jupiter_core.domain.events import Event
from jupiter_core.domain.party import SenderProfile
from jupiter_core.queries.proposals import OpenProposal

_GONE = "This proposal is no longer open: it was confirmed, cancelled or replaced."
_VERIFY = "Verify by phone, outside Slack, before you confirm."


def bank_review(profile: SenderProfile, viewer: str) -> b.Block:
    """What is used now, and what it is to be."""
    proposal = profile.bank_proposal
    if proposal is None:
        return review_gone()
    by = proposal.consent.proposed_by.words
    return _modal(
        [
            b.section(b.plain(profile.legal_name)),
            b.header("In use"),
            *(account_facts(each) for each in profile.bank_accounts),
            *([] if profile.bank_accounts else [b.context("No bank account yet.")]),
            b.header("Proposed"),
            b.context(f"By {by}. {progress(proposal.consent)} {_VERIFY}"),
            *(account_facts(each) for each in proposal.accounts),
            b.actions(decision_buttons(profile, viewer), "desk_proposal"),
        ]
    )


def proposal_review(event: Event, waiting: OpenProposal) -> b.Block:
    """As the message about `event` tells it."""
    return _modal(power_notice(event, waiting)[1])


def review_gone() -> b.Block:
    """In the place of what was decided meanwhile."""
    return _modal([b.section(b.plain(_GONE))])


def decided_review(blocks: list[b.Block]) -> b.Block:
    """How it ended, once its reader has pressed a button."""
    return _modal(blocks)


def _modal(blocks: list[b.Block]) -> b.Block:
    return b.modal("Review", blocks, callback_id=REVIEW_VIEW)

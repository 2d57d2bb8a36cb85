"""What of the set-up waits for a second person, and what could not be delivered."""

from collections.abc import Sequence

from bot.slack.views import blocks as b
from bot.slack.views.desk.actions import REVIEW
from bot.slack.views.invoice.direct import RESEND, RESEND_ALL
from bot.slack.views.setup.bank import progress, proposal_value
from bot.wording.figures import moment
from bot.wording.text import one_line, shortened
from jupiter_core.domain.consent import Consent
from jupiter_core.domain.party import SenderProfile
from jupiter_core.outbox.messages import EMAIL, MessageKind
from jupiter_core.ports import DeadLetter
from jupiter_core.queries.proposals import OpenProposal
from jupiter_core.queries.waiting_proposals import WaitingProposals

BANK = "bank"
NAME_LIMIT = 60
_ERROR_LIMIT = 200


def proposal_rows(waiting: WaitingProposals, most: int) -> list[b.Block]:
    """A row each, bank details first, with a button that opens all of it."""
    rows = [*map(_bank, waiting.banks), *map(_other, waiting.others)]
    more = len(rows) - most
    return [*rows[:most], *([b.context(f"And {more:,} more changes.")] if more > 0 else [])]


def _bank(profile: SenderProfile) -> b.Block:
    proposal = profile.bank_proposal
    assert proposal is not None
    title = f"New bank details of {one_line(profile.legal_name, NAME_LIMIT)}"
    value = f"{BANK}:{proposal_value(profile)}"
    return _row(title, f"{_by(proposal.consent)}  ·  {progress(proposal.consent)}", value)


def _other(waiting: OpenProposal) -> b.Block:
    title = f"Change of {one_line(waiting.title, NAME_LIMIT)}"
    return _row(title, _by(waiting.consent), waiting.value)


def _by(consent: Consent) -> str:
    by = one_line(consent.proposed_by.words, NAME_LIMIT)
    return f"Proposed by {by}, {moment(consent.proposed_at)}"


def _row(title: str, told: str, value: str) -> b.Block:
    review = b.button("Review", REVIEW, value=value)
    return b.section(b.plain(shortened(f"{title}\n{told}", 600)), accessory=review)


def stuck_rows(letters: Sequence[DeadLetter], most: int) -> list[b.Block]:
    """A message each that waits for somebody to press Resend; of several, all in one press."""
    several = [b.actions([b.button(f"Resend all {len(letters):,}", RESEND_ALL)])]
    return [
        *(several if len(letters) > 1 else []),
        *(_stuck(each) for each in letters[:most]),
    ]


def _stuck(letter: DeadLetter) -> b.Block:
    return b.section(
        b.plain(f"{_what(letter)} could not be delivered: {_error(letter)}"),
        accessory=b.button("Resend", RESEND, value=letter.message.id),
    )


def _error(letter: DeadLetter) -> str:
    return shortened(letter.error, _ERROR_LIMIT)


def _what(letter: DeadLetter) -> str:
    if letter.message.destination == EMAIL:
        return "An e-mail to a customer"
    notice = letter.message.kind in {MessageKind.DIRECT, MessageKind.ADMINS}
    return "A notice to one of you" if notice else "A message to Slack"

"""What of a contract waits for somebody's word: acceptances, values of an index."""

from bot.slack.views.contract.index_value import index_facts
from bot.slack.views.contract.milestones import milestone_facts
from bot.wording.true_ups import lapsed_lines, true_up_facts
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lapsed import lapsed_of


def waiting_facts(contract: Contract, agreement: Agreement) -> list[tuple[str, str]]:
    """Of one that was ended, what is never billed."""
    schedule = agreement.schedule
    if contract.ended_on is None:
        waits = (milestone_facts(schedule), index_facts(agreement.terms), true_up_facts(schedule))
        return [fact for facts in waits for fact in facts]
    lapsed = lapsed_of(schedule) if contract.agreed else None
    return [("Never billed", each) for each in lapsed_lines(lapsed)] if lapsed else []

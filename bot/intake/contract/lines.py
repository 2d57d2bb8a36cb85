"""What a line of the contract builder's form means, or every mistake at its field."""

import re

from bot.intake.documents.base import Notation
from bot.intake.documents.contract import Frame
from bot.intake.documents.contract_lines import OneTimeBody, SubscriptionBody, UsageCreditBody
from bot.intake.documents.milestones import MilestonesBody
from bot.intake.documents.reading import read
from bot.intake.drafts.contract import ContractLineForm
from bot.intake.errors import ErrorCollector
from jupiter_core.domain.contract.lines import ContractLine, Subscription
from jupiter_core.domain.refusals import AmountTooLarge, ValidationErrors
from jupiter_core.domain.schedule.pricing import pieces_of

LINE_DOCUMENTS: dict[
    str, type[SubscriptionBody | OneTimeBody | MilestonesBody | UsageCreditBody]
] = {
    "subscription": SubscriptionBody,
    "one_time": OneTimeBody,
    "milestones": MilestonesBody,
    "usage_credit": UsageCreditBody,
}
_FIELDS = {"yearly_prices": "annual_price"}
"""One field holds a price, or a price for each year."""


def contract_line_of(line: ContractLineForm, frame: Frame) -> ContractLine:
    """What a line means. Raises ValidationErrors, each at the name of its field."""
    errors = ErrorCollector()
    document = read(
        LINE_DOCUMENTS[line.kind], sent_line(line), errors, Notation.PERSON, **frame._asdict()
    )
    if document is None:
        at_fields = ErrorCollector()
        for each in errors.mistakes:
            at_fields.add(each.at(field_of(each.path or "")), each=True)
        at_fields.expect_none()
    assert document  # what is None has left its mistakes
    meant = document.meant()
    try:
        _expect_billable(meant, frame)
    except AmountTooLarge as refusal:
        raise ValidationErrors([refusal.at("annual_price")]) from None
    return meant


def sent_line(line: ContractLineForm) -> dict[str, str]:
    """The fields that a line of its kind has, as a document has them."""
    known = LINE_DOCUMENTS[line.kind].model_fields
    return {name: text for name, text in line if name in known}


def _expect_billable(line: ContractLine, frame: Frame) -> None:
    """Raises AmountTooLarge where a year of it is more than can be invoiced."""
    if isinstance(line, Subscription) and (terms := frame.alone(line)):
        list(pieces_of(terms))


def field_of(path: str) -> str:
    """The field for a path within a line: `yearly_prices[1]` is typed in `annual_price`."""
    found = re.match(r"[a-z_]+", path)
    root = found[0] if found else "description"
    return _FIELDS.get(root, root)

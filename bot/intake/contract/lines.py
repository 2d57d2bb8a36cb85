"""What a line of the contract builder's form means, or every mistake at its field."""

import re
from functools import lru_cache
from typing import Any

from bot.intake.documents.base import Notation
from bot.intake.documents.contract import Frame
from bot.intake.documents.contract_lines import OneTimeBody, SubscriptionBody, UsageCreditBody
from bot.intake.documents.milestones import MilestonesBody
from bot.intake.documents.reading import read
from bot.intake.drafts.contract import ContractLineForm, LineKind
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


LINES_KEPT = 1_000
"""Each key that is pressed draws all lines of a contract anew, of which one is another: of several
who type at a time."""


def contract_line_of(line: ContractLineForm, frame: Frame) -> ContractLine:
    """What a line means. Raises ValidationErrors, each at the name of its field."""
    return _meant(line.kind, *sent_line(line).items(), **_hashable(frame))


@lru_cache(LINES_KEPT)
def _meant(kind: LineKind, *sent: tuple[str, str], **known: Any) -> ContractLine:
    """What was said of a line of this kind means the same within the same contract."""
    frame, errors = Frame(**{**known, "calendar": dict(known["calendar"])}), ErrorCollector()
    document = read(LINE_DOCUMENTS[kind], dict(sent), errors, Notation.PERSON, **frame._asdict())
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


def _hashable(frame: Frame) -> dict[str, Any]:
    return {**frame._asdict(), "calendar": tuple(frame.calendar.items())}


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

"""Bodies about the index that a contract's prices follow."""

from bot.intake.documents.base import Document
from bot.intake.documents.indexation import Figure
from bot.intake.documents.values import Line


class IndexValueEntered(Document):
    """`index` as the contract's lines name it; the value is for its first year without one."""

    index: Line
    value: Figure

"""Bodies about the renewal of a contract."""

from bot.intake.documents.base import Document
from bot.intake.documents.contract import ContractName
from bot.intake.documents.values import PoNumber, Whole


class RenewalBody(Document):
    """What the new contract has that the old one does not say. Without a `name` it has the
    customer's and the year."""

    name: ContractName = ""
    po_number: PoNumber = ""


class RenewalNoticeBody(Document):
    """From 1 to 365."""

    days: Whole

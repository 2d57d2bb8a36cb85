"""Bodies about contracts: the document of a contract, with the parties beside it."""

from typing import Annotated

from pydantic import ConfigDict, Field

from bot.api.schemas.party import CustomerRef, SenderRef
from bot.intake.documents.contract import ContractDocument, ContractName
from bot.intake.documents.contract_lines import EXAMPLE_LINES, ContractLineBody, billable
from bot.intake.documents.values import Channel, ExternalId, Flag, Memo, PoNumber
from jupiter_core.domain.contract.scheduled import CreditMethod

MOST_LINES = 60


class ContractTermsBody(ContractDocument):
    """The terms, from which the schedule of invoices comes."""

    lines: Annotated[
        tuple[ContractLineBody, ...],
        Field(min_length=1, max_length=MOST_LINES, examples=[EXAMPLE_LINES]),
        billable,
    ]


class PreviewBody(ContractTermsBody):
    """What else the body of a contract has may be there, and does not matter."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class NewContract(ContractTermsBody):
    """A contract. Without a `name` it has the customer's and the year; with `submit`, its
    approval begins at once in the deal's channel. Without a `sender` it is as usual for the
    customer, and so are the tax of a line without any, and a `late_fee` or `prices_include_tax`
    that is left out; a preview knows no customer, and takes prices as net unless it says more."""

    customer: CustomerRef
    sender: SenderRef | None = None
    name: ContractName = ""
    po_number: PoNumber = ""
    memo: Memo = ""
    external_id: ExternalId | None = None
    deal_channel: Channel | None = None
    submit: Flag = False


class ContractChange(ContractTermsBody):
    """New terms, whole. What is left out of the memo stays."""

    memo: Memo | None = None
    credit_method: CreditMethod | None = Field(
        default=None,
        description="Where less is due than issued invoices billed: the next invoice takes it off, "
        "as where nothing is said, a credit note is drafted on approval, or it stays as billed.",
    )

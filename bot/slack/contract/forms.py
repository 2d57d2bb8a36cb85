"""How the small forms of a contract are drawn: of the contract as it stands now."""

from collections.abc import Callable

from bot.slack.actions import Form
from bot.slack.metadata import ModalMetadata
from bot.slack.views.blocks import Block
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.queries.contract_view import ContractView, contract_view


def of_contract(form: Callable[[ContractView, ModalMetadata], Block]) -> Form[Contract]:
    """A form that is drawn of the contract's view."""
    return lambda uow, contract, metadata: form(contract_view(uow, contract.id), metadata)

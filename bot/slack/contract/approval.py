"""Finance's two buttons on a contract."""

from slack_bolt import App

from bot.slack.approval import ApprovalActions, register_approval
from bot.slack.context import SlackContext
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views.blocks import Block
from bot.slack.views.contract.card_forms import CONTRACT_CHANGES_FORM, contract_changes_form
from bot.slack.views.contract.request import APPROVE, REQUEST_CHANGES
from jupiter_core.commands.contract_approval import (
    ApproveContract,
    RequestContractChanges,
    approve_contract,
    request_contract_changes,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_view import contract_view


def register(app: App, ctx: SlackContext) -> None:
    actions = ApprovalActions(
        kind=CONTRACT,
        deed="approve contracts",
        approve_button=APPROVE,
        request_button=REQUEST_CHANGES,
        reason_form=CONTRACT_CHANGES_FORM,
        form=_form,
        approve=_approve,
        request_changes=_request_changes,
    )
    register_approval(app, ctx, actions)


def _form(uow: UnitOfWork, contract: Contract, metadata: ModalMetadata) -> Block:
    return contract_changes_form(contract_view(uow, contract.id), metadata)


def _approve(uow: UnitOfWork, by: Actor, subject: SubjectRef) -> None:
    approve_contract(ApproveContract(by=by, contract_id=subject.subject_id, seen=subject.seen), uow)


def _request_changes(uow: UnitOfWork, by: Actor, subject: SubjectRef, reason: str) -> None:
    contract_id, seen = subject
    request_contract_changes(
        RequestContractChanges(by=by, contract_id=contract_id, seen=seen, reason=reason), uow
    )

"""The buttons of a contract's card: the PO for all, usage, the end; and Hold on an invoice."""

from slack_bolt import Ack, App
from slack_sdk import WebClient

from bot.intake.modals.contract import usage_of
from bot.intake.modals.invoice import AMOUNT, PO, REASON
from bot.intake.view_state import text_in, values_of
from bot.slack.actions import (
    expect_deal_team,
    member,
    on_form_press,
    on_press,
    pressed,
    refusals_told,
    submission,
    the_contract,
)
from bot.slack.context import SlackContext
from bot.slack.contract import by_link as contract_actions_by_link
from bot.slack.contract import change as contract_actions_change
from bot.slack.contract import index_value as contract_index
from bot.slack.contract import milestones as contract_milestones
from bot.slack.contract import renewal as contract_renewal
from bot.slack.contract.forms import of_contract
from bot.slack.contract.modal import open_for_contract
from bot.slack.metadata import SubjectRef
from bot.slack.payload import Body
from bot.slack.people import Person
from bot.slack.views.contract import card as contract_card
from bot.slack.views.contract.card_forms import (
    CONTRACT_PO_FORM,
    CREDIT,
    END_FORM,
    NOTE,
    USAGE_FORM,
    contract_po_form,
    end_form,
    usage_form,
)
from bot.slack.views.invoice import card_actions
from jupiter_core.commands.contract_end import EndContract, HoldInvoice, end_contract, hold_invoice
from jupiter_core.commands.credit import RecordUsage, record_usage
from jupiter_core.commands.permission import expect_drafter
from jupiter_core.commands.po_number import AddContractPoNumber, add_contract_po_number
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.refusals import NotFound, NotPermitted
from jupiter_core.ports import UnitOfWork
from jupiter_core.ports.subject import CONTRACT
from jupiter_core.queries.contract_view import contract_view

_ADD_PO, _USE = "add a PO number", "record usage"
_END, _HOLD, _EDIT = "end contracts", "hold invoices", "draft contracts"


def register(app: App, ctx: SlackContext) -> None:
    _opening(app, ctx)
    _submitting(app, ctx)
    contract_actions_change.register(app, ctx)
    contract_actions_by_link.register(app, ctx)
    contract_renewal.register(app, ctx)
    contract_milestones.register(app, ctx)
    contract_index.register(app, ctx)

    @app.action(contract_card.EDIT)
    def edit_pressed(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            member(ctx, client, body, _EDIT)
            open_for_contract(ctx, client, body, pressed(body, "contract").subject_id)

    on_press(app, ctx, card_actions.HOLD, _HOLD, _hold)


def _hold(person: Person, about: SubjectRef, uow: UnitOfWork) -> None:
    invoice_id, seen = about
    hold_invoice(HoldInvoice(by=person.actor, invoice_id=invoice_id, expected_version=seen), uow)


def _opening(app: App, ctx: SlackContext) -> None:
    on_form_press(
        app, ctx, contract_card.PO, _ADD_PO, CONTRACT, of_contract(contract_po_form), _may_add_po
    )

    on_form_press(
        app, ctx, contract_card.USAGE, _USE, CONTRACT, of_contract(usage_form), _may_use, stale=True
    )

    on_form_press(app, ctx, contract_card.END, _END, CONTRACT, of_contract(end_form), _may_end)


def _submitting(app: App, ctx: SlackContext) -> None:
    @app.view(CONTRACT_PO_FORM)
    def po_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, PO, _ADD_PO, subject=the_contract)
        with form as (person, subject, uow):
            expect_deal_team(uow, person, _ADD_PO)
            contract_id, seen = subject
            command = AddContractPoNumber(
                by=person.actor,
                contract_id=contract_id,
                expected_version=seen,
                po_number=text_in(values_of(body["view"]), PO) or "",
            )
            add_contract_po_number(command, uow, ctx.renderer)

    @app.view(USAGE_FORM)
    def usage_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, AMOUNT, _USE, subject=the_contract)
        with form as (person, subject, uow):
            record_usage(_usage(person, subject.subject_id, uow, body), uow)

    @app.view(END_FORM)
    def end_submitted(ack: Ack, body: Body, client: WebClient) -> None:
        form = submission(ctx, client, ack, body, REASON, _END, subject=the_contract)
        with form as (person, subject, uow):
            contract_id, seen = subject
            command = EndContract(
                by=person.actor,
                contract_id=contract_id,
                expected_version=seen,
                reason=text_in(values_of(body["view"]), REASON) or "",
            )
            end_contract(command, uow)


def _usage(person: Person, contract_id: str, uow: UnitOfWork, body: Body) -> RecordUsage:
    """Raises NotFound, or what an amount raises at its field."""
    values = values_of(body["view"])
    view = contract_view(uow, contract_id)
    chosen = text_in(values, CREDIT) or ""
    offered = {str(n): each.credit for n, each in enumerate(view.credits)}
    if chosen not in offered:
        raise NotFound("usage credit", chosen)
    return RecordUsage(
        by=person.actor,
        contract_id=contract_id,
        credit=offered[chosen],
        amount=usage_of(text_in(values, AMOUNT) or "", view.currency),
        note=text_in(values, NOTE) or "",
    )


def _may_add_po(uow: UnitOfWork, person: Person, _contract: Contract) -> None:
    expect_deal_team(uow, person, _ADD_PO)


def _may_use(uow: UnitOfWork, person: Person, _contract: Contract) -> None:
    expect_drafter(uow, person.actor)


def _may_end(uow: UnitOfWork, person: Person, contract: Contract) -> None:
    """The command asks again; this tells it before anybody has written a reason."""
    if person.id not in contract.may_end and not uow.workspace().policy.allows(person.id):
        raise NotPermitted(_END, "Approvers can; an admin names them with /invoice setup.")

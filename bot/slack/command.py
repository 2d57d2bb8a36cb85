"""`/invoice` and its words: each is a small function; what is not understood gets help."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.slack.actions import expect_deal_team
from bot.slack.claim import claim
from bot.slack.context import (
    LONGEST_SENTENCE,
    Body,
    SlackContext,
    answer,
)
from bot.slack.contract.modal import open_contract_builder
from bot.slack.contract.view import list_contracts, show_contract_named
from bot.slack.invoice.history import open_history
from bot.slack.invoice.modal import open_builder
from bot.slack.invoice.showing import shown_to
from bot.slack.reading import known_reader, reader_of
from bot.slack.setup.listeners import open_setup
from bot.slack.shorthand import open_quick
from bot.slack.views.blocks import escaped
from bot.slack.views.help import help_message
from bot.slack.views.listing import listing
from bot.wording.text import shortened
from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.readers import Reader
from jupiter_core.domain.refusals import AlreadyDone, NotFound, Refusal, Required
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.readable import MOST_LOOKED_AT, expect_reader, readable, reads_all

_ADD_PO, _LOOK_UP = "add a PO number", "look up invoices"
MOST_ROWS = 21

Way = Callable[[SlackContext, WebClient, Respond, Body, str], None]


def register(app: App, ctx: SlackContext) -> None:
    @app.command("/invoice")
    def invoice(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        # Acked before anything is read: Slack waits three seconds, and opens a window for no
        # longer.
        word, _, rest = body.get("text", "").strip().partition(" ")
        way = _WAYS.get(word.lower())
        try:
            if way:
                way(ctx, client, respond, body, rest.strip())
            elif not open_quick(ctx, client, body, body["text"]):
                _help(respond, client, body, body["text"].strip())
        except AlreadyDone:
            return
        except Refusal as refusal:
            sentence = shortened(refusal.sentence, LONGEST_SENTENCE)
            answer(respond, client, body, escaped(sentence))


def find_by_number(uow: UnitOfWork, number: str, reader: Reader) -> Invoice:
    """Raises Required when none was typed, NotFound when there is no such invoice here that
    they may read."""
    if not number:
        raise Required("The invoice number, as in /invoice show JUS-000001,")
    invoice = uow.invoices.find_number(number)
    if invoice is None:
        raise NotFound("invoice", number)
    expect_reader(uow, reader, invoice, number)
    return invoice


def _new(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    if rest and open_quick(ctx, client, body, body["text"]):
        return
    if rest:
        _help(respond, client, body, body["text"].strip())
    else:
        open_builder(ctx, client, body)


def _setup(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond, rest
    open_setup(ctx, client, body)


def _explain(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del ctx, rest
    _help(respond, client, body)


def _list(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    person = ctx.person(client, body)
    reader = reader_of(ctx, client, body, _LOOK_UP)
    wanted = rest.lower().replace(" ", "_")
    states = [state for state in State if state.value == wanted]
    if wanted not in {"", "mine", "all"} and not states:
        _help(respond, client, body, f"list {rest}")
        return
    everybody = wanted == "all"
    with ctx.reading(body) as uow:
        all_rows = uow.invoices.summaries(
            drafted_by=None if everybody else person.id,
            states=states,
            limit=MOST_ROWS if reads_all(uow, person.id) else MOST_LOOKED_AT,
        )
        found = readable(uow, reader, all_rows)[:MOST_ROWS]
        forms = [] if states or everybody else uow.forms.of(person.id)
        today = uow.now.astimezone(ZoneInfo(person.time_zone)).date()
    title = "All invoices" if everybody else "Your invoices"
    named = f"{title}: {states[0].words}" if states else title
    answer(respond, client, body, named, listing(named, forms, found, today))


def _show(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    reader = reader_of(ctx, client, body, _LOOK_UP)
    with ctx.reading(body) as uow:
        text, blocks = shown_to(ctx, uow, find_by_number(uow, rest, reader), reader.person)
    answer(respond, client, body, text, blocks)


def _po(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    person = ctx.person_now(client, body)
    person.expect_member(_ADD_PO)
    reader = known_reader(ctx, client, body, person.id)
    number, _, po_number = rest.partition(" ")
    po_number, for_contract = _po_for_all(po_number)
    with ctx.writing(body, once=f"trigger:{body['trigger_id']}") as uow:
        expect_deal_team(uow, person, _ADD_PO)
        found = find_by_number(uow, number, reader)
        command = AddPoNumber(
            by=person.actor,
            invoice_id=found.id,
            expected_version=None,
            po_number=po_number,
            for_contract=for_contract,
        )
        invoice = add_po_number(command, uow, ctx.renderer)
    words = (
        f"PO number {invoice.content.po_number} is on {invoice.title}, version {invoice.revision}."
    )
    name = invoice.content.contract_name
    more = f" It applies to all upcoming invoices of {name} too." if for_contract and name else ""
    answer(respond, client, body, escaped(words + more))


def _po_for_all(typed: str) -> tuple[str, bool]:
    """The PO number, and whether `all` stands behind it: all coming ones of the contract too."""
    po_number, _, last = typed.strip().rpartition(" ")
    return (po_number.strip(), True) if po_number and last.lower() == "all" else (typed, False)


def _history(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond
    reader = reader_of(ctx, client, body, _LOOK_UP)
    with ctx.reading(body) as uow:
        invoice = find_by_number(uow, rest, reader)
    open_history(ctx, client, body, invoice.id)


def _contracts(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    del rest
    list_contracts(ctx, client, respond, body)


def _contract(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str
) -> None:
    del respond
    if not rest:
        open_contract_builder(ctx, client, body)
        return
    try:
        show_contract_named(ctx, client, body, rest)
    except NotFound:
        if not open_quick(ctx, client, body, rest, contract=True):
            raise


def _claim(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond
    claim(ctx, client, body, rest)


def _help(respond: Respond, client: WebClient, body: Body, not_understood: str = "") -> None:
    answer(respond, client, body, *help_message(not_understood))


_WAYS: dict[str, Way] = {
    "": _new,
    "new": _new,
    "list": _list,
    "show": _show,
    "po": _po,
    "history": _history,
    "contracts": _contracts,
    "contract": _contract,
    "claim": _claim,
    "setup": _setup,
    "help": _explain,
}

"""`/invoice` and its words: each is a small function. What is not understood opens nothing: it is
answered with what was probably meant."""

from collections.abc import Callable

from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient

from bot.intake.search.filters import STANDINGS, STATES
from bot.slack.actions import expect_deal_team, refusals_told
from bot.slack.aging import answer_aging
from bot.slack.audit import answer_audit
from bot.slack.away import answer_away
from bot.slack.claim import claim
from bot.slack.command_words import find_numbered, is_number, near_word, numbered, suggestions
from bot.slack.context import SlackContext
from bot.slack.contract.modal import open_contract_builder
from bot.slack.contract.renewal import renew_named
from bot.slack.contract.view import show_contract_named
from bot.slack.desk_several import open_several
from bot.slack.exports import open_export
from bot.slack.finding import answer_found, chosen, look
from bot.slack.forms import is_drafter
from bot.slack.helping import helped
from bot.slack.invoice.history import open_history
from bot.slack.invoice.modal import open_builder
from bot.slack.invoice.showing import show_invoice, shown_to
from bot.slack.mail_status import open_mail
from bot.slack.payload import Body, user_of
from bot.slack.reading import known_reader, reader_of
from bot.slack.reminders import open_reminders
from bot.slack.setup.listeners import open_setup
from bot.slack.shorthand import open_quick
from bot.slack.telling import LONGEST_SENTENCE, answer
from bot.slack.turn import opens_window
from bot.slack.views.blocks import escaped
from bot.slack.views.found import FoundPlace
from bot.slack.views.help import help_message
from bot.slack.views.listing import form_rows
from bot.slack.views.unread import AGAIN, AGAIN_FIND, AGAIN_HELP, AS_NEW, unread_message
from bot.wording.text import shortened
from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.readers import Reader
from jupiter_core.domain.refusals import AlreadyDone, NotFound, Refusal, Required
from jupiter_core.domain.search import SearchKind, Wanted
from jupiter_core.ports import UnitOfWork
from jupiter_core.queries.finding import sight_of
from jupiter_core.queries.readable import expect_reader

_ADD_PO, _LOOK_UP = "add a PO number", "look up invoices"

Way = Callable[[SlackContext, WebClient, Respond, Body, str], None]


def register(app: App, ctx: SlackContext) -> None:
    @app.command("/invoice")
    def invoice(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        # Acked before anything is read: Slack waits three seconds, and opens a window for no
        # longer.
        run(ctx, client, respond, body, body.get("text", "").strip())

    def again(ack: Ack, body: Body, client: WebClient, respond: Respond) -> None:
        ack()
        run(ctx, client, respond, body, str(body["actions"][0].get("value") or ""))

    for action_id in (AGAIN, AGAIN_FIND, AGAIN_HELP):
        app.action(action_id)(again)

    @app.action(AS_NEW)
    def as_new(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            line = str(body["actions"][0].get("value") or "")
            if not open_quick(ctx, client, body, line):
                open_builder(ctx, client, body)

    @app.action("found_show")
    def show_chosen(ack: Ack, body: Body, client: WebClient) -> None:
        ack()
        with refusals_told(client, body):
            show_invoice(ctx, client, body, chosen(body))


def run(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, line: str) -> None:
    """What a line after `/invoice` asks for; a refusal is told to whoever sent it alone."""
    word, _, rest = line.partition(" ")
    way = _WAYS.get(word.lower())
    if word.lower() in _WINDOWS:
        opens_window()
    body = {**body, "text": line}
    try:
        if way:
            way(ctx, client, respond, body, rest.strip())
        else:
            _otherwise(ctx, client, respond, body, line)
    except AlreadyDone:
        return
    except Refusal as refusal:
        sentence = shortened(refusal.sentence, LONGEST_SENTENCE)
        answer(respond, client, body, escaped(sentence))


def _otherwise(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, line: str
) -> None:
    """A number is shown. A line of a deal opens its form, unless it begins with a word that is
    nearly one of the command's. All else opens nothing."""
    if is_number(line) and _numbered(ctx, client, respond, body, line):
        return
    near = near_word(line, _WAYS)
    if not near and not is_number(line) and open_quick(ctx, client, body, line, surely=True):
        return
    _unread(ctx, client, respond, body, line, near)


def _numbered(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, line: str
) -> bool:
    """Shows the invoice of that number, or those that may be meant; False where there is none."""
    found = find_numbered(ctx, client, body, line)
    if len(found) == 1:
        with ctx.reading(body) as uow:
            invoice = uow.invoices.get(found[0].subject_id)
            text, blocks = shown_to(ctx, uow, invoice, user_of(body))
        answer(respond, client, body, text, blocks)
    elif found:
        answer_found(ctx, client, respond, body, look(ctx, client, body, line))
    return bool(found)


def _unread(
    ctx: SlackContext, client: WebClient, respond: Respond, body: Body, line: str, near: str = ""
) -> None:
    person = ctx.person(client, body)
    with ctx.reading(body) as uow:
        said = suggestions(line, near, may_draft=is_drafter(uow, person))
    answer(respond, client, body, *unread_message(said))


def find_by_number(uow: UnitOfWork, number: str, reader: Reader) -> Invoice:
    """Raises Required when none was typed, NotFound when there is no such invoice here that
    they may read."""
    if not number:
        raise Required("The invoice number, as in /invoice show JUS-000001,")
    invoice = uow.invoices.find_number(number)
    if invoice is None:
        sight = sight_of(uow, reader)
        found = numbered(uow, number, Wanted(sight=sight, today=uow.now.date()))
        if len(found) != 1:
            raise NotFound("invoice", number)
        invoice = uow.invoices.get(found[0].subject_id)
    expect_reader(uow, reader, invoice, number)
    return invoice


def _new(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    if not rest:
        open_builder(ctx, client, body)
    elif not open_quick(ctx, client, body, body["text"], surely=True):
        _unread(ctx, client, respond, body, rest)


def _setup(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond, rest
    open_setup(ctx, client, body)


def _explain(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del rest
    answer(respond, client, body, *help_message(helped(ctx, client, body)))


def _list(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    person = ctx.person(client, body)
    words = rest.lower().replace(" ", "_").removeprefix("all_").removeprefix("mine_")
    everybody = rest.lower().startswith("all")
    states = words if words in {*STATES, *STANDINGS} else ""
    if words not in {"", "mine", "all"} and not states:
        _unread(ctx, client, respond, body, f"list {rest}")
        return
    line = " ".join(["" if everybody else "by:me", f"status:{states}" if states else ""]).strip()
    title = "All invoices" if everybody else "Your invoices"
    named = f"{title}: {states.replace('_', ' ')}" if states else title
    found = look(ctx, client, body, line, title=named)
    with ctx.reading(body) as uow:
        forms = [] if states or everybody else uow.forms.of(person.id)
    empty = "Nothing here. Type /invoice to create one."
    answer_found(
        ctx,
        client,
        respond,
        body,
        found.model_copy(update={"empty": empty}),
        above=form_rows(forms),
    )


def _find(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    if not rest:
        raise Required("What to look for, as in /invoice find Acme status:overdue,")
    answer_found(ctx, client, respond, body, look(ctx, client, body, rest))


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
    place = FoundPlace(kind=SearchKind.CONTRACT, line=rest[:200])
    found = look(ctx, client, body, rest, place, title="" if rest else "Contracts")
    empty = "No contracts yet. Type /invoice contract to create one."
    shown = found if rest else found.model_copy(update={"empty": empty})
    answer_found(ctx, client, respond, body, shown)


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


def _export(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond, rest
    open_export(ctx, client, body)


def _approve(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond, rest
    open_several(ctx, client, body)


def _claim(ctx: SlackContext, client: WebClient, respond: Respond, body: Body, rest: str) -> None:
    del respond
    claim(ctx, client, body, rest)


_WINDOWS = frozenset(
    {
        *("", "new", "history", "contract", "approve", "away", "mail", "reminders", "renew"),
        *("claim", "setup", "export"),
    }
)
"""Words after which a window opens, within three seconds."""
_WAYS: dict[str, Way] = {
    "": _new,
    "new": _new,
    "list": _list,
    "find": _find,
    "show": _show,
    "po": _po,
    "history": _history,
    "contracts": _contracts,
    "contract": _contract,
    "approve": _approve,
    "away": answer_away,
    "aging": answer_aging,
    "audit": answer_audit,
    "mail": open_mail,
    "reminders": open_reminders,
    "renew": renew_named,
    "claim": _claim,
    "setup": _setup,
    "export": _export,
    "help": _explain,
}

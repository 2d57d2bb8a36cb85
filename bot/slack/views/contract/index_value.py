"""The value of an index that prices follow: what the thread is asked, and the modal to enter it."""

from bot.slack.metadata import ModalMetadata, subject_of
from bot.slack.views import blocks as b
from bot.slack.views.contract.text import actor_of, customer_of, name_of
from bot.slack.views.invoice.card_forms import form
from bot.slack.views.thread_message import Notification, otherwise, plainly
from bot.wording.figures import day
from bot.wording.text import shortened
from jupiter_core.commands.index_value import AwaitedIndex, indexed_terms, unknown_indexes
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.lines import Subscription
from jupiter_core.domain.contract.terms import ContractTerms
from jupiter_core.domain.event_details import IndexAsked
from jupiter_core.domain.events import Event
from jupiter_core.domain.totals import plain
from jupiter_core.queries.contract_view import ContractView

ENTER, ENTER_FORM = "contract_index", "contract_index_form"
INDEX, VALUE = "index", "value"
_NAME = 70
_PROPOSES = "This proposes a change with the new prices. Someone else approves it."
_INSTEAD = "It replaces the change that was sent back. Propose that one again afterwards."


def index_facts(terms: ContractTerms) -> list[tuple[str, str]]:
    """`Index: US CPI-U, September: 304.1, cap 5%; year 2: (312.3 / 304.1 − 1) = 2.6965%`."""
    said = (_said(line, terms) for _, line in terms.subscriptions if line.indexation)
    return [("Index", each) for each in list(dict.fromkeys(said))[:5]]


def index_button(view: ContractView) -> list[b.Block]:
    """While a year's value is not known and no change waits for approval."""
    contract = view.contract
    waits = contract.running and any(True for _ in unknown_indexes(contract.running.terms))
    if not waits or contract.awaits_word:
        return []
    return [b.button("Enter index value", ENTER, value=subject_of(contract))]


def index_form(view: ContractView, metadata: ModalMetadata) -> b.Block:
    """Which index, and what it is for the year that waits."""
    terms = indexed_terms(view.contract)
    clauses: dict[str, AwaitedIndex] = {}
    for each in unknown_indexes(terms):
        clauses.setdefault(each.clause.index, each)
    about = b.context(f"{name_of(view.contract)} · {customer_of(view.contract)}")
    if not clauses:
        said = b.section(b.plain("No price waits for the value of an index."))
        return form("Index value", ENTER_FORM, [about, said], metadata, submit="Close")
    is_sent_back = view.contract.proposal is not None and not view.contract.awaits_word
    options = [b.option(shortened(each, 75), str(n)) for n, each in enumerate([*clauses][:100])]
    told = "\n".join(_asked(each) for each in [*clauses.values()][:10])
    fields = [
        about,
        b.section(b.plain(told)),
        b.field(INDEX, "Index", b.select(INDEX, options, initial="0")),
        b.field(VALUE, "Value", b.text_input(VALUE, placeholder="312.3")),
        b.context(_PROPOSES),
        *([b.context(_INSTEAD)] if is_sent_back else []),
    ]
    return form("Index value", ENTER_FORM, fields, metadata, submit="Propose")


def index_telling(event: Event, contract: Contract) -> Notification:
    """The timer's question, with the way to answer it."""
    asked = event.details
    if not isinstance(asked, IndexAsked):
        return otherwise(event, name_of(contract), actor_of(event.by, contract))
    names = " and ".join(shortened(each, _NAME) for each in asked.indexes[:5])
    year, on = asked.true_up_year, day(asked.issue_on)
    what = f"the invoice of {name_of(contract)} on {on}"
    if year:
        what = f"year {year} of {name_of(contract)}, from {on}, which is billed already"
    if asked.held:
        waits = "" if year else ", which waits for it"
        return plainly(
            f"The value of {names} is needed for {what}{waits}. A change of the contract is "
            "waiting for approval. Once that is decided, this thread is asked for the value."
        )
    then = (
        "The difference is billed, or credited, on its own."
        if year
        else ("The invoice waits for it.")
    )
    lead = f"{'Still needed: the' if asked.again else 'The'} value of {names} for {what}. {then}"
    button = b.button("Enter index value", ENTER, value=subject_of(contract), style="primary")
    return Notification((b.words(lead),), buttons=(button,))


def _asked(awaited: AwaitedIndex) -> str:
    clause, year = awaited
    before = clause.value_of(year - 1)
    last = f", after {plain(before)}" if before is not None else ""
    return f"{clause.words}. Needed: the value for contract year {year}{last}."


def _said(line: Subscription, terms: ContractTerms) -> str:
    clause = line.indexation
    if clause is None:
        return ""
    known = [f"year {year}: {words}" for year, words in line.index_words]
    year = line.awaited_year(terms.years)
    waits = [f"year {year} waits for its value"] if year else []
    return shortened("; ".join([clause.words, *known, *waits]), 500)

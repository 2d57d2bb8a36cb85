"""Whatever people type and however long a contract is, Slack takes what is shown of it."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.modals.contract_change import TypedChange, read_change
from bot.simulator.blockkit.validate import valid_message_blocks, valid_view
from bot.simulator.ids import Ids
from bot.slack.metadata import ModalMetadata, SubjectRef
from bot.slack.views.blocks import Block
from bot.slack.views.contract.card import contract_card
from bot.slack.views.contract.card_forms import (
    contract_changes_form,
    contract_po_form,
    end_form,
    usage_form,
)
from bot.slack.views.contract.change import change_form
from bot.slack.views.contract.history import contract_history_modal
from bot.slack.views.contract.preview import preview, read_preview
from bot.slack.views.contract.request import contract_closed, contract_request
from bot.slack.views.contract.thread import contract_notice
from bot.slack.views.contract.view import contract_modal
from bot.slack.views.rich_text import Rendered
from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.cautions import Caution, CautionCode, catch_up_caution
from jupiter_core.domain.changes import Change
from jupiter_core.domain.contract.agreement import Agreement
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract.credit_ledger import CreditEntry, LedgerEntryKind
from jupiter_core.domain.contract.terms import (
    BillingFrequency,
    ContractTerms,
    Escalator,
    OneTime,
    Subscription,
    UsageCredit,
)
from jupiter_core.domain.events import Event, EventName
from jupiter_core.domain.money import Money
from jupiter_core.domain.parties import Parties
from jupiter_core.domain.payment_terms import PaymentTerms
from jupiter_core.domain.schedule.build import schedule_of
from jupiter_core.queries.contract_view import (
    ContractView,
    CreditAccount,
    InvoiceStanding,
    ScheduleRow,
)
from jupiter_core.queries.history import VersionEntry
from tests.factories import (
    DEAL_CHANNEL,
    NOW,
    WORKSPACE,
    a_customer,
    a_recipient,
    a_sender_profile,
)

HOSTILE = (
    "<!channel>",
    "Remit to <!channel> *DE89 3704 0044 0532 0130 00*",
    "<https://evil.example|Pay>",
    "*b* `c` & < >",
    "&" * 400,
    "שלום",
    "x" * 400,
)
TEXTS = st.one_of(
    st.sampled_from(HOSTILE),
    st.text(st.characters(min_codepoint=33, max_codepoint=0x2FFF, categories=["L", "N"])).filter(
        bool
    ),
)
CONTRACT_EVENTS = [each for each in EventName if each.startswith("contract.")]
_IDS = Ids(lambda: 1.0)
ENDING = st.sampled_from([None, date(2029, 5, 6)])


def _terms(text: str, lines: int, months: int, frequency: BillingFrequency) -> ContractTerms:
    years = -(-months // 12)
    rises = tuple(Escalator(contract_year=n, percent=Decimal(3)) for n in range(2, years + 1))
    price = Money.of("999999.99", "USD")
    products = tuple(
        Subscription(description=text[:400], annual_price=price, escalators=rises)
        for _ in range(lines)
    )
    fee = OneTime(description=text[:400], amount=price)
    credit = UsageCredit(description=text[:400], amount=Money.of("25000", "USD"))
    return ContractTerms(
        currency="USD",
        start_date=date(2027, 1, 31),
        term_months=months,
        billing_frequency=frequency,
        billing_months=5 if frequency is BillingFrequency.CUSTOM else None,
        net_terms=45,
        lines=(*products, fee, credit),
    )


def _contract(text: str, terms: ContractTerms, ended_on: date | None) -> Contract:
    sam = Actor(kind=ActorKind.SLACK_USER, id="U0SAM", name=text)
    agreement = Agreement(
        customer_id="c",
        sender_profile_id="s",
        memo=text,
        terms=terms,
        schedule=schedule_of(terms),
        parties=Parties.now(a_sender_profile(phone=text), a_customer(attention=text), "USD"),
    )
    return Contract(
        id="01JCONTRACT000000000000000",
        workspace_id=WORKSPACE,
        deal_channel=DEAL_CHANNEL,
        name=text[:80],
        customer_name=text,
        seller_name=text,
        proposal=None,
        agreed=agreement,
        drafted_by=sam,
        authors=("U0SAM",),
        reason=text,
        po_number=text[:40],
        ended_on=ended_on,
        revision=1,
    )


def _view(contract: Contract, text: str, entries: int) -> ContractView:
    kinds = list(LedgerEntryKind)
    ledger = tuple(
        CreditEntry(
            id=str(n),
            contract_id=contract.id,
            credit=text[:400],
            kind=kinds[n % len(kinds)],
            amount=Money.of("1", "USD"),
            at=NOW,
            by=contract.drafted_by,
            note=text,
        )
        for n in range(entries)
    )
    standings = list(InvoiceStanding)
    rows = tuple(
        ScheduleRow(scheduled=each, standing=standings[n % 2])
        for n, each in enumerate(contract.shown.schedule.invoices)
    )
    account = CreditAccount(credit=text[:400], currency="USD", entries=ledger)
    return ContractView(
        contract=contract,
        agreement=contract.shown,
        rows=rows,
        credits=(account,) * min(entries, 12),
        today=NOW.date(),
        recipient=a_recipient(name=text, email=text, home=text, is_new=True, like=text),
    )


def _event(name: EventName, contract: Contract, text: str, changes: int) -> Event:
    return Event(
        id="event",
        workspace_id=WORKSPACE,
        name=name,
        subject_id=contract.id,
        at=NOW,
        by=contract.drafted_by.model_copy(update={"kind": ActorKind.AP}),
        changes=tuple(Change(what=f"Line {n}", old=text, new=text * 2) for n in range(changes)),
        note=text,
    )


def _messages(view: ContractView, event: Event, text: str) -> Iterator[Rendered]:
    contract = view.contract
    hostile = a_recipient(name=text, email=text, home=text, is_new=True, like=text)
    yield contract_card(view)
    late = contract.shown.schedule.invoices
    cautions = (
        catch_up_caution(late, date(2100, 1, 1), PaymentTerms(net_terms=365)),
        Caution(code=CautionCode.OTHER_ACCOUNT, words=text * 2),
    )
    yield contract_request(contract, event, ["U0FIONA", text] * 40, hostile, cautions)
    yield contract_request(_proposed(contract), event, ["U0FIONA", text] * 40, hostile, cautions)
    yield contract_closed(contract, event, contract, hostile)
    yield contract_notice(event, contract, view)


def _views(view: ContractView, text: str) -> Iterator[Block]:
    metadata = ModalMetadata("01JNONCE000000000000000000", SubjectRef(view.contract.id, 3))
    for form in (contract_po_form, end_form, contract_changes_form):
        yield form(view, metadata)
    if view.credits:
        yield usage_form(view, metadata)
    yield change_form(view, metadata, "end")
    yield change_form(view, metadata, "quantity")
    yield change_form(view, metadata, "early_end")
    yield change_form(view, metadata, "product")
    yield change_form(view, metadata, "price")
    for page in (0, 1, 99):
        yield contract_modal(view, page=page)
    typed = TypedChange(kind="product", description=text[:400], price="1")
    proposed = _proposed(view.contract)
    made = preview(view.contract, proposed, metadata, typed)
    assert read_preview(made["private_metadata"]) == (metadata, typed)
    yield made
    entry = VersionEntry(
        sequence=1,
        revision=0,
        label="draft 1",
        at=NOW,
        by=view.contract.drafted_by,
        why=EventName.CONTRACT_SUBMITTED,
        note=text,
        changes=tuple(Change(what=text, old=text, new=text) for _ in range(12)),
    )
    yield contract_history_modal(view.contract, [entry] * 30, page=1)


def _proposed(contract: Contract) -> Contract:
    going = contract.model_copy(update={"ended_on": None})
    doubled = contract.shown.terms.model_copy(update={"net_terms": 30})
    # With a discount, so that every invoice differs and each of its lines has its arithmetic.
    lines = tuple(
        each.model_copy(update={"discount_percent": Decimal(10)})
        if isinstance(each, Subscription)
        else each
        for each in doubled.lines
    )
    changed = doubled.model_copy(update={"lines": lines})
    update = {"terms": changed, "schedule": schedule_of(changed)}
    proposal = contract.shown.model_copy(update=update)
    return going.proposed(proposal, contract.drafted_by, ApprovalPolicy())


@settings(max_examples=25, deadline=None)
@given(
    text=TEXTS,
    name=st.sampled_from(CONTRACT_EVENTS),
    lines=st.sampled_from([1, 28]),
    months=st.sampled_from([1, 36, 120, 240]),
    frequency=st.sampled_from(BillingFrequency),
    ended_on=ENDING,
    entries=st.sampled_from([0, 1, 60]),
)
def test_all_that_is_shown_of_a_contract_is_what_slack_takes(
    text: str,
    name: EventName,
    lines: int,
    months: int,
    frequency: BillingFrequency,
    ended_on: date | None,
    entries: int,
) -> None:
    contract = _contract(text, _terms(text, lines, months, frequency), ended_on)
    view = _view(contract, text, entries)
    for top, blocks in _messages(view, _event(name, contract, text, 30), text):
        assert 0 < len(top) <= 4000
        assert "<!" not in top
        assert valid_message_blocks(blocks, _IDS)
    for modal in _views(view, text):
        assert valid_view(modal, "modal", _IDS)


def test_what_is_read_from_an_empty_modal_is_a_change_of_the_end() -> None:
    assert read_change({}) == TypedChange()

"""A workspace with one of everything, made by the commands that make it in life.

Whatever is proposed was proposed by `proposer`; whatever waits for approval was drafted by
`author`, revised by `former`, `writer` and the key of `owner`, and approved once by `first`.
"""

from datetime import timedelta
from decimal import Decimal

from bot.intake.drafts.contract import ContractForm, ContractLineForm
from bot.intake.drafts.invoice import InvoiceForm, LineForm
from bot.security.secret_box import SecretBox
from jupiter_core.commands.api_key import MakeApiKey, make_api_key
from jupiter_core.commands.bank_details import ProposeBankDetails, propose_bank_details
from jupiter_core.commands.handover import Leave, leave
from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.commands.team import SaveTeam, save_team
from jupiter_core.commands.webhook import MakeEndpoint, make_endpoint
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.api_key import USUAL_SCOPES
from jupiter_core.domain.approval import ApprovalPolicy
from jupiter_core.domain.events import EventName
from jupiter_core.domain.product import Product
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.workspace import Appointment, Workspace
from jupiter_core.ports import SavedForm, UnitOfWork
from tests.attacks.roles.people import APPROVERS, DRAFTERS, KINDS, RECEIVABLES, actor, ids
from tests.attacks.roles.workspace_by_link import asked_by_link
from tests.attacks.roles.workspace_deals import PAPER, Ids, contracts, invoices, terms
from tests.factories import (
    DEAL_CHANNEL,
    NOW,
    WORKSPACE,
    a_customer,
    a_euro_bank,
    a_sender_profile,
    a_us_bank,
)
from tests.harness.builder_forms import a_form
from tests.harness.fakes import FakeStore

CODE = "7KQ2-M9XD-4RTB"
SECRET = "XrWq9NEVZNdyPm_eQiipaZ74HKBxtaQi_tSQ-J3nPv8"
POLICY = ApprovalPolicy(approvers=ids(APPROVERS), approvals=2)
SENSITIVE = (
    *("Acme Corporation", "Roadrunner Way", "dana@acme.example", "Dana Reyes", "Acme Treasury"),
    *("1,345,000", "1345000", "4,242.00", "4242.00", "Platform Enterprise", "Onboarding for"),
    *("000123456789", "021000021", "999888777666", "DE89370400440532013000"),
)
"""What no refusal shows: who the customer is, what it costs, where it is paid."""


def prepare(store: FakeStore) -> Ids:
    """Fills the store."""
    made = Ids()
    with store.write(WORKSPACE) as uow:
        _parties(uow)
        key = _key(uow, "owner", tuple(each.value for each in USUAL_SCOPES))
        made.key = key.id
        endpoint = MakeEndpoint(
            by=actor("admin"),
            url="https://hooks.example/jupiter",
            description="The ledger",
            events=(EventName.INVOICE_ISSUED,),
            sealed=SecretBox([SECRET]).seal("whsec_table"),
        )
        made.endpoint = make_endpoint(endpoint, uow).id
    invoices(store, made, key)
    contracts(store, made, key)
    asked = asked_by_link(store, WORKSPACE, terms(), PAPER, made.coming)
    made.ap_email, made.held, made.by_hand = asked.ap_email, asked.held, asked.by_hand
    _forms(store, made)
    _proposals(store, made)
    _a_dead_letter(store, made)
    _an_event(store, made)
    leave(Leave(code=CODE, kind=a_form().kind, material=a_form().material()), store)
    return made


def invoice_form() -> InvoiceForm:
    """All that an invoice needs."""
    line = LineForm(key="l1", description="Platform Enterprise", unit_price="4,242.00")
    return InvoiceForm(
        customer_id="customer-acme",
        customer_name="Acme Corporation",
        sender_profile_id="sender-us",
        tax_currency="EUR 0.9, ECB, 2026-11-20",
        deal_channel=DEAL_CHANNEL,
        currency="USD",
        net_terms="45",
        issue_date="2026-11-22",
        lines=(line, line.model_copy(update={"key": "l2"})),
        next_key=3,
    )


def contract_form() -> ContractForm:
    """All that a contract needs."""
    line = ContractLineForm(
        key="l1", kind="subscription", description="Platform Enterprise", annual_price="4,242.00"
    )
    return ContractForm(
        name="Acme by form",
        customer_id="customer-acme",
        customer_name="Acme Corporation",
        sender_profile_id="sender-us",
        deal_channel=DEAL_CHANNEL,
        currency="USD",
        net_terms="45",
        start_date="2027-01-01",
        term_months="120",
        billing_frequency="monthly",
        lines=(line, line.model_copy(update={"key": "l2"})),
        next_key=3,
    )


def _parties(uow: UnitOfWork) -> None:
    euro = a_sender_profile(
        id="sender-eu",
        legal_name="Jupiter EU GmbH",
        series="JEU-",
        external_id="erp-eu",
        bank_accounts=(a_euro_bank(), a_us_bank()),
    )
    listed = (NamedTax(name="GST", rate=Decimal(5)),)
    for profile in (a_sender_profile(taxes=listed), euro, a_sender_profile(id="sender-uk", **_UK)):
        uow.sender_profiles.save(profile)
    uow.customers.save(a_customer())
    uow.products.save(Product(id="product-plat-ent", name="Platform", code="PLAT-ENT"))
    appointment = Appointment(
        approver=actor("appointed").id, by=(actor("proposer").id,), at=NOW - timedelta(days=1)
    )
    everybody = tuple(each.user for each in KINDS)
    workspace = Workspace(
        id=WORKSPACE,
        policy=POLICY,
        drafters=everybody,
        receivables=ids(RECEIVABLES),
        appointments=(appointment,),
    )
    uow.save_workspace(workspace)


_UK = {"legal_name": "Jupiter UK Ltd", "series": "JUK-", "bank_accounts": ()}


def _key(uow: UnitOfWork, owner: str, scopes: tuple[str, ...], by: str = "") -> Actor:
    command = MakeApiKey(
        by=actor(by or owner),
        name=f"Key of {owner}",
        scopes=scopes,
        random_text=f"{owner}{by}".ljust(43, "x"),
        owner=actor(owner).id,
    )
    return make_api_key(command, uow).key.actor


def _forms(store: FakeStore, made: Ids) -> None:
    """The author's two, which the rows attack; and everybody's own, from when they could draft."""
    with store.write(WORKSPACE) as uow:
        _keep(uow, made.invoice_form, actor("author").id, invoice_form())
        _keep(uow, made.contract_form, actor("author").id, contract_form())
        for each in KINDS:
            _keep(uow, f"own-invoice-{each.name}", each.user, invoice_form())
            _keep(uow, f"own-contract-{each.name}", each.user, contract_form())


def _keep(uow: UnitOfWork, form_id: str, owner: str, form: InvoiceForm | ContractForm) -> None:
    invoice_id = None
    values = form.model_dump(mode="json")
    saved = SavedForm(
        id=form_id,
        owner=owner,
        channel=form.deal_channel,
        invoice_id=invoice_id,
        values=values,
        updated_at=uow.now,
    )
    uow.forms.save(saved)


def _proposals(store: FakeStore, made: Ids) -> None:
    """Last, since from here on only the named may draft."""
    proposer = actor("proposer")
    with store.write(WORKSPACE) as uow:
        new = a_us_bank().model_copy(update={"account_number": "999888777666"})
        bank = ProposeBankDetails(by=proposer, profile_id="sender-us", accounts=(new,))
        propose_bank_details(bank, uow, PAPER)
        renamed = uow.sender_profiles.get("sender-eu").model_copy(
            update={"legal_name": "JUPITER US INC"}
        )
        save_sender_profile(SaveSenderProfile(by=proposer, profile=renamed), uow, PAPER)
        team = SaveTeam(
            by=proposer,
            policy=POLICY.model_copy(update={"approvals": 1}),
            drafters=ids(DRAFTERS),
        )
        save_team(team, uow)
        made.asking_key = _key(uow, "owner", ("invoices:approve",), by="proposer").id


def _a_dead_letter(store: FakeStore, made: Ids) -> None:
    """A message about the issued invoice that was given up; the others are on their way."""
    about = (
        each.message.id
        for each in store.tables.letters.values()
        if each.message.body.get("invoice_id") == made.issued
    )
    made.dead_letter = next(about)
    store.tables.change_letter(made.dead_letter, failed_at=NOW, error="channel_not_found")


def _an_event(store: FakeStore, made: Ids) -> None:
    """The making of a key; the issue of the invoice, and its delivery to the endpoint."""
    events = store.tables.events.values()
    made.key_event = next(each.id for each in events if each.name is EventName.API_KEY_MADE)
    issued = (
        each
        for each in events
        if each.subject_id == made.issued and each.name is EventName.INVOICE_ISSUED
    )
    made.event = next(issued).id
    deliveries = (
        each.message.id
        for each in store.tables.letters.values()
        if each.message.body.get("endpoint_id") == made.endpoint
    )
    made.delivery = next(deliveries)
    store.tables.change_letter(made.delivery, receipt={"status": 200})

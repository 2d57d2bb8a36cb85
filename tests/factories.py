"""Valid objects for tests, with only what a test is about spelled out."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact, Customer, SenderProfile, TaxId, TaxIdKind
from jupiter_core.domain.seal import Signer
from jupiter_core.domain.totals import LineItem

WORKSPACE = "T0JUPITER"
SECRET_KEY = "Zq7vT0mXe4Lr9WbK2hYc6NsJ8uPd3GfA5iRo1Ex"
"""Of an operator, random enough."""
DEAL_CHANNEL = "C0ACME"
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
A_SIGNER = Signer((b"the key of all tests",))

SAM = Actor(kind=ActorKind.SLACK_USER, id="U0SAM", name="Sam Ortiz")
FIONA = Actor(kind=ActorKind.SLACK_USER, id="U0FIONA", name="Fiona Chen")
FRANK = Actor(kind=ActorKind.SLACK_USER, id="U0FRANK", name="Frank Weber")
WANDA = Actor(kind=ActorKind.SLACK_USER, id="U0WANDA", name="Wanda Park")
DANA = Actor(
    kind=ActorKind.AP,
    id="dana@acme.example",
    name="Dana Reyes",
    email="dana@acme.example",
    verified=True,
)
"""The AP contact, for whom their mailbox stands."""
EVE = Actor(kind=ActorKind.AP, id="eve@acme.example", name="Eve Stone", email="eve@acme.example")
"""Somebody with a link, of whom nobody knows more than what they typed."""


def a_us_bank() -> BankAccount:
    return BankAccount(
        holder="Jupiter US Inc.",
        bank_name="First Example Bank",
        currency="USD",
        account_number="000123456789",
        routing_number="021000021",
        bic="CHASUS33",
        valid_since=date(2025, 3, 1),
    )


def a_euro_bank() -> BankAccount:
    return BankAccount(
        holder="Jupiter EU GmbH",
        bank_name="Commerzbank",
        currency="EUR",
        iban="DE89370400440532013000",
        bic="COBADEFFXXX",
        valid_since=date(2025, 3, 1),
    )


def a_sender_profile(**changes: object) -> SenderProfile:
    profile = SenderProfile(
        id="sender-us",
        legal_name="Jupiter US Inc.",
        address=Address(
            street="548 Market Street\nSuite 500",
            city="San Francisco",
            region="CA",
            postal_code="94104",
            country="US",
        ),
        tax_ids=(TaxId(kind=TaxIdKind.EIN, value="91-1144442"),),
        email="billing@jupiter.example",
        phone="+1 415 555 0100",
        colour="#1f3a5f",
        series="JUS-",
        time_zone="America/Los_Angeles",
        bank_accounts=(a_us_bank(),),
    )
    return profile.model_copy(update=changes)


def a_customer(**changes: object) -> Customer:
    customer = Customer(
        id="customer-acme",
        name="Acme Corporation",
        address=Address(
            street="1 Roadrunner Way",
            city="Phoenix",
            region="AZ",
            postal_code="85001",
            country="US",
        ),
        ap_contact=ApContact(name="Dana Reyes", email="dana@acme.example"),
        po_required=True,
    )
    return customer.model_copy(update=changes)


def a_recipient(**changes: object) -> Recipient:
    """Where mails went before."""
    known = Recipient(name="Dana Reyes", email="dana@acme.example", home="acme.example")
    return known.model_copy(update=changes)


def a_day_that_began(now: datetime) -> date:
    """The first of a month, which has begun wherever the seller is: what is issued on a later day
    waits for that."""
    return (now - timedelta(days=1)).date().replace(day=1)


def a_line(
    description: str = "Platform Enterprise",
    quantity: str = "1",
    price: str = "1200000.00",
    currency: str = "USD",
    tax_rate: str = "0",
) -> LineItem:
    return LineItem(
        description=description,
        quantity=Decimal(quantity),
        unit_price=Money.of(price, currency),
        tax_rate=Decimal(tax_rate),
    )


def the_deal_lines() -> tuple[LineItem, ...]:
    """The deal that the product exists for: USD 1,345,000.00."""
    return (
        a_line("Platform Enterprise, year 1 of 3"),
        a_line("Analytics seats", "250", "480.00"),
        a_line("Onboarding", "1", "50000.00"),
        a_line("Usage credit", "1", "-25000.00"),
    )


def a_content(**changes: object) -> Content:
    profile = a_sender_profile()
    content = Content(
        seller=profile.seller(),
        remit_to=a_us_bank(),
        bill_to=a_customer().bill_to(),
        currency="USD",
        net_terms=45,
        issue_date=date(2026, 11, 22),
        memo="Thank you for three years of trust.",
        lines=the_deal_lines(),
    )
    return content.model_copy(update=changes)


def a_draft(*, content: Content | None = None, **changes: object) -> Invoice:
    draft = Invoice.drafted(
        invoice_id="01JACME0000000000000000001",
        workspace_id=WORKSPACE,
        deal_channel=DEAL_CHANNEL,
        content=content or a_content(),
        by=SAM,
    )
    return draft.model_copy(update=changes)

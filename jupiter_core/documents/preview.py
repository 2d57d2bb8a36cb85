"""A sample invoice of a legal entity, as a picture: how its papers look as it is set up now."""

import io
import threading
from datetime import date, datetime, timedelta
from decimal import Decimal

import pypdfium2
from PIL.Image import Quantize

from jupiter_core.domain.actor import TIMER
from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.country_defaults import country_defaults
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import BillTo, SenderProfile
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.version import GENESIS, Version

_DOTS_PER_INCH = 110
_COLOURS = 96
_LOCK = threading.Lock()
"""PDFium is not made for several threads."""


def sample_of(profile: SenderProfile, at: datetime) -> Version:
    """A draft, so that nobody pays it; with what the entity usually charges at home."""
    usual = country_defaults(profile.address.country)
    deal = profile.defaults or usual.deal()
    currency = deal.currency or usual.currency
    rate = deal.tax_rate if deal.tax_rate is not None else Decimal(0)
    day = profile.today(at)
    lines = (
        _line("Platform subscription", "25", 48_000, currency, rate, day),
        _line("Onboarding workshop", "1", 90_000, currency, rate, None),
    )
    content = Content(
        seller=profile.seller(),
        remit_to=_account(profile, currency, day),
        bill_to=BillTo(
            customer_id="sample",
            legal_name="Sample Customer Ltd",
            address=Address(street="1 Sample Street", city="London", country="GB"),
        ),
        currency=currency,
        net_terms=deal.net_terms if deal.net_terms is not None else 30,
        issue_date=day,
        po_number="4500017342",
        lines=lines,
        language="en" if usual.language == "ja" else usual.language,
    )
    sample = Invoice.drafted(
        invoice_id="sample", workspace_id="sample", deal_channel="", content=content, by=TIMER
    )
    return Version.sealed(
        sample, at=at, by=TIMER, why="invoice.drafted", note="", previous_hash=GENESIS
    )


def picture_of(pdf: bytes) -> bytes:
    """The first page of a PDF of our own making, as a PNG."""
    with _LOCK:
        document = pypdfium2.PdfDocument(pdf)
        try:
            # A copy: the picture is in PDFium's memory, which goes with the document.
            drawn = document[0].render(scale=_DOTS_PER_INCH / 72).to_pil().copy()
        finally:
            document.close()
    out = io.BytesIO()
    drawn.quantize(_COLOURS, method=Quantize.FASTOCTREE).save(out, "PNG")
    return out.getvalue()


def _line(
    name: str, quantity: str, minor: int, currency: str, rate: Decimal, start: date | None
) -> LineItem:
    return LineItem(
        description=name,
        quantity=Decimal(quantity),
        unit_price=Money.of_minor(minor, currency),
        tax_rate=rate,
        service_start=start,
        service_end=start + timedelta(days=364) if start else None,
    )


def _account(profile: SenderProfile, currency: str, day: date) -> BankAccount:
    """A draft prints none, but has one."""
    if profile.has_account:
        return profile.account_for(currency)
    return BankAccount(holder=profile.legal_name, bank_name="", currency=currency, valid_since=day)

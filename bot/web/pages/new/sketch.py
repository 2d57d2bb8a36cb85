"""The paper of an invoice that may be half typed: a draft, with words in place of what lacks."""

from datetime import UTC, datetime, time
from decimal import Decimal

from bot.intake.errors import ErrorCollector
from bot.intake.files.invoice_content import Said, read_content
from bot.intake.files.json_tree import entry_of
from bot.intake.new.invoice import YOU, Material
from bot.wording.choices import country_names
from bot.wording.text import shortened
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import ValidationErrors
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.version import GENESIS, Version
from jupiter_core.ports import Renderer

THEM = "Your customer"
_OPEN = "…"


def said_of(material: Material, renderer: Renderer) -> tuple[Said, ValidationErrors | None]:
    """What an invoice's file says, harmless where it is wrong, and all that is wrong."""
    checks = ErrorCollector()
    said = read_content(entry_of(material, checks), renderer.logo)
    try:
        checks.expect_none()
    except ValidationErrors as mistakes:
        return said, mistakes
    return said, None


def sketched(content: Content, material: Material) -> Version:
    """A draft that can be drawn. Raises what `Content.checked` raises."""
    invoice = Invoice.drafted(
        invoice_id="draft",
        workspace_id="new",
        deal_channel="",
        content=_filled(content, material),
        by=OPERATOR,
    )
    return Version.sealed(
        invoice,
        at=datetime.combine(content.issue_date, time(), UTC),
        by=OPERATOR,
        why="invoice.drafted",
        note="",
        previous_hash=GENESIS,
    )


def _filled(content: Content, material: Material) -> Content:
    """What could not be read has stand-ins; an address is shown as far as it is typed."""
    seller, bill_to = content.seller, content.bill_to
    parties = {
        "seller": {
            "legal_name": seller.legal_name or YOU,
            "address": seller.address or _address(material["sender"]),
        },
        "bill_to": {
            "legal_name": bill_to.legal_name or THEM,
            "address": bill_to.address or _address(material["customer"]),
        },
    }
    return content.model_copy(
        update={
            "seller": seller.model_copy(update=parties["seller"]),
            "bill_to": bill_to.model_copy(update=parties["bill_to"]),
            "remit_to": content.remit_to or _account(content),
            "net_terms": content.net_terms or 0,
            "lines": _lines(content),
        }
    )


def _lines(content: Content) -> tuple[LineItem, ...]:
    """Never none, so that there is a table to be seen."""
    stand_in = LineItem(
        description=_OPEN, quantity=Decimal(1), unit_price=Money.zero(content.currency)
    )
    return tuple(
        each if each.description else each.model_copy(update={"description": _OPEN})
        for each in content.lines or (stand_in,)
    )


def _address(party: Material) -> Address:
    typed = party.get("address", {})
    known = typed.get("country", "") in country_names()
    return Address(
        **{
            **{name: shortened(typed.get(name, ""), 100) for name in ("city", "postal_code")},
            "street": shortened(typed.get("street", ""), 255) or _OPEN,
            "country": typed["country"] if known else "",
        }
    )


def _account(content: Content) -> BankAccount:
    return BankAccount(
        holder=content.seller.legal_name or YOU,
        bank_name=_OPEN,
        currency=content.currency,
        valid_since=content.issue_date,
    )

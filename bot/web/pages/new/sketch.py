"""The paper of an invoice that may be half typed: a draft, with words in place of what lacks."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from bot.intake.documents.base import (
    Document,
    Notation,
    currency_in,
    field_read,
    priced_in,
    reading_with,
)
from bot.intake.documents.invoice import LineBody
from bot.intake.documents.invoice_file import (
    FileAccount,
    FileCustomer,
    FileSender,
    InvoiceFile,
)
from bot.intake.documents.payment_terms import with_both
from bot.intake.documents.reading import read
from bot.intake.errors import ErrorCollector, each_of
from bot.intake.new.invoice import YOU, Sent
from bot.wording.choices import country_names
from bot.wording.text import shortened
from jupiter_core.domain.actor import OPERATOR
from jupiter_core.domain.address import Address
from jupiter_core.domain.bank import BankAccount
from jupiter_core.domain.early_payment import early_payment_of
from jupiter_core.domain.invoice import Content, Invoice
from jupiter_core.domain.late_fee import late_fee_of
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.party import BillTo, Seller
from jupiter_core.domain.payment_terms import due_rule_of
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.terms import FIRST_ISSUE_DATE
from jupiter_core.domain.totals import LineItem
from jupiter_core.domain.version import GENESIS, Version

THEM = "Your customer"
_OPEN = "…"


def read_sketch(sent: Sent) -> tuple[Content, tuple[Refusal, ...]]:
    """What a form says of an invoice as far as it can be read, and all that is wrong with it."""
    errors = ErrorCollector()
    document = read(InvoiceFile, sent, errors, Notation.PERSON)
    if document:
        try:
            return document.content(), ()
        except Refusal as refusal:
            for each in each_of(refusal):
                errors.add(each, each=True)
    with reading_with(notation=Notation.PERSON, currency=currency_in(sent)):
        content = _as_far_as_read(sent)
        priced = priced_net(content) if sent.get("prices_include_tax") else content
        return priced, errors.mistakes


def priced_net(content: Content) -> Content:
    """Of what was entered with tax; as it was entered where that cannot be worked out yet."""
    with suppress(Refusal):
        net = at_net_prices(_filled(content))
        return net.model_copy(update={"net_terms": content.net_terms})
    return content


def sketched(content: Content) -> Version:
    """A draft that can be drawn. Raises what `Content.checked` raises."""
    invoice = Invoice.drafted(
        invoice_id="draft",
        workspace_id="new",
        deal_channel="",
        content=_filled(content),
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


def _filled(content: Content) -> Content:
    """With a line at least, so that there is a table to be seen."""
    stand_in = LineItem(
        description=_OPEN, quantity=Decimal(1), unit_price=Money.zero(content.currency)
    )
    return content.model_copy(
        update={"net_terms": content.net_terms or 0, "lines": content.lines or (stand_in,)}
    )


def _as_far_as_read(sent: Sent) -> Content:
    """Days until due that cannot be read are none at all."""
    read_of = {
        "net_terms": None,
        "issue_date": FIRST_ISSUE_DATE,
        **_fields(InvoiceFile, with_both(sent)),
    }
    plain = ("issue_date", "net_terms", "po_number", "memo", "contract_name", "second_language")
    seller = _seller(sent["sender"])
    listed = field_read(FileSender, "taxes", sent["sender"].get("taxes", "")) or ()
    taxes = {each.name.casefold(): each.meant() for each in listed}
    return Content.model_construct(
        **{name: read_of[name] for name in plain if name in read_of},
        due_rule=due_rule_of(read_of.get("payment_terms", "")),
        early_payment=early_payment_of(read_of.get("early_payment", "")),
        late_fee=late_fee_of(read_of.get("late_fee", ""), priced_in(sent)),
        references=tuple(each.meant() for each in read_of.get("references", ())),
        adjustments=tuple(each.meant() for each in read_of.get("adjustments", ())),
        currency=priced_in(sent),
        language=read_of.get("language", "en"),
        seller=seller,
        bill_to=_bill_to(sent["customer"]),
        remit_to=_account(sent, seller, read_of["issue_date"]),
        lines=tuple(_line(each, priced_in(sent), taxes) for each in sent["lines"]),
    )


def _fields(document: type[Document], sent: Mapping[str, Any]) -> dict[str, Any]:
    """What can be read of single fields."""
    texts = {name: text for name, text in sent.items() if isinstance(text, str) and text.strip()}
    known = {name: text for name, text in texts.items() if name in document.model_fields}
    found = {name: field_read(document, name, text) for name, text in known.items()}
    return {name: value for name, value in found.items() if value is not None}


def _seller(sent: Mapping[str, Any]) -> Seller:
    right = _fields(FileSender, sent)
    texts = {name: right[name] for name in ("email", "phone", "endpoint") if name in right}
    return Seller(
        profile_id="file",
        legal_name=right.get("legal_name", YOU),
        address=_address(sent["address"]),
        tax_ids=_tax_ids(FileSender, sent),
        colour=right.get("colour", FileSender.model_fields["colour"].default),
        time_zone=right.get("time_zone", "UTC"),
        **texts,
    )


def _bill_to(sent: Mapping[str, Any]) -> BillTo:
    right = _fields(FileCustomer, sent)
    names = ("attention", "cost_centre", "buyer_reference", "endpoint")
    contact = field_read(FileCustomer, "ap_contact", sent.get("ap_contact", {}))
    return BillTo(
        customer_id="file",
        legal_name=right.get("name", THEM),
        address=_address(sent["address"]),
        tax_ids=_tax_ids(FileCustomer, sent),
        **({"ap_contact": contact.meant()} if contact else {}),
        **{name: right[name] for name in names if name in right},
    )


def _tax_ids(document: type[Document], sent: Mapping[str, Any]) -> tuple[Any, ...]:
    found = field_read(document, "tax_ids", sent.get("tax_ids", []))
    return tuple(each.meant() for each in found or ())


def _address(typed: Mapping[str, str]) -> Address:
    """As far as it is typed."""
    if right := field_read(FileCustomer, "address", typed):
        return right.meant()  # type: ignore[no-any-return]
    known = typed.get("country", "") in country_names()
    return Address(
        **{
            **{name: shortened(typed.get(name, ""), 100) for name in ("city", "postal_code")},
            "street": shortened(typed.get("street", ""), 255) or _OPEN,
            "country": typed["country"] if known else "",
        }
    )


def _account(sent: Sent, seller: Seller, since: date) -> BankAccount:
    if right := field_read(InvoiceFile, "bank_account", sent["bank_account"]):
        assert isinstance(right, FileAccount)
        return right.account()
    return BankAccount(
        holder=seller.legal_name,
        bank_name=_OPEN,
        currency=priced_in(sent),
        valid_since=since,
    )


def _line(sent: Mapping[str, Any], currency: str, listed: Mapping[str, NamedTax]) -> LineItem:
    """What is wrong in it has a harmless value."""
    named = [each["name"].casefold() for each in sent.get("taxes", ())]
    taxes = tuple(tax for name, tax in listed.items() if name in named)
    right: dict[str, Any] = {
        "quantity": Decimal(1),
        "unit_price": Money.zero(currency),
        "description": _OPEN,
    }
    names = {"description", "quantity", "unit_price", "tax_rate", "service_start", "service_end"}
    read_of = _fields(LineBody, sent)
    found = {name: value for name, value in read_of.items() if name in {*names, "unit"}}
    off = read_of.get("discount")
    line = LineItem(**{**right, **found, **({"taxes": taxes, "tax_rate": 0} if taxes else {})})
    return line.model_copy(update={"discount": off.meant()}) if off else line

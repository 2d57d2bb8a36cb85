"""Issued invoices of every shape, all of which both e-invoices can say."""

from datetime import date
from decimal import Decimal
from typing import Any

from jupiter_core.domain.account import Credit
from jupiter_core.domain.address import Address
from jupiter_core.domain.adjustment import Adjustment
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.credit_left import left_of
from jupiter_core.domain.credit_note import Part, in_part
from jupiter_core.domain.discount import Discount
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.net_content import at_net_prices
from jupiter_core.domain.party import ApContact, BillTo, Seller, TaxId, TaxIdKind
from jupiter_core.domain.references import LABELS, Reference
from jupiter_core.domain.ship_to import ShipTo
from jupiter_core.domain.tax_currency import TaxCurrency
from jupiter_core.domain.totals import LineItem, TaxCategory, TaxRounding
from jupiter_core.domain.unit import Unit
from jupiter_core.domain.unit_price import unit_price_of
from jupiter_core.domain.version import GENESIS, Version
from tests.factories import (
    NOW,
    SAM,
    a_content,
    a_customer,
    a_draft,
    a_euro_bank,
    a_line,
    a_sender_profile,
)

GERMAN_VAT = TaxId(kind=TaxIdKind.EU_VAT, value="DE136695976")
FRENCH_VAT = TaxId(kind=TaxIdKind.EU_VAT, value="FR40303265045")


def an_issued(**changes: Any) -> Invoice:
    issued = {"state": State.ISSUED, "number": "JUS-000001", "revision": 1}
    return a_draft(**{**issued, **changes})


def a_version(invoice: Invoice, why: str = "invoice.issued") -> Version:
    return Version.sealed(invoice, at=NOW, by=SAM, why=why, note="", previous_hash=GENESIS)


def a_credit(amount: str) -> Credit:
    return Credit(number="JEU-C000001", amount=Money.of(amount, "EUR"))


def a_rounding(difference: str, currency: str = "EUR") -> TaxRounding:
    """At 20%."""
    return TaxRounding(
        rate=Decimal(20),
        category=TaxCategory.STANDARD,
        difference=Money.of(difference, currency),
    )


def a_german_seller(**changes: Any) -> Seller:
    profile = a_sender_profile(
        id="sender-eu",
        legal_name="Jupiter EU GmbH",
        address=Address(street="Hauptstraße 1", city="Berlin", postal_code="10115", country="DE"),
        tax_ids=(GERMAN_VAT,),
        endpoint="9930:DE136695976",
        phone="+49 30 123456",
    )
    return profile.seller().model_copy(update=changes)


def a_french_buyer(**changes: Any) -> BillTo:
    customer = a_customer(
        name="Société Lumière SAS",
        address=Address(
            street="12 rue de la Paix\nBâtiment B", city="Paris", postal_code="75002", country="FR"
        ),
        tax_ids=(FRENCH_VAT,),
        ap_contact=ApContact(name="Claire Dubois", email="ap@lumiere.example"),
        attention="Service Comptabilité",
        cost_centre="CC-4711",
        buyer_reference="REF-77",
        endpoint="9957:FR40303265045",
    )
    return customer.bill_to().model_copy(update=changes)


def a_euro_line(
    price: str = "1000.00",
    rate: str = "19",
    category: TaxCategory | None = None,
    quantity: str = "1",
    description: str = "Platform Enterprise",
    **changes: Any,
) -> LineItem:
    line = a_line(description, quantity, price, "EUR", rate)
    return line.model_copy(update={"tax_category": category, **changes})


def a_usage(price: str, quantity: str, **changes: Any) -> LineItem:
    """At a price with more decimals than the euro has."""
    line = a_euro_line(quantity=quantity, description="Usage", **changes)
    return line.model_copy(update={"unit_price": unit_price_of(price, "EUR")})


def _off(percent: str = "", amount: str = "") -> Discount:
    return Discount(
        percent=Decimal(percent) if percent else None,
        amount=Money.of(amount, "EUR") if amount else None,
    )


def a_year(line: LineItem) -> LineItem:
    span = {"service_start": date(2027, 1, 1), "service_end": date(2027, 12, 31)}
    return line.model_copy(update=span)


def on_a_day(line: LineItem) -> LineItem:
    """3 June 2026."""
    day = date(2026, 6, 3)
    return line.model_copy(update={"service_start": day, "service_end": day})


def in_euros(*lines: LineItem, **changes: Any) -> Invoice:
    """From Berlin to Paris; the days of its lines may be in any order, as once they could."""
    parts: dict[str, object] = {
        "seller": a_german_seller(),
        "bill_to": a_french_buyer(),
        "remit_to": a_euro_bank(),
        "currency": "EUR",
        "lines": lines,
        "po_number": "4500012345",
    }
    state = {key: changes.pop(key) for key in [*changes] if key in Invoice.model_fields}
    content = a_content(**{**parts, **changes})
    undated = [each.model_copy(update={"service_end": None}) for each in content.lines]
    invoice = an_issued(content=content.model_copy(update={"lines": tuple(undated)}))
    kept = {"content": content, "paid": Money.zero("EUR"), **state}
    return invoice.model_copy(update=kept)


def with_tax_in(*lines: LineItem, **changes: Any) -> Invoice:
    """In euros, at prices that were entered with tax."""
    invoice = in_euros(*lines, **changes)
    return invoice.model_copy(update={"content": at_net_prices(invoice.content)})


def credited_with_tax(gross: str) -> Invoice:
    """A credit note for that amount, of an invoice at prices that were entered with tax."""
    invoice = with_tax_in(a_euro_line("300.00"))
    part = Part(description="Delivered late", gross=Money.of(gross, "EUR"))
    content = in_part(invoice, left_of(invoice, ()), part, "Delivered late", date(2026, 12, 1))
    return invoice.model_copy(update={"content": content})


def in_dollars(*lines: LineItem, **changes: Any) -> Invoice:
    """From San Francisco to Phoenix, with what Peppol wants."""
    buyer = a_customer(endpoint="0088:5790000435944", buyer_reference="4711").bill_to()
    seller = a_sender_profile(endpoint="0088:5790000435975").seller()
    parts: dict[str, object] = {"seller": seller, "bill_to": buyer}
    if lines:
        parts["lines"] = lines
    return an_issued(content=a_content(**{**parts, **changes}))


def in_yen() -> Invoice:
    return in_dollars(
        a_line("Platform", "3", "120000", "JPY", "10"),
        a_line("Support", "1", "33333", "JPY", "10"),
        currency="JPY",
    ).model_copy(update={"paid": Money.zero("JPY")})


def _zero(category: TaxCategory) -> LineItem:
    return a_year(a_euro_line(rate="0", category=category))


def _every() -> dict[str, Invoice]:
    taxed = a_euro_line()
    return {
        "the deal, outside the scope of tax": in_dollars(),
        "outside, though both have VAT ids": in_euros(a_euro_line(rate="0")),
        "sales tax and untaxed lines": in_dollars(
            a_line(tax_rate="8.875"), a_line("Onboarding", "1", "50000.00")
        ),
        "three rates and a zero": in_euros(
            taxed,
            a_euro_line("33.33", "7", quantity="3"),
            a_euro_line("0.05", "5.5"),
            a_euro_line("12.00", "0", TaxCategory.ZERO),
        ),
        "reverse charge": in_euros(_zero(TaxCategory.REVERSE_CHARGE)),
        "intra-community": in_euros(_zero(TaxCategory.INTRA_COMMUNITY)),
        "export": in_euros(
            _zero(TaxCategory.EXPORT), bill_to=a_french_buyer(tax_ids=(), address=_phoenix())
        ),
        "exempt": in_euros(_zero(TaxCategory.EXEMPT)),
        "exempt beside taxed": in_euros(_zero(TaxCategory.EXEMPT), taxed),
        "a discount, whose amount is no quantity times a price": in_euros(
            a_year(a_euro_line("39552.76")).model_copy(
                update={"arithmetic": "137 × 329.95 × 0.875"}
            ),
        ),
        "a credit": in_euros(taxed, a_euro_line("-250.00", description="Usage credit")),
        "a credit that is rounded": in_euros(
            taxed, a_euro_line("-0.33", quantity="1.5", description="Usage credit")
        ),
        "a rounded share": in_euros(
            a_year(a_euro_line("333.33", quantity="0.333333", arithmetic="1,000.00 × 0.33333"))
        ),
        "units, fine prices and discounts on lines": in_euros(
            a_euro_line("150.00", quantity="3", unit=Unit.HOUR, discount=_off(percent="10")),
            a_usage("0.1648", "7000", unit=Unit.GIGABYTE),
            a_usage("0.3333", "7", unit=Unit.TRANSACTION, discount=_off(amount="0.33")),
            a_euro_line("-40.00", quantity="2", unit=Unit.USER, discount=_off(percent="25")),
        ),
        "list prices": in_euros(
            a_euro_line("100.00", quantity="3", list_price=unit_price_of("120.00", "EUR")),
            a_usage("0.1648", "7000", list_price=unit_price_of("0.2", "EUR")),
            a_usage("0.3333", "7", list_price=unit_price_of("0.4", "EUR")),
            a_euro_line(
                "-40.00",
                quantity="2",
                list_price=unit_price_of("50.00", "EUR"),
                discount=_off(percent="25"),
            ),
        ),
        "prices with tax": with_tax_in(
            a_euro_line("100.00", quantity="3"),
            a_euro_line("119.00", list_price=unit_price_of("142.80", "EUR")),
            a_euro_line("1.03", "20"),
            a_euro_line("107.00", "7", quantity="0.5", discount=_off(percent="12.5")),
            a_euro_line("-11.90", description="Credit", discount=_off(amount="1.19")),
        ),
        "prices with tax, discounts and a charge on the whole": with_tax_in(
            a_euro_line("100.00", quantity="3"),
            a_euro_line("33.33", "7", quantity="3"),
            adjustments=(
                a_discount("7.5", reason="Launch"),
                a_discount(amount="11.90", charge=True, tax_rate=Decimal(19), reason="Freight"),
            ),
        ),
        "a credit note at prices with tax": with_tax_in(
            a_euro_line("1.03"), a_euro_line("99.99", "5.5"), corrects="JEU-000007"
        ),
        "a part of prices with tax that is credited": credited_with_tax("1.03"),
        "a total of zero": in_euros(taxed, a_euro_line("-1000.00", description="Usage credit")),
        "yen": in_yen(),
        "300 lines": in_euros(
            *(a_euro_line(f"{n}.{n % 100:02}", ("19", "7")[n % 2]) for n in range(1, 301))
        ),
        "service periods": in_euros(
            a_year(taxed), a_euro_line("5.00", service_start=date(2026, 12, 1)), taxed
        ),
        "supplied on one day": in_euros(on_a_day(taxed), taxed),
        "an amendment": in_euros(taxed, revision=2, memo="Thank you.\nSee you <soon> & often."),
        "partly paid": in_euros(
            taxed, state=State.PARTIALLY_PAID, paid=Money.of("190.00", "EUR"), revision=2
        ),
        "paid": in_euros(taxed, state=State.PAID, paid=Money.of("1190.00", "EUR"), revision=3),
        "partly credited": in_euros(taxed, credits=(a_credit("190.00"),), revision=2),
        "credited after payment": in_euros(
            taxed,
            state=State.PAID,
            paid=Money.of("1190.00", "EUR"),
            credits=(a_credit("190.00"),),
            revision=3,
        ),
        "a credit note": in_euros(taxed, corrects="JEU-000007"),
        "a credit note that takes the rest of a rate's tax": in_euros(
            a_euro_line("85.00", "20"), corrects="JEU-000007", tax_rounding=(a_rounding("-0.01"),)
        ),
        "a credit note outside the scope of tax": in_dollars(corrects="JUS-000001"),
        "from a contract": in_euros(
            taxed, contract_name="Lumière 2027–2029", credit_balance=Money.of("25000.00", "EUR")
        ),
        "in German": in_euros(_zero(TaxCategory.REVERSE_CHARGE), taxed, language="de"),
        "to Kosovo": in_euros(taxed, bill_to=a_french_buyer(tax_ids=(), address=_pristina())),
        "every reference": in_euros(*ordered_lines(), **referenced()),
        "a credit note with every reference": in_euros(
            *ordered_lines(), corrects="JEU-000007", **referenced()
        ),
        "many identifiers": in_euros(
            taxed,
            seller=a_german_seller(tax_ids=(*many_tax_ids(), GERMAN_VAT)),
            bill_to=a_french_buyer(tax_ids=(FRENCH_VAT, *many_tax_ids())),
        ),
    }


def a_discount(percent: str = "", amount: str = "", **changes: Any) -> Adjustment:
    """Without a tax of its own, in euros."""
    size = {"percent": Decimal(percent)} if percent else {"amount": Money.of(amount, "EUR")}
    return Adjustment(discount=Discount(**size, reason=changes.pop("reason", "")), **changes)


def in_pounds() -> TaxCurrency:
    """As a person gave it."""
    on = date(2026, 11, 20)
    return TaxCurrency(currency="GBP", rate=Decimal("0.8333"), source="ECB", on=on)


def _adjusted() -> dict[str, Invoice]:
    taxed, reduced = a_euro_line("999.99"), a_euro_line("33.33", "7", quantity="3")
    exempt = _zero(TaxCategory.EXEMPT).model_copy(
        update={"certificate": Certificate(number="EX-4711", jurisdiction="Bayern")}
    )
    return {
        "discounts and a charge over three rates": in_euros(
            taxed,
            reduced,
            a_euro_line("12.00", "0", TaxCategory.ZERO),
            adjustments=(
                a_discount("7.5", reason="Launch <discount>"),
                a_discount(amount="10.00"),
                a_discount(amount="20.00", charge=True, tax_rate=Decimal(19), reason="Freight"),
            ),
        ),
        "a discount outside the scope of tax": in_euros(
            a_euro_line(rate="0"), adjustments=(a_discount("10"),)
        ),
        "a credit note with a discount, its tax in pounds too": in_euros(
            taxed,
            reduced,
            corrects="JEU-000007",
            adjustments=(a_discount("10", reason="Volume"),),
            tax_currency=in_pounds(),
        ),
        "exempt by a certificate": in_euros(exempt, taxed),
    }


def _phoenix() -> Address:
    return a_customer().address


def _pristina() -> Address:
    return Address(street="Rruga B 1", city="Prishtina", postal_code="10000", country="XK")


def many_tax_ids() -> tuple[TaxId, ...]:
    return (
        TaxId(kind=TaxIdKind.OTHER, value="HRB 12345"),
        TaxId(kind=TaxIdKind.EIN, value="91-1144442"),
        TaxId(kind=TaxIdKind.GB_VAT, value="GB980780684"),
    )


def every_reference() -> tuple[Reference, ...]:
    """One of each that is known, and one of the customer's own."""
    known = (Reference(key=key, value=f"{key}-1") for key in LABELS)
    return (*known, Reference(key="batch", label="Batch <A>", value="B & 9"))


def referenced() -> dict[str, Any]:
    """With a delivery address of its own."""
    place = ShipTo(
        name="Entrepôt Nord",
        code="WH-7",
        address=Address(street="4 quai de Seine", city="Lyon", postal_code="69001", country="FR"),
    )
    bill_to = a_french_buyer(ship_to=place)
    return {"references": every_reference(), "bill_to": bill_to, "po_number": "4500017342"}


def ordered_lines() -> tuple[LineItem, ...]:
    """Two lines of a purchase order."""
    return a_euro_line(po_line="10"), a_euro_line("5.00", po_line="20")


EVERY = _every() | _adjusted()
"""By name."""

"""Any invoice at all: what is not named as missing is valid by every rule."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupiter_core.documents.einvoice.embedding import cii_of, ubl_of
from jupiter_core.documents.einvoice.gaps import missing_for
from jupiter_core.documents.einvoice.model import Profile
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.refusals import Refusal
from jupiter_core.domain.totals import LineItem, TaxCategory, billable, totals_of
from jupiter_core.domain.unit_price import UnitPrice
from tests.jupiter_core.documents.einvoice.judges import complaints
from tests.jupiter_core.documents.einvoice.shapes import (
    FRENCH_VAT,
    GERMAN_VAT,
    a_euro_line,
    a_french_buyer,
    a_german_seller,
    a_version,
    in_euros,
    many_tax_ids,
)

_days = st.none() | st.integers(0, 400).map(lambda n: date(2027, 1, 1) + timedelta(days=n))
_tax_ids = st.lists(
    st.sampled_from((GERMAN_VAT, FRENCH_VAT, *many_tax_ids())), unique=True, max_size=4
).map(tuple)
_untaxed = st.none() | st.sampled_from([each for each in TaxCategory if each != "S"])


@st.composite
def _lines(draw: st.DrawFn) -> LineItem:
    rate = draw(st.sampled_from(["0", "0", "5.5", "7", "19", "8.875"]))
    return a_euro_line(
        price=str(draw(st.decimals(-500, 10_000, places=2))),
        rate=rate,
        category=draw(_untaxed) if rate == "0" else draw(st.sampled_from([None, TaxCategory("S")])),
        quantity=str(draw(st.decimals("0.000001", 1000, places=6) | st.integers(1, 1000))),
        service_start=draw(_days),
        service_end=draw(_days),
    )


def _billable(lines: list[LineItem]) -> list[LineItem]:
    """The lines; without their credits where those are more than they pay for."""
    try:
        billable(totals_of(lines, "EUR"))
    except Refusal:
        return [line.model_copy(update={"unit_price": _abs(line.unit_price)}) for line in lines]
    return lines


def _abs(amount: UnitPrice) -> UnitPrice:
    return -amount if amount.exact < 0 else amount


@st.composite
def _invoices(draw: st.DrawFn) -> Invoice:
    texts = st.sampled_from(["", "A & B <c>", "Zürich"])
    buyer = a_french_buyer(
        tax_ids=draw(_tax_ids),
        attention=draw(texts),
        cost_centre=draw(texts),
        buyer_reference=draw(texts),
    )
    return in_euros(
        *draw(st.lists(_lines(), min_size=1, max_size=6).map(_billable)),
        seller=a_german_seller(tax_ids=draw(_tax_ids), phone=draw(texts)),
        bill_to=buyer,
        po_number=draw(texts),
        memo=draw(texts),
        corrects=draw(st.sampled_from(["", "JEU-000007"])),
        replaces=draw(st.sampled_from(["", "JEU-000006"])),
        net_terms=draw(st.integers(0, 365)),
    )


@given(invoice=_invoices(), part=st.floats(0, 1))
@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
def test_what_lacks_nothing_is_valid(invoice: Invoice, part: float) -> None:
    paid = Money(minor=int(invoice.total.minor * part), currency="EUR")
    version = a_version(invoice.model_copy(update={"paid": paid}))
    if not missing_for(invoice, Profile.FACTUR_X):
        assert complaints(cii_of(version)) == []
    if not missing_for(invoice, Profile.PEPPOL):
        assert complaints(ubl_of(version)) == []

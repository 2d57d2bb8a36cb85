"""A credit note on its own page, and on the page of the invoice that it corrects."""

from jupiter_core.commands.approval import Approve, approve
from jupiter_core.commands.credit_note import DraftCreditNote, draft_credit_note
from jupiter_core.domain.credit_note import Part
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from tests.factories import FIONA, SAM, WORKSPACE, a_content, a_draft, a_line
from tests.harness.link_client import LINKS, LinkClient, PlainPaper, an_issued_site


def credited(site: LinkClient, net: str | None = None) -> Invoice:
    """The credit note, issued."""
    part = Part(description="Seats", net=Money.of(net, "USD")) if net else None
    invoice = site.invoice
    command = DraftCreditNote(
        by=SAM, invoice_id=invoice.id, expected_version=invoice.sequence, reason="Late", part=part
    )
    with site.store.write(WORKSPACE) as uow:
        draft = draft_credit_note(command, uow, PlainPaper())
        return approve(Approve(by=FIONA, subject_id=draft.id, expected_version=draft.sequence), uow)


def test_a_credit_note_asks_for_no_payment_and_no_po() -> None:
    site = an_issued_site()
    page = site.client.get(f"/i/{LINKS.token(credited(site))}").text
    assert "<h1>Credit note JUS-C000001</h1>" in page
    assert "Amount credited" in page
    assert "Issued 22 Nov 2026 for JUS-000001" in page
    for told in ("Remit to", "000123456789", "Amount due", "Net 45", 'id="po-'):
        assert told not in page


def test_a_po_number_goes_on_a_credit_note_as_on_an_invoice() -> None:
    site = an_issued_site()
    note = credited(site)
    link = f"/i/{LINKS.writing_token(note, 'dana@acme.example')}"
    form = site.form(po_number="4500017342", seen=str(note.sequence))
    assert site.client.post(link, data=form).status_code == 303
    assert site.client.get(f"{link}/invoice.pdf").content == b"%PDF-1.7 JUS-C000001 v2"


def test_the_page_of_a_credited_invoice_says_by_what_and_what_is_left() -> None:
    site = an_issued_site()
    credited(site, "45000.00")
    page = site.client.get(site.link).text
    assert "Credit note JUS-C000001" in page
    assert '<p class="amount">USD 1,300,000.00</p>' in page


def test_an_invoice_credited_in_full_is_settled_and_closed() -> None:
    site = an_issued_site()
    credited(site)
    page = site.client.get(site.link).text
    assert '<p class="status status-paid">Settled</p>' in page
    assert "This invoice is settled with credit note JUS-C000001." in page


def test_an_invoice_of_nothing_is_settled_and_names_no_account() -> None:
    site = an_issued_site(a_draft(content=a_content(lines=(a_line(price="0.00"),))))
    page = site.client.get(site.link).text
    assert '<p class="status status-paid">Settled</p>' in page
    assert "This invoice has nothing to pay. It is settled" in page
    for told in ("Remit to", "000123456789", "Amount due", "Net 45", "Due</", "Not added yet"):
        assert told not in page


def test_what_was_paid_and_then_credited_is_the_customers() -> None:
    site = an_issued_site()
    site.pay("1345000.00")
    credited(site, "45000.00")
    assert "USD 45,000.00 will be refunded to you." in site.client.get(site.link).text


def test_a_tax_that_is_not_its_rates_own_is_explained() -> None:
    lines = tuple(
        a_line(price=each, tax_rate="20") for each in ("68.33", "68.33", "57.50", "85.00")
    )
    site = an_issued_site(a_draft(content=a_content(lines=lines)))
    for net in ("68.33", "68.33", "57.50"):
        credited(site, net)
    page = site.client.get(f"/i/{LINKS.token(credited(site, '85.00'))}").text
    for told in ("USD 16.99", "Rounding included in tax 20%", "USD -0.01", "USD 101.99"):
        assert told in page

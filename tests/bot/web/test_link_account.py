"""What the AP contact's own link leads to besides its invoice, and nobody else's does."""

import io
import zipfile

import pytest

from bot.security.links import BY_HAND
from bot.web.link.documents import file_name
from jupiter_core.commands.by_link import DecideApEmail, decide_ap_email
from jupiter_core.commands.customer_credit import ApplyCredit, apply_credit
from jupiter_core.commands.payment import (
    RecordPayment,
    ReversePayment,
    record_payment,
    reverse_payment,
)
from jupiter_core.commands.record import record_first
from jupiter_core.commands.refund import RecordRefund, record_refund
from jupiter_core.domain.content import Content
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import Payment
from tests.factories import (
    FIONA,
    SAM,
    WORKSPACE,
    a_content,
    a_customer,
    a_draft,
    a_sender_profile,
)
from tests.harness.contract_link_client import ContractLinkClient
from tests.harness.link_client import LINKS, LinkClient, an_issued_site


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def cells(page: str) -> list[str]:
    rows = page.split("<tr")[1:]
    return [
        " | ".join(each.split("<")[0] for each in row.split(">")[1:] if each.split("<")[0].strip())
        for row in rows
    ]


def test_the_statement_has_what_is_open_and_what_moved(site: LinkClient) -> None:
    site.clock.advance(days=30)
    site.pay("345000.00")
    page = site.client.get(f"{site.link}/statement").text
    assert "Your account with Jupiter US Inc. in USD, as of 22 Dec 2026." in page
    told = cells(page)
    assert "JUS-000001 | 22 Nov 2026 | 6 Jan 2027 | 1,345,000.00 | 1,000,000.00" in told
    assert told[-4:] == [
        "Opening balance | 0.00",
        "22 Nov 2026 | Invoice | JUS-000001 | 1,345,000.00",
        "22 Dec 2026 | Payment | JUS-000001 | -345,000.00",
        "Closing balance | 1,000,000.00",
    ]


def test_what_is_older_is_in_the_opening_balance(site: LinkClient) -> None:
    site.clock.advance(days=100)
    site.pay("345000.00")
    told = cells(site.client.get(f"{site.link}/statement").text)
    assert told[-3:] == [
        "Opening balance | 1,345,000.00",
        "2 Mar 2027 | Payment | JUS-000001 | -345,000.00",
        "Closing balance | 1,000,000.00",
    ]


def on_account(site: LinkClient, amount: str) -> Payment:
    command = RecordPayment(
        by=FIONA,
        amount=Money.of(amount, "USD"),
        on_account=True,
        customer_id="customer-acme",
        sender_profile_id="sender-us",
    )
    with site.store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
        uow.sender_profiles.save(a_sender_profile())
        return record_payment(command, uow)


def test_what_no_invoice_took_is_the_customers_on_it(site: LinkClient) -> None:
    site.clock.advance(days=1)
    on_account(site, "500.00")
    told = cells(site.client.get(f"{site.link}/statement").text)
    assert "Credit on account | -500.00" in told
    assert any(each.startswith("Amount due | 1,344,500.00") for each in told)
    assert told[-1] == "Closing balance | 1,344,500.00"
    assert told[-2] == "23 Nov 2026 | Credit on account | -500.00"

    site.clock.advance(days=1)
    with site.store.write(WORKSPACE) as uow:
        invoice_id = site.invoice.id
        used = ApplyCredit(
            by=FIONA, invoice_id=invoice_id, expected_version=None, amount=Money.of("200.00", "USD")
        )
        apply_credit(used, uow)
    site.clock.advance(hours=1)
    with site.store.write(WORKSPACE) as uow:
        back = RecordRefund(
            by=FIONA,
            amount=Money.of("100.00", "USD"),
            reason="They asked for it",
            customer_id="customer-acme",
            sender_profile_id="sender-us",
        )
        record_refund(back, uow)
    told = cells(site.client.get(f"{site.link}/statement").text)
    assert "Credit on account | -200.00" in told
    assert told[-6:] == [
        "22 Nov 2026 | Invoice | JUS-000001 | 1,345,000.00",
        "23 Nov 2026 | Credit on account | -500.00",
        "24 Nov 2026 | Credit on account | 200.00",
        "24 Nov 2026 | Credit on account | 100.00",
        "24 Nov 2026 | Payment | JUS-000001 | -200.00",
        "Closing balance | 1,344,600.00",
    ]

    site.clock.advance(days=200)
    told = cells(site.client.get(f"{site.link}/statement").text)
    assert told[-2:] == ["Opening balance | 1,344,600.00", "Closing balance | 1,344,600.00"]


def test_credit_that_was_reversed_is_nobodys(site: LinkClient) -> None:
    payment = on_account(site, "500.00")
    site.clock.advance(days=1)
    with site.store.write(WORKSPACE) as uow:
        reverse_payment(ReversePayment(by=FIONA, payment_id=payment.id, reason="Bounced"), uow)
    told = cells(site.client.get(f"{site.link}/statement").text)
    assert told[-4:] == [
        "22 Nov 2026 | Credit on account | -500.00",
        "22 Nov 2026 | Invoice | JUS-000001 | 1,345,000.00",
        "23 Nov 2026 | Credit on account | 500.00",
        "Closing balance | 1,345,000.00",
    ]


def another(site: LinkClient, number: str, content: Content) -> None:
    with site.store.write(WORKSPACE) as uow:
        issued = a_draft(id=number, content=content, number=number, state=State.ISSUED, revision=1)
        record_first(uow, issued, by=SAM)


def test_nothing_of_another_customer_entity_or_currency_is_on_it(site: LinkClient) -> None:
    content = a_content()
    globex = content.bill_to.model_copy(update={"customer_id": "customer-globex"})
    another(site, "JUS-000007", a_content(bill_to=globex))
    another(site, "JEU-000001", a_content(seller=a_sender_profile(id="sender-eu").seller()))
    page = site.client.get(f"{site.link}/statement").text
    assert "JUS-000007" not in page
    assert "JEU-000001" not in page
    another(site, "JUS-000008", content)
    assert "JUS-000008" in site.client.get(f"{site.link}/statement").text


def test_a_draft_and_a_void_invoice_owe_nothing(site: LinkClient) -> None:
    site.void()
    told = cells(site.client.get(f"{site.link}/statement").text)
    assert told[-2:] == [
        "22 Nov 2026 | Void | JUS-000001 | -1,345,000.00",
        "Closing balance | 0.00",
    ]


@pytest.mark.parametrize("path", ["statement", "statement.pdf", "documents.zip"])
def test_only_the_link_that_was_mailed_to_the_contact_leads_there(
    site: LinkClient, path: str
) -> None:
    invoice = site.invoice
    by_hand = f"/i/{LINKS.writing_token(invoice, BY_HAND)}"
    colleague = f"/i/{LINKS.writing_token(invoice, 'lee@acme.example')}"
    for link in (site.reading_link, by_hand, colleague):
        assert site.client.get(f"{link}/{path}").status_code == 404
        assert "Statement of account" not in site.client.get(link).text


def test_the_link_of_a_contact_of_before_leads_there_no_more(site: LinkClient) -> None:
    old = site.link
    site.client.post(old, data=site.form(ap_name="Lee Park", ap_email="lee@acme.example"))
    assert site.client.get(f"{old}/statement").status_code == 200
    command = DecideApEmail(
        by=FIONA,
        invoice_id=site.draft.id,
        expected_version=site.invoice.sequence,
        confirmed=True,
    )
    with site.store.write(WORKSPACE) as uow:
        decide_ap_email(command, uow)
    assert site.client.get(f"{old}/statement").status_code == 404
    new = f"/i/{LINKS.writing_token(site.invoice, 'lee@acme.example')}"
    assert site.client.get(f"{new}/statement").status_code == 200


def test_the_statement_as_a_pdf_is_the_same_bytes_all_day(site: LinkClient) -> None:
    first = site.client.get(f"{site.link}/statement.pdf")
    assert first.headers["content-type"] == "application/pdf"
    site.clock.advance(hours=1)
    assert site.client.get(f"{site.link}/statement.pdf").content == first.content


def test_an_invoice_without_a_contract_has_no_documents_beside_it(site: LinkClient) -> None:
    assert site.client.get(f"{site.link}/documents.zip").status_code == 404
    assert "Download all as ZIP" not in site.client.get(site.link).text


def test_all_documents_of_the_contract_come_as_one_file() -> None:
    site = ContractLinkClient()
    site.live_until(2029, 1, 2)
    assert len(site.coming) == 2
    invoices = [site.invoice, *site.coming]
    numbers = [each.number for each in invoices]
    page = site.client.get(site.link).text
    for each in invoices:
        assert f'<a href="{site.link}/documents/{each.id}.pdf">{each.number}</a>' in page
    answer = site.client.get(f"{site.link}/documents.zip")
    assert answer.headers["content-type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    assert archive.testzip() is None
    assert [name.rpartition("-v")[0] for name in archive.namelist()] == numbers
    for name in archive.namelist():
        assert archive.read(name).startswith(b"%PDF-1.7 ")
    assert site.client.get(f"{site.link}/documents.zip").content == answer.content


def test_a_slash_in_a_number_makes_no_folder(site: LinkClient) -> None:
    issued = a_draft(id="slashed", number="INV/2026/1", state=State.ISSUED, revision=1)
    with site.store.write(WORKSPACE) as uow:
        record_first(uow, issued, by=SAM)
        (version,) = uow.versions.of(issued.id)
    assert file_name(version) == "INV-2026-1-v1.pdf"


def test_each_document_of_the_contract_comes_by_itself() -> None:
    site = ContractLinkClient()
    site.live_until(2029, 1, 2)
    archive = zipfile.ZipFile(io.BytesIO(site.client.get(f"{site.link}/documents.zip").content))
    for each in (site.invoice, *site.coming):
        answer = site.client.get(f"{site.link}/documents/{each.id}.pdf")
        name = f"{each.number}-v{each.revision}.pdf"
        assert answer.headers["content-type"] == "application/pdf"
        assert name in answer.headers["content-disposition"]
        assert answer.content == archive.read(name)


def test_only_the_contacts_own_link_leads_to_a_document_of_the_contract() -> None:
    site = ContractLinkClient()
    site.live_until(2029, 1, 2)
    path = f"documents/{site.coming[0].id}.pdf"
    by_hand = f"/i/{LINKS.writing_token(site.invoice, BY_HAND)}"
    colleague = f"/i/{LINKS.writing_token(site.invoice, 'lee@acme.example')}"
    for link in (site.reading_link, by_hand, colleague):
        assert site.client.get(f"{link}/{path}").status_code == 404
    assert site.client.get(f"{site.link}/{path}").status_code == 200


def test_an_invoice_of_another_contract_or_of_none_is_no_document_of_it() -> None:
    site = ContractLinkClient()
    another(site, "JUS-000010", a_content())
    for other in ("JUS-000010", "01OTHER", site.contract.id, "..%2Finvoice"):
        assert site.client.get(f"{site.link}/documents/{other}.pdf").status_code == 404


def test_files_are_counted(site: LinkClient) -> None:
    statuses = [site.client.get(f"{site.link}/statement.pdf").status_code for _ in range(61)]
    assert statuses[0] == 200
    assert statuses[-1] == 429

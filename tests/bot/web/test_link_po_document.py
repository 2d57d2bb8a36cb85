"""AP uploads the purchase order: what is taken, what is read from it, and what is refused."""

from hashlib import sha256

import pytest
from httpx import Response

from jupiter_core.domain.events import EventName
from jupiter_core.domain.po_document import LARGEST, FileKind, PoDocument
from jupiter_core.domain.purchase_order import PurchaseOrder
from tests.factories import DANA, WORKSPACE, a_content, a_draft, a_line
from tests.harness.link_client import LinkClient, an_issued_site
from tests.harness.po_files import ENCRYPTED, PICTURES, a_pdf

DANA_TYPED = {"name": "Dana Reyes", "email": "dana@acme.example"}
ORDER = a_pdf("Purchase Order No.: 4500017342", "Order total: USD 1,400,000.00")


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


def upload(
    site: LinkClient, content: bytes = ORDER, name: str = "order.pdf", **typed: str
) -> Response:
    files = {"file": (name, content, "application/octet-stream")}
    return site.client.post(f"{site.link}/po-document", data=DANA_TYPED | typed, files=files)


def kept(site: LinkClient) -> list[PoDocument]:
    with site.store.read(WORKSPACE) as uow:
        return uow.po_documents.of(site.draft.id)


def after(site: LinkClient, answer: Response) -> str:
    """The page that the answer leads to."""
    assert answer.status_code == 303, answer.text
    return site.client.get(f"{site.link}?{answer.headers['location'].partition('?')[2]}").text


def test_a_pdf_is_kept_with_its_hash_told_and_its_number_offered(site: LinkClient) -> None:
    nudges = site.nudges
    page = after(site, upload(site))
    (document,) = kept(site)
    assert document.sha256 == sha256(ORDER).hexdigest()
    assert (document.name, document.kind, document.size) == ("order.pdf", FileKind.PDF, len(ORDER))
    assert (document.by.name, document.by.verified) == ("Dana Reyes", True)
    assert document.read.amount is not None
    assert (document.read.number, document.read.amount.words) == (
        "4500017342",
        "USD 1,400,000.00",
    )
    with site.store.read(WORKSPACE) as uow:
        assert uow.po_documents.content(document.id) == ORDER
        event = uow.events.of(site.draft.id)[-1]
    assert event.name is EventName.INVOICE_PO_DOCUMENT_RECEIVED
    assert document.sha256 in event.words
    assert site.nudges == nudges + 1
    assert "Your purchase order was sent to Jupiter US Inc." in page
    assert "We read PO number 4500017342 in it." in page
    assert 'id="po-po_number" name="po_number" type="text" value="4500017342"' in page
    assert site.invoice.content.po_number == ""


def test_only_aps_own_press_puts_the_number_on_the_invoice(site: LinkClient) -> None:
    upload(site)
    site.save(site.form(form="po", po_number="4500017342"))
    assert site.invoice.content.po_number == "4500017342"
    assert "We read PO number" not in after(site, upload(site, ORDER + b"\n%%EOF"))


def test_another_number_is_shown_beside_the_one_that_is_there() -> None:
    site = an_issued_site(a_draft(content=a_content(po_number="4711")))
    page = after(site, upload(site))
    assert 'id="all-po_number" name="po_number" type="text" value="4500017342"' in page
    assert "On the invoice now: <b>4711</b>" in page
    assert site.invoice.content.po_number == "4711"


@pytest.mark.parametrize(("kind", "content"), PICTURES.items())
def test_a_picture_is_taken_for_what_it_is_and_nothing_is_read(
    site: LinkClient, kind: FileKind, content: bytes
) -> None:
    page = after(site, upload(site, content, name="photo.exe"))
    (document,) = kept(site)
    assert (document.kind, document.name) == (kind, f"photo.{kind.suffix}")
    assert document.read.number == ""
    assert "You don&#39;t need to do anything else." in page


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b"PK\x03\x04 a spreadsheet",
        b"GIF89a....",
        b"%PDF-1.7 cut off",
        b'<svg xmlns="http://www.w3.org/2000/svg"/>',
        b"\x7fELF",
    ],
)
def test_what_it_is_is_told_from_its_content_alone(site: LinkClient, content: bytes) -> None:
    answer = upload(site, content, name="order.pdf")
    assert answer.status_code == 422
    assert 'id="upload-file-mistake">This file is not a PDF, PNG, JPEG or WebP.' in answer.text
    assert 'value="Dana Reyes"' in answer.text
    assert kept(site) == []


def test_no_file_and_no_name_are_both_told_at_their_fields(site: LinkClient) -> None:
    answer = site.client.post(f"{site.link}/po-document", data={"name": "", "email": "dana@"})
    assert answer.status_code == 422
    for field in ("file", "name", "email"):
        assert f'id="upload-{field}-mistake"' in answer.text


def test_a_mistake_elsewhere_asks_for_the_file_again(site: LinkClient) -> None:
    answer = upload(site, email="dana@")
    assert answer.status_code == 422
    assert 'id="upload-file-mistake">Choose the file again.' in answer.text
    assert 'id="upload-email-mistake"' in answer.text
    assert kept(site) == []


def test_a_file_of_the_most_bytes_is_taken_and_one_more_is_told(site: LinkClient) -> None:
    png = PICTURES[FileKind.PNG]
    assert upload(site, png + bytes(LARGEST - len(png))).status_code == 303
    for larger in (1, 100 * 1024, 4 * LARGEST):
        answer = upload(site, png + bytes(LARGEST - len(png) + larger))
        assert answer.status_code in {413, 422}
        assert 'id="upload-file-mistake">The file is larger than 5 MB.' in answer.text
    assert len(kept(site)) == 1


def test_what_is_far_too_large_is_not_read_to_its_end(site: LinkClient) -> None:
    answer = upload(site, bytes(7 * LARGEST))
    assert answer.status_code == 413
    assert kept(site) == []


def test_no_other_form_of_the_page_takes_a_large_body(site: LinkClient) -> None:
    files = {"file": ("a", bytes(100 * 1024), "image/png")}
    for path in (site.link, f"{site.link}/talk"):
        assert site.client.post(path, data=DANA_TYPED, files=files).status_code == 413


def test_the_same_file_twice_is_told_as_known(site: LinkClient) -> None:
    upload(site)
    page = after(site, upload(site, name="again.pdf"))
    assert "Jupiter US Inc. has this file already." in page
    assert len(kept(site)) == 1
    with site.store.read(WORKSPACE) as uow:
        names = [each.name for each in uow.events.of(site.draft.id)]
    assert names.count(EventName.INVOICE_PO_DOCUMENT_RECEIVED) == 1


def test_five_files_an_hour_are_enough(site: LinkClient) -> None:
    png = PICTURES[FileKind.PNG]
    for n in range(5):
        assert upload(site, png + bytes([n])).status_code == 303
    answer = upload(site, png + b"more")
    assert answer.status_code == 429
    assert "too many files for this invoice" in answer.text
    site.clock.advance(hours=1)
    assert upload(site, png + b"later").status_code == 303


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\orders\\PO 4711.PDF", "PO 4711.pdf"),
        ("<img src=x onerror=alert(1)>.pdf", "&lt;img src=x onerror=alert(1)&gt;.pdf"),
        ("order\u202efdp.exe", "purchase-order.pdf"),
        ("Pay to DE89 3704 0044 0532 0130 00.pdf", "purchase-order.pdf"),
        ("<!channel> *bold*.pdf", "&lt;!channel&gt; *bold*.pdf"),
        (".pdf", "purchase-order.pdf"),
        ("x" * 300 + ".pdf", "x" * 100 + ".pdf"),
    ],
)
def test_a_hostile_name_is_shown_as_typed_or_not_at_all(
    site: LinkClient, typed: str, shown: str
) -> None:
    page = after(site, upload(site, name=typed))
    assert f"<b>{shown}</b>" in page


def test_a_link_that_only_reads_uploads_nothing_and_shows_nothing(site: LinkClient) -> None:
    upload(site)
    files = {"file": ("a.pdf", PICTURES[FileKind.PNG], "")}
    answer = site.client.post(f"{site.reading_link}/po-document", data=DANA_TYPED, files=files)
    assert answer.status_code == 403
    assert len(kept(site)) == 1
    page = site.client.get(f"{site.reading_link}?said=po_sent&file={kept(site)[0].id}").text
    for hidden in ("order.pdf", "4500017342", "Upload", "Your purchase order"):
        assert hidden not in page


def test_what_is_void_or_paid_takes_no_file(site: LinkClient) -> None:
    site.void()
    answer = upload(site)
    assert answer.status_code == 409
    assert kept(site) == []
    assert "Upload the purchase order" not in answer.text


def test_an_encrypted_pdf_is_kept_and_not_read(site: LinkClient) -> None:
    after(site, upload(site, ENCRYPTED))
    assert kept(site)[0].read.number == ""


def test_the_order_that_finance_recorded_shows_how_far_it_is_used() -> None:
    site = an_issued_site(a_draft(content=a_content(po_number="4711", language="de")))
    with site.store.write(WORKSPACE) as uow:
        uow.purchase_orders.add(
            PurchaseOrder.model_validate(
                {
                    "id": "po-1",
                    "workspace_id": WORKSPACE,
                    "customer_id": site.invoice.content.bill_to.customer_id,
                    "number": "4711",
                    "currency": "USD",
                    "amount": {"minor": 200_000_000, "currency": "USD"},
                    "valid_until": "2027-12-31",
                    "recorded_by": DANA,
                }
            )
        )
    page = site.client.get(site.link).text.replace("\u00a0", " ")
    panel = page.partition('id="order"')[2].partition("</section>")[0]
    for said in ("2.000.000,00 USD", "Bisher berechnet", "Verfügbar", "31.12.2027"):
        assert said in panel
    assert "2.000.000,00 USD" not in site.client.get(site.reading_link).text.replace("\u00a0", " ")


def test_each_lines_own_po_stands_on_the_page_and_then_none_is_missing() -> None:
    line = a_line(price="10.00")
    lines = tuple(line.model_copy(update={"po_number": each}) for each in ("4711", "4712"))
    site = an_issued_site(a_draft(content=a_content(lines=lines)))
    page = site.client.get(site.link).text
    for number in ("4711", "4712"):
        assert f'<span class="small">PO number {number}</span>' in page
    assert "Your PO number is missing" not in page
    assert "Not added yet" not in page
    answer = site.save(site.form(cost_centre="CC-1"))
    assert answer.status_code == 303
    assert site.invoice.content.bill_to.cost_centre == "CC-1"

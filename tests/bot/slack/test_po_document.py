"""A purchase order that AP uploaded: in the thread, recorded by a person, and had again."""

from collections.abc import Iterator

import pytest

from jupiter_core.commands.po_document import HandOverPo, hand_over_po
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.money import Money
from jupiter_core.domain.po_document import FileKind, PoDocument, ReadOrder
from tests.factories import DANA, FIONA, SAM, WORKSPACE
from tests.harness.po_files import PICTURES
from tests.harness.slack_bot import SlackBot, a_rig
from tests.harness.slack_reading import Json, shown

PNG = PICTURES[FileKind.PNG]
READ = ReadOrder(number="4500017342", amount=Money.of("1500000", "USD"))


@pytest.fixture
def rig() -> Iterator[SlackBot]:
    with a_rig() as rig:
        yield rig


@pytest.fixture
def issued(rig: SlackBot) -> Invoice:
    return rig.issued()


def uploaded(
    rig: SlackBot, invoice: Invoice, read: ReadOrder = READ, name: str = "order.png"
) -> PoDocument:
    with rig.store.write(WORKSPACE) as uow:
        command = HandOverPo(by=DANA, invoice_id=invoice.id, name=name, content=PNG, read=read)
        document = hand_over_po(command, uow)
    rig.deliver()
    return document


def told(rig: SlackBot) -> Json:
    """The last message of the thread that speaks of it."""
    found = [each for each in rig.thread() if "uploaded a purchase order" in each["text"]]
    return found[-1]


def test_the_thread_has_the_file_and_what_it_says_as_a_proposal(
    rig: SlackBot, issued: Invoice
) -> None:
    uploaded(rig, issued)
    said = told(rig)["text"]
    assert "Dana Reyes (accounts payable of Acme Corporation) uploaded a purchase order" in said
    assert "It says PO 4500017342, USD 1,500,000.00. Check it against the file." in said
    assert [each["name"] for each in rig.files()][-1] == "order.png"
    assert rig.invoice(issued.id).content.po_number == ""


def test_a_person_takes_the_proposal_and_the_order_knows_its_file(
    rig: SlackBot, issued: Invoice
) -> None:
    document = uploaded(rig, issued)
    rig.press(FIONA.id, "invoice_record_po", told(rig))
    assert "4500017342" in shown(rig.modal(FIONA.id))
    assert rig.submit(FIONA.id)["stack"] == []
    with rig.store.read(WORKSPACE) as uow:
        order = uow.purchase_orders.find("customer-acme", "4500017342")
    assert order and order.amount
    assert (order.amount.words, order.document) == ("USD 1,500,000.00", document.sha256)
    assert rig.invoice(issued.id).content.po_number == "4500017342"


def test_where_nothing_could_be_read_the_number_is_typed(rig: SlackBot, issued: Invoice) -> None:
    uploaded(rig, issued, ReadOrder())
    assert "We couldn't read a PO number in it." in told(rig)["text"]
    rig.press(SAM.id, "invoice_add_po", told(rig))
    rig.fill(SAM.id, "po_number", "4711")
    rig.submit(SAM.id)
    assert rig.invoice(issued.id).content.po_number == "4711"


def test_scripts_in_a_file_are_told(rig: SlackBot, issued: Invoice) -> None:
    uploaded(rig, issued, ReadOrder(active=True))
    assert "has scripts or attached files" in told(rig)["text"]


def test_a_hostile_name_calls_nobody(rig: SlackBot, issued: Invoice) -> None:
    uploaded(rig, issued, name="<!channel> *order*.png")
    thread = rig.thread()
    assert "&lt;!channel&gt;" in told(rig)["text"]
    assert not any("<!channel>" in each["text"] for each in thread)


def test_the_file_is_had_again_from_the_history(rig: SlackBot, issued: Invoice) -> None:
    uploaded(rig, issued)
    rig.press(SAM.id, "invoice_history", rig.card())
    assert "order.png · purchase order from Dana Reyes" in shown(rig.modal(SAM.id))
    rig.press_in_view(SAM.id, "invoice_po_file")
    rig.wait()
    rig.deliver()
    _, messages = rig.direct_messages(SAM.id)
    assert "Purchase order order.png (PNG, 1 kB)" in messages[-1]["text"]
    assert [each["name"] for each in rig.files()].count("order.png") == 2

"""References of a customer: what they usually are, what is required, and who may fill them in."""

from datetime import timedelta

import pytest

from bot.intake.documents.references import typed_fields, typed_references
from bot.intake.imports.reading import read_import
from bot.slack.views.invoice.card import card_face
from jupiter_core.commands.draft import SubmitDraft, submit_draft
from jupiter_core.commands.importing import ImportChoice
from jupiter_core.commands.imports import run_import
from jupiter_core.commands.issue import issue_by_timer
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.commands.reissue import DuplicateInvoice, duplicate_invoice
from jupiter_core.domain.address import Address
from jupiter_core.domain.cautions import CautionCode, invoice_cautions
from jupiter_core.domain.events import EventName
from jupiter_core.domain.frozen import canonical_json
from jupiter_core.domain.importing import ImportKind
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.mail_domain import Recipient
from jupiter_core.domain.party import Customer
from jupiter_core.domain.reference_names import NAMES
from jupiter_core.domain.references import (
    LABELS,
    Reference,
    ReferenceField,
    key_named,
)
from jupiter_core.domain.refusals import ReferencesMissing, ReferencesRequired, ValidationErrors
from jupiter_core.domain.search import entry_of_invoice
from jupiter_core.domain.ship_to import ShipTo
from tests.factories import DANA, FIONA, NOW, SAM, WORKSPACE, a_content, a_customer, a_line
from tests.harness.fake_renderer import FakeRenderer
from tests.harness.slack_reading import shown
from tests.harness.workspace import MemoryWorkspace

GL, PROJECT = (
    ReferenceField(key="gl_code", required=True),
    ReferenceField(key="project", value="P1"),
)
BATCH = ReferenceField(key="batch_no", label="Batch No.")


@pytest.fixture
def desk() -> MemoryWorkspace:
    return a_desk(a_customer(references=(GL, PROJECT, BATCH)))


def a_desk(customer: Customer) -> MemoryWorkspace:
    made = MemoryWorkspace()
    with made.writing() as uow:
        uow.customers.save(customer)
    return made


def said(invoice: Invoice) -> dict[str, str]:
    return {each.key: each.value for each in invoice.content.reference_entries}


def test_an_invoice_has_its_own_references_and_the_usual_ones_of_its_customer(
    desk: MemoryWorkspace,
) -> None:
    gl, other = (
        Reference(key="gl_code", value="6400"),
        Reference(key="lot", value="L9", label="Lot"),
    )
    made = desk.submit(references=(gl, other, Reference(key="project", value="P1")))
    assert said(made) == {"gl_code": "6400", "project": "P1", "batch_no": "", "lot": "L9"}
    assert made.content.references == (gl, other), "what is as usual is the customer's"


def test_a_name_that_the_customer_has_for_one_of_theirs_is_that_one(desk: MemoryWorkspace) -> None:
    typed = tuple(typed_references("GL code: 6400\nbatch no.: 77\nproject:"))
    made = desk.submit(references=typed)
    assert said(made) == {"gl_code": "6400", "project": "P1", "batch_no": "77"}


def test_what_the_customer_requires_is_asked_for_at_submit_and_told_on_the_draft(
    desk: MemoryWorkspace,
) -> None:
    with pytest.raises(ReferencesRequired) as refusal:
        desk.submit()
    assert refusal.value.path == "references"
    assert str(refusal.value) == (
        "Acme Corporation takes no invoice without these references: GL code."
    )
    with desk.reading() as uow:
        assert uow.invoices.ids() == []


def test_a_draft_that_lacks_one_warns_and_is_not_submitted(desk: MemoryWorkspace) -> None:
    original = desk.submit(references=(Reference(key="gl_code", value="6400"),))
    with desk.writing() as uow:
        copy = duplicate_invoice(DuplicateInvoice(by=SAM, invoice_id=original.id), uow)
    assert said(copy) == said(original), "a duplicate takes them over"
    today = copy.content.issue_date
    assert not invoice_cautions(copy.content, today)
    lacking = copy.content.model_copy(update={"references": ()})
    (caution,) = invoice_cautions(lacking, today)
    assert caution.code is CautionCode.REFERENCES_MISSING
    with desk.writing() as uow:
        command = SubmitDraft(by=SAM, invoice_id=copy.id, expected_version=1)
        assert submit_draft(command, uow).content == copy.content


def test_what_the_customer_requires_since_it_was_submitted_stops_the_approval(
    desk: MemoryWorkspace,
) -> None:
    made = desk.submit(references=(Reference(key="gl_code", value="6400"),))
    cost = ReferenceField(key="cost", label="Kostenträger", required=True)
    with desk.writing() as uow:
        customer = uow.customers.get("customer-acme")
        wanted = customer.model_copy(update={"references": (*customer.references, cost)})
        save_customer(SaveCustomer(by=SAM, customer=wanted), uow, FakeRenderer())
    waiting = desk.now(made)
    with pytest.raises(ReferencesMissing) as refusal:
        desk.approve(waiting)
    assert str(refusal.value) == (
        "The draft for Acme Corporation cannot be approved yet: Acme Corporation takes no invoice "
        "without these references: Kostenträger. Add them under References with “Edit” on its "
        "card, or ask for changes."
    )
    assert desk.now(made) == waiting
    _, face = card_face(waiting, recipient=Recipient(name="", email=""))
    assert "takes no invoice without these references: Kostenträger" in shown({"blocks": face})
    said_now = (*waiting.content.references, Reference(key="cost", value="K-1"))
    assert desk.approve(desk.revise(waiting, references=said_now)).state is State.ISSUED


def test_what_was_approved_without_one_is_not_issued_by_the_timer(desk: MemoryWorkspace) -> None:
    """As an earlier release let it be approved."""
    given = (Reference(key="gl_code", value="6400"),)
    later = NOW.date() + timedelta(days=3)
    made = desk.approve(desk.submit(references=given, issue_date=later))
    content = made.content.model_copy(update={"references": ()})
    approvals = tuple(
        each.model_copy(update={"content_hash": content.hash}) for each in made.approvals
    )
    _, version = desk.tables.invoices[(WORKSPACE, made.id)]
    before = made.model_copy(update={"content": content, "approvals": approvals})
    desk.tables.invoices[(WORKSPACE, made.id)] = (before, version)
    desk.at(NOW + timedelta(days=4))
    with desk.writing() as uow:
        assert issue_by_timer(uow, made.id) == 1
    held = desk.now(made)
    assert (held.state, held.number) == (State.PENDING_APPROVAL, None)
    event = desk.events(made.id)[-1]
    assert event.note == "Acme Corporation takes no invoice without these references: GL code."


def test_ap_fills_in_what_is_missing_under_the_same_number(desk: MemoryWorkspace) -> None:
    issued = desk.approve(desk.submit(references=(Reference(key="gl_code", value="6400"),)))
    filled = tuple(
        each.model_copy(update={"value": "B-3"}) if each.key == "batch_no" else each
        for each in issued.amendable().references or ()
    )
    after = desk.amend(issued, DANA, references=filled)
    assert (after.number, after.revision, after.total) == (issued.number, 2, issued.total)
    assert said(after) == {"gl_code": "6400", "project": "P1", "batch_no": "B-3"}
    event = desk.events(issued.id)[-1]
    assert event.name is EventName.INVOICE_AMENDED
    assert [each.words for each in event.changes] == ["Reference Batch No. added: B-3"]


def test_ap_names_no_account_in_a_reference(desk: MemoryWorkspace) -> None:
    issued = desk.approve(desk.submit(references=(Reference(key="gl_code", value="6400"),)))
    paid = Reference(key="gl_code", value="Pay to DE89370400440532013000")
    with pytest.raises(ValidationErrors) as refusal:
        desk.amend(issued, DANA, references=(paid,))
    assert [each.path for each in refusal.value.refusals] == ["references[0].value"]


def test_an_invoice_is_found_by_any_of_its_references_and_po_numbers() -> None:
    line = a_line().model_copy(update={"po_number": "PO-LINE-7"})
    content = a_content(lines=(line,), references=(Reference(key="project", value="Moonbase-4"),))
    desk = MemoryWorkspace()
    made = desk.submit()
    words = entry_of_invoice(made.model_copy(update={"content": content}), NOW).words
    assert " moonbase-4 " in words
    assert " po-line-7 " in words


def test_old_documents_are_written_as_before() -> None:
    """Nothing new stands in what was sealed without it."""
    content = a_content()
    assert "references" not in canonical_json(content)
    assert "ship_to" not in canonical_json(content)
    assert "po_line" not in canonical_json(content)


@pytest.mark.parametrize("language", sorted(NAMES))
def test_every_language_names_every_known_reference_by_its_own_word(language: str) -> None:
    assert NAMES[language].keys() == LABELS.keys()
    assert len(set(NAMES[language].values())) == len(LABELS)
    assert [key_named(name) for name in NAMES[language].values()] == list(LABELS)


def test_a_customers_references_are_typed_one_a_line() -> None:
    typed = typed_fields("GL (required)\nProject: P-77\nBatch No.: 4 (files)\nCost unit (Berlin)")
    assert typed == [
        ReferenceField(key="gl_code", label="GL", required=True),
        ReferenceField(key="project", value="P-77"),
        ReferenceField(key="batch_no", label="Batch No.", value="4", printed=False),
        ReferenceField(key="cost_unit_berlin", label="Cost unit (Berlin)"),
    ]
    assert typed_fields("\n".join(each.words for each in typed)) == typed


def test_a_file_of_customers_brings_references_and_a_delivery_address() -> None:
    desk = MemoryWorkspace()
    header = "Name,Street,City,Postcode,Country,References,Ship to address,Ship to city"
    rows = [
        "Globex GmbH,Lindenweg 3,Berlin,10115,DE,GL code (required); Project: P1,Hafen 9,Bremen",
        "Initech Ltd,1 High Street,London,SW1A 1AA,GB,,1 High Street,London",
    ]
    read = read_import("\n".join((header, *rows)).encode(), "x.csv", ImportKind.CUSTOMERS)
    with desk.writing() as uow:
        run_import(read.found, ImportChoice(by=FIONA), uow, desk.renderer)
        found = {each.name: each for each in uow.customers.search("")}
    globex, initech = found["Globex GmbH"], found["Initech Ltd"]
    assert globex.references == (
        ReferenceField(key="gl_code", required=True),
        ReferenceField(key="project", value="P1"),
    )
    place = Address(street="Hafen 9", city="Bremen", country="DE")
    assert globex.ship_to == ShipTo(address=place)
    assert initech.ship_to is None, "it repeats the billing address"

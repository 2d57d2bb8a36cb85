"""What comes of an invoice's form, however little of it is typed."""

from hypothesis import given
from hypothesis import strategies as st

from bot.intake.new.errors import only
from bot.intake.new.line_fields import line_fields
from bot.intake.new.sections import names
from bot.intake.new.typed import Typed, read_typed
from bot.web.pages.new.form import form_page, gaps
from bot.web.pages.new.outcome import e_invoice_gaps, invoice_outcome
from bot.web.pages.new.plan import contract_plan
from bot.wording.e_invoices import PEPPOL
from jupiter_core.documents.pdf import PdfRenderer
from tests.harness.builder_forms import a_form, an_empty_form, told, with_line

PAPER = PdfRenderer()


def test_the_example_is_whole_and_can_be_every_file() -> None:
    outcome = invoice_outcome(a_form(), PAPER)
    assert outcome.whole
    assert outcome.mistakes == ()
    assert outcome.sums is not None
    assert outcome.sums.headline == "EUR 1,345,000.00"
    assert outcome.version is not None
    assert outcome.version.invoice().number == "JEU-000042"
    assert outcome.alt == "Invoice JEU-000042 to Société Lumière SAS, total EUR 1,345,000.00"
    assert e_invoice_gaps(a_form(), outcome.version, PAPER) == {}


def test_numbers_are_read_as_people_type_them() -> None:
    form = with_line(a_form(), 0, unit_price="€1.200.000,50", quantity="1,000.5", tax_rate="0 %")
    assert invoice_outcome(form, PAPER).amounts[0] == "EUR 1,200,600,500.25"


def test_an_amount_that_can_be_read_two_ways_is_not_guessed() -> None:
    outcome = invoice_outcome(with_line(a_form(), 0, unit_price="1.200"), PAPER)
    assert told(outcome.mistakes).keys() == {"lines[0].unit_price"}
    assert 0 not in outcome.amounts
    assert not outcome.whole


def test_an_empty_form_has_a_paper_and_nothing_wrong_with_it() -> None:
    outcome = invoice_outcome(an_empty_form(), PAPER)
    assert outcome.version is not None
    invoice = outcome.version.invoice()
    assert invoice.number is None
    assert invoice.content.seller.legal_name == "Your company"
    assert invoice.content.bill_to.legal_name == "Your customer"
    assert only(outcome.mistakes, missing=False) == ()
    assert "Bill to: country" in [each.label for each in gaps(outcome.mistakes)]


def test_an_address_is_on_the_paper_as_far_as_it_is_typed() -> None:
    form = an_empty_form(customer__address__street="1 Roadrunner Way", customer__name="Acme")
    version = invoice_outcome(form, PAPER).version
    assert version is not None
    assert version.invoice().content.bill_to.address.lines()[0] == "1 Roadrunner Way"


def test_a_blank_line_is_as_if_it_were_not_there() -> None:
    form = a_form().with_line("item")
    assert invoice_outcome(form, PAPER).whole
    moved = form.model_copy(update={"lines": (form.lines[-1], *form.lines[:-1])})
    wrong = with_line(moved, 1, quantity="many")
    assert told(invoice_outcome(wrong, PAPER).mistakes).keys() == {"lines[1].quantity"}


def test_every_mistake_is_told_at_its_own_field() -> None:
    form = a_form(
        currency="ZZZ",
        issue_date="soon",
        net_terms="many",
        language="xx",
        sender__email="no",
        bank_account__iban="DE00",
        customer__address__country="FRANCE",
    )
    form = with_line(form, 0, tax_rate="7")
    assert told(invoice_outcome(form, PAPER).mistakes).keys() == {
        "currency",
        "issue_date",
        "net_terms",
        "language",
        "sender.email",
        "bank_account.iban",
        "customer.address.country",
        "lines[0].tax_category",
    }


def test_a_total_below_zero_is_told_above_all_and_draws_no_paper() -> None:
    outcome = invoice_outcome(with_line(a_form(), 0, unit_price="-99M"), PAPER)
    assert outcome.version is None
    assert "" in told(outcome.mistakes)


def test_letters_that_the_paper_has_not_are_told_where_they_are() -> None:
    outcome = invoice_outcome(a_form(customer__name="Acme 🚀"), PAPER)
    assert told(outcome.mistakes).keys() == {"customer.name"}
    assert outcome.version is None


def test_what_only_the_e_invoice_needs_does_not_hold_up_the_pdf() -> None:
    form = a_form(customer__endpoint="", customer__buyer_reference="", po_number="")
    outcome = invoice_outcome(form, PAPER)
    assert outcome.whole
    assert outcome.version is not None
    missing = e_invoice_gaps(form, outcome.version, PAPER)[PEPPOL]
    assert "customer.endpoint" in told(missing.mistakes)


def test_the_page_shows_beside_a_field_what_is_wrong_not_what_is_missing() -> None:
    form = an_empty_form(sender__email="no")
    page = form_page(form, invoice_outcome(form, PAPER).mistakes, {})
    (sender,) = (group for group in page.groups if group.id == "sender")
    assert [box.name for box in (*sender.boxes, *sender.more) if box.mistake] == ["sender.email"]
    assert sender.opened


TEXTS = st.one_of(
    st.sampled_from(["", "0", "-1", "1e9", "1.2M", "NaN", "9" * 60, "2027-02-30", "<b>", "=1+1"]),
    st.text(max_size=30),
)


@given(st.sampled_from(["invoice", "contract"]), st.data())
def test_whatever_is_sent_every_mistake_is_at_a_field_that_exists(
    kind: str, data: st.DataObject
) -> None:
    assert kind in ("invoice", "contract")
    form: Typed = a_form("contract" if kind == "contract" else "invoice")
    fields = [*sorted(names(form.kind)), *_of_lines(form)]
    chosen = data.draw(st.dictionaries(st.sampled_from(fields), TEXTS, max_size=8))
    sent = {name: form.value(name) for name in fields} | chosen
    kinds = [(f"lines[{n}].kind", line.kind) for n, line in enumerate(form.lines)]
    typed = read_typed(form.kind, [*sent.items(), *kinds])
    outcome = (
        contract_plan(typed, PAPER).outcome
        if typed.kind == "contract"
        else invoice_outcome(typed, PAPER)
    )
    assert {each.field for each in outcome.mistakes} <= {"", *fields}
    form_page(typed, outcome.mistakes, outcome.amounts)
    assert all(each.id for each in gaps(outcome.mistakes))


def _of_lines(form: Typed) -> list[str]:
    return [
        f"lines[{n}].{field.name}"
        for n, line in enumerate(form.lines)
        for field in line_fields(line.kind)
    ]

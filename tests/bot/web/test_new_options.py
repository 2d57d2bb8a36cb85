"""What is folded away at /new: discounts, references, taxes by name, an index, milestones."""

from decimal import Decimal

from bot.intake.contract.terms import asked_of
from bot.intake.drafts.contract import ContractForm
from bot.intake.drafts.invoice import InvoiceForm
from bot.intake.new.claimed import DraftParties, claimed_contract, claimed_invoice, typed_customer
from bot.intake.new.line_fields import MILESTONES
from bot.intake.new.typed import LineTyped, Typed
from bot.web.pages.new.form import form_page
from bot.web.pages.new.outcome import DraftOutcome, invoice_outcome
from bot.web.pages.new.plan import contract_plan
from jupiter_core.documents.pdf import PdfRenderer
from jupiter_core.domain.content import Content
from jupiter_core.domain.tax import NamedTax
from jupiter_core.domain.unit import Unit
from tests.factories import a_sender_profile
from tests.harness.builder_client import BuilderClient
from tests.harness.builder_forms import a_form, told, with_line

PAPER = PdfRenderer()
OPTIONS = {
    "adjustments": "33,000.00 Goodwill\n+20.00 Freight",
    "references": "Project: P-77\nBatch No.: B1",
    "early_payment": "2/10",
    "late_fee": "9% a year + 40.00",
    "second_language": "fr",
}


def content_of(outcome: DraftOutcome) -> Content:
    assert outcome.version is not None
    return outcome.version.invoice().content


def with_taxes(form: Typed, names: str) -> Typed:
    """Of the third line, which is EUR 50,000.00."""
    listed = {**form.values, "sender.taxes": "GST 5%\nQST 9.975% TQ0001"}
    return with_line(
        form.model_copy(update={"values": listed}), 2, tax_category="charged", taxes=names
    )


def test_an_invoice_says_what_is_typed_under_more_options() -> None:
    form = with_line(a_form("invoice", **OPTIONS), 1, unit="IE", discount="10% Launch")
    outcome = invoice_outcome(form, PAPER)
    assert outcome.mistakes == ()
    content = content_of(outcome)
    assert [(each.key, each.value) for each in content.references] == [
        ("project", "P-77"),
        ("batch_no", "B1"),
    ]
    assert content.late_fee and content.late_fee.words == "9% a year + EUR 40.00"
    assert content.early_payment and content.early_payment.words == "2/10"
    assert (content.language, content.second_language) == ("en", "fr")
    assert (content.lines[1].unit, str(content.lines[1].amount)) == (Unit.USER, "108000.00")
    assert outcome.sums is not None
    # 1,200,000 + 108,000 + 50,000 − 25,000, less 33,000, and 20
    assert [(each.label, each.value) for each in outcome.sums.rows] == [
        ("Subtotal", "EUR 1,333,000.00"),
        ("Discounts", "EUR -33,000.00"),
        ("Charges", "EUR 20.00"),
        ("Net", "EUR 1,300,020.00"),
    ]


def test_prices_may_be_entered_with_their_tax() -> None:
    taxed = a_form("invoice", prices="with_tax")
    for n in range(4):
        taxed = with_line(taxed, n, tax_category="charged", tax_rate="19")
    half_typed = taxed.model_copy(update={"values": {**taxed.values, "number": ""}})
    for form in (taxed, half_typed):
        outcome = invoice_outcome(form, PAPER)
        assert outcome.whole is (form is taxed)
        assert outcome.amounts[1] == "EUR 120,000.00"
        assert outcome.sums is not None
        assert outcome.sums.headline == "EUR 1,345,000.00"
        # 1,345,000.00 / 1.19
        assert [each.value for each in outcome.sums.rows] == [
            *("EUR 1,130,252.10", "EUR 214,747.90"),
        ]
    assert claimed_invoice(taxed, InvoiceForm(), DraftParties(None, None)).prices_include_tax


def test_prices_of_which_nothing_is_said_are_without_tax_on_the_paper() -> None:
    unsaid, net = (with_line(a_form(prices=said), 0, tax_rate="19") for said in ("", "net"))
    totals = [content_of(invoice_outcome(each, PAPER)).totals for each in (unsaid, net)]
    assert totals[0] == totals[1]


def test_a_contract_has_prices_with_their_tax_too() -> None:
    form = a_form("contract", prices="with_tax")
    for n in range(4):
        form = with_line(form, n, tax_rate="19")
    made = contract_plan(form, PAPER)
    assert [each.total for each in made.rows] == ["1,345,000.00", "1,380,000.00", "1,417,800.00"]
    assert made.outcome.sums is not None
    assert made.outcome.sums.headline == "EUR 4,142,800.00"
    content = content_of(made.outcome)
    assert content.prices_include_tax
    # 1,345,000.00 / 1.19
    assert [str(content.totals.net), str(content.totals.tax)] == ["1130252.10", "214747.90"]
    entered = [str(each.amount) for each in content.as_entered.lines]
    assert entered == ["1200000.00", "120000.00", "50000.00", "-25000.00"]


def test_the_sketch_of_a_half_typed_invoice_says_it_too() -> None:
    form = with_line(a_form("invoice", number="", **OPTIONS), 1, unit="IE", discount="10% Launch")
    content = content_of(invoice_outcome(with_taxes(form, "GST"), PAPER))
    assert len(content.references) == 2
    assert content.late_fee and content.early_payment
    assert content.second_language == "fr"
    assert str(content.totals.net) == "1300020.00"
    # 50,000.00 less its share of the discount, 1,237.81, and of the freight, 0.75; of which 5%
    assert [str(each.amount) for each in content.totals.named] == ["2438.15"]


def test_a_line_bears_the_taxes_that_the_sender_lists() -> None:
    outcome = invoice_outcome(with_taxes(a_form(), "GST + QST"), PAPER)
    assert outcome.mistakes == ()
    assert [str(each.amount) for each in content_of(outcome).totals.named] == [
        "2500.00",
        "4987.50",
    ]


def test_each_mistake_stands_at_its_field_and_opens_what_is_folded() -> None:
    form = a_form(
        adjustments="ten percent", references="P-77", late_fee="lots", early_payment="fast"
    )
    wrong = with_line(form, 1, discount="101%", unit="parsec")
    found = invoice_outcome(wrong, PAPER).mistakes
    assert told(found).keys() == {
        *("adjustments", "references", "late_fee", "early_payment"),
        *("lines[1].discount", "lines[1].unit"),
    }
    page = form_page(wrong, found, {})
    assert page.about.opened
    assert [line.group.opened for line in page.lines] == [False, True, False, False]


def test_a_tax_that_the_sender_does_not_list_is_told_at_the_line() -> None:
    found = told(invoice_outcome(with_taxes(a_form(), "GST + PST"), PAPER).mistakes)
    assert found == {
        "lines[2].taxes": "Jupiter EU GmbH does not list a tax called PST. It lists: GST 5%, QST "
        "9.975%."
    }


def a_project(parts: str) -> LineTyped:
    values = {"description": "Implementation", "amount": "300k", "parts": parts, "tax_rate": "0"}
    return LineTyped(kind=MILESTONES, values=values)


def a_contract(parts: str = "40% on 2027-02-01\nrest on acceptance", **changes: str) -> Typed:
    form = with_line(a_form("contract", **changes), 0, indexation="CPI: 304.1, cap 5%, floor 2%")
    form = with_line(form, 0, escalators="", unit="DAY")
    lines = (form.lines[0], form.lines[1], a_project(parts))
    return form.model_copy(update={"lines": lines})


def test_a_contract_has_milestones_and_a_price_that_follows_an_index() -> None:
    plan = contract_plan(a_contract(), PAPER)
    assert plan.outcome.mistakes == ()
    # 1,200,000 and 120,000 a year, from the second the floor of 2% until the index is known
    assert [row.total for row in plan.rows] == [
        *("1,320,000.00", "120,000.00", "1,344,000.00", "1,368,480.00"),
    ]
    assert plan.outcome.sums is not None
    assert [(each.label, each.value) for each in plan.outcome.sums.rows] == [
        ("On acceptance, before tax", "EUR 180,000.00")
    ]


def test_a_contract_billed_upfront_says_what_an_index_makes_of_it_later() -> None:
    plan = contract_plan(a_contract(billing_frequency="upfront"), PAPER)
    assert plan.outcome.mistakes == ()
    assert plan.outcome.sums is not None
    said = {each.label: each.value for each in plan.outcome.sums.rows}
    assert said["Index difference, year 2"].startswith("to be reckoned for 1 Dec 2027, when CPI")


def test_every_invoice_of_a_contract_says_its_options_and_taxes() -> None:
    changes = {**OPTIONS, "adjustments": "10% Launch", "taxes": "GST + QST"}
    form = a_contract(sender__taxes="GST 5%\nQST 9.975%", **changes)
    plan = contract_plan(form.model_copy(update={"show": 2}), PAPER)
    assert plan.outcome.mistakes == ()
    content = content_of(plan.outcome)
    # 120,000 less 10%, of which 5% and 9.975%
    assert str(content.totals.net) == "108000.00"
    assert [str(each.amount) for each in content.totals.named] == ["5400.00", "10773.00"]
    assert content.late_fee and content.early_payment
    assert (len(content.references), content.second_language) == (2, "fr")


def test_a_contracts_line_has_a_list_price_that_its_invoices_show() -> None:
    form = with_line(a_contract(), 0, list_price="1.5M")
    plan = contract_plan(form.model_copy(update={"show": 1}), PAPER)
    assert plan.outcome.mistakes == ()
    assert str(content_of(plan.outcome).lines[0].list_price) == "1500000.00"
    low = contract_plan(with_line(a_contract(), 0, list_price="1M"), PAPER)
    assert told(low.outcome.mistakes).keys() == {"lines[0].list_price"}
    claimed = claimed_contract(form, ContractForm(), DraftParties(None, None))
    assert claimed.lines[0].list_price == "1.5M"


def test_a_contracts_mistakes_stand_at_their_fields_too() -> None:
    form = with_line(a_contract("40% on 2027-02-01"), 0, indexation="CPI")
    found = told(contract_plan(form, PAPER).outcome.mistakes)
    assert found.keys() == {"lines[0].indexation", "lines[2].parts"}
    found = told(contract_plan(a_contract(taxes="GST", late_fee="lots"), PAPER).outcome.mistakes)
    assert found.keys() == {"late_fee"}
    found = told(contract_plan(a_contract(taxes="GST"), PAPER).outcome.mistakes)
    assert found == {"taxes": "“From” does not list a tax called GST. It lists: none."}


def test_as_many_milestones_as_a_fee_may_have_can_be_typed() -> None:
    rows = [f"Milestone number {n} of the whole project: 1% on 2027-02-01" for n in range(23)]
    plan = contract_plan(a_contract("\n".join([*rows, "rest on acceptance"])), PAPER)
    assert plan.outcome.mistakes == ()
    assert plan.rows[1].total == "69,000.00"  # 23% of 300,000, all on one day
    endless = a_contract("x" * 4_000)
    assert "3000" in told(contract_plan(endless, PAPER).outcome.mistakes)["lines[2].parts"]


def test_slack_takes_all_of_it_over() -> None:
    taxes = (NamedTax(name="QST", rate=Decimal("9.975")),)
    parties = DraftParties(None, a_sender_profile(taxes=taxes))
    typed = with_line(a_form("invoice", **OPTIONS), 1, unit="IE", discount="10% Launch")
    form = claimed_invoice(with_taxes(typed, "QST + GST"), InvoiceForm(), parties)
    assert form.adjustments == OPTIONS["adjustments"]
    assert form.references == OPTIONS["references"]
    assert (form.late_fee, form.early_payment) == ("9% a year + 40.00", "2/10")
    assert (form.lines[1].unit, form.lines[1].allowance) == ("IE", "10% Launch")
    assert form.lines[2].taxes == taxes
    assert typed_customer(typed, "c").second_language == "fr"

    contract = claimed_contract(a_contract(**OPTIONS), ContractForm(), parties)
    contract = contract.model_copy(update={"customer_id": "c", "deal_channel": "C1"})
    terms = asked_of(contract).terms
    assert terms.late_fee and len(terms.references) == 2
    assert [each.kind for each in terms.lines] == ["subscription", "subscription", "milestones"]
    assert contract.lines[0].indexation == "CPI: 304.1, cap 5%, floor 2%"


NO_IBAN = {"bank_account__iban": "", "bank_account__bic": ""}
BRITISH = {
    **NO_IBAN,
    "bank_account__scheme": "gb",
    "bank_account__details__sort_code": "20 00 00",
    "bank_account__account_number": "55779911",
}


def test_an_account_has_the_parts_of_its_kind_from_the_same_table_as_everywhere() -> None:
    form = a_form("invoice", **BRITISH)
    outcome = invoice_outcome(form, PAPER)
    assert outcome.mistakes == ()
    account = content_of(outcome).remit_to
    assert account.scheme == "gb"
    assert [(each.label, each.shown(text)) for each, text in account.parts()] == [
        ("Sort code", "20-00-00"),
        ("Account number", "55779911"),
    ]
    page = form_page(form, (), {})
    bank = next(each for each in page.groups if each.id == "bank")
    assert [box.label for box in bank.boxes] == [
        *("Kind of account", "Bank", "Account holder"),
        *("Sort code", "Account number", "BIC (SWIFT code)"),
    ]
    assert ([box.label for box in bank.more], bank.opened) == (["IBAN"], False)


def test_a_part_that_another_kind_left_is_seen_and_not_folded() -> None:
    iban = {"bank_account__iban": "DE89370400440532013000"}
    page = form_page(a_form("invoice", **{**BRITISH, **iban}), (), {})
    assert next(each for each in page.groups if each.id == "bank").opened


def test_each_part_is_checked_as_its_country_publishes_it_and_told_at_its_field() -> None:
    form = a_form("invoice", **{**BRITISH, "bank_account__details__sort_code": "20-00"})
    mistakes = invoice_outcome(form, PAPER).mistakes
    assert [(each.field, each.label) for each in mistakes] == [
        ("bank_account.details.sort_code", "Where to pay: sort code")
    ]
    missing = invoice_outcome(a_form("invoice", **NO_IBAN, bank_account__scheme="mx"), PAPER)
    assert told(missing.mistakes).keys() == {"bank_account.account_number"}


def test_what_was_typed_for_another_kind_of_account_is_left_aside() -> None:
    iban = {"bank_account__scheme": "", "bank_account__details__sort_code": "20 00 00"}
    outcome = invoice_outcome(a_form("invoice", **iban), PAPER)
    assert outcome.mistakes == ()
    assert content_of(outcome).remit_to.iban == "DE89370400440532013000"


def test_a_kind_that_there_is_not_is_told_at_its_menu() -> None:
    strange = a_form("invoice", bank_account__scheme="atlantis")
    assert told(invoice_outcome(strange, PAPER).mistakes).keys() == {"bank_account.scheme"}


def test_without_javascript_a_button_shows_the_fields_of_the_kind_that_is_chosen() -> None:
    system = BuilderClient()
    sent = system.sent(bank_account__scheme="br")
    page = system.post("/new", {**sent, "do": "fields"}).text
    assert "Agência" in page
    assert 'name="bank_account.details.branch_code"' in page
    assert '<option value="savings">Savings</option>' in page
    assert 'name="do" value="fields">Show its fields</button>' in page

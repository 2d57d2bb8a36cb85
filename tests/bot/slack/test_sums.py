"""The builder's taxes by name, certificates, discounts on the whole and the tax in a currency."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from bot.intake.invoice import form_of
from bot.slack.views.contract.text import lines_of
from bot.slack.views.setup.opened import customer_facts, section_facts
from jupiter_core.domain.certificate import Certificate
from jupiter_core.domain.contract.contract import Contract
from jupiter_core.domain.contract_changes import contract_changes
from jupiter_core.domain.deal_defaults import DealDefaults
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.tax import NamedTax
from jupiter_core.ports.invoices import InvoiceFilter
from jupiter_core.queries.entity_sections import EntitySection
from tests.factories import SAM, WORKSPACE, a_customer, a_euro_bank, a_sender_profile
from tests.harness.modal_bot import ModalBot, a_builder_stage

GST = NamedTax(name="GST", rate=Decimal(5))
QST = NamedTax(name="QST", rate=Decimal("9.975"))


@pytest.fixture
def stage() -> Iterator[ModalBot]:
    german = a_sender_profile().address.model_copy(update={"country": "DE", "region": ""})
    euro = a_sender_profile(
        id="sender-eu",
        legal_name="Jupiter EU GmbH",
        series="JEU-",
        address=german,
        bank_accounts=(a_euro_bank(),),
    )
    customer = a_customer(certificates=(Certificate(number="EX-4711", tax="QST"),))
    with a_builder_stage([a_sender_profile(taxes=(GST, QST)), euro], [customer]) as made:
        yield made


def a_line(stage: ModalBot, price: str) -> None:
    stage.press_in_view(SAM.id, "builder_add_line")
    stage.top("builder_line_editor")
    stage.fill(SAM.id, "line_description", "Platform")
    stage.fill(SAM.id, "line_unit_price", price)


def the_invoice(stage: ModalBot) -> Invoice:
    with stage.store.read(WORKSPACE) as uow:
        (found,) = uow.invoices.page(InvoiceFilter(), limit=2)
        return found


def test_taxes_are_picked_from_the_entitys_list_in_place_of_a_rate(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    a_line(stage, "1234.50")
    stage.showing("Tax rate in percent")
    stage.fill(SAM.id, "line_taxes", ["0", "1"])
    stage.eventually(lambda: "Tax rate in percent" not in str(stage.modal(SAM.id)))
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("GST 5% + QST 9.975%")
    stage.showing("QST 9.975% of USD 1,234.50")
    stage.showing("USD 1,419.37")
    assert stage.submit(SAM.id)["ok"]
    totals = the_invoice(stage).content.totals
    assert [str(each.amount) for each in totals.named] == ["61.73", "123.14"]


def test_a_tax_is_exempt_by_the_customers_certificate(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    a_line(stage, "100.00")
    stage.fill(SAM.id, "line_taxes", ["0", "1"])
    stage.showing("Exempt from")
    menus = {each["block_id"].partition(".")[0]: each for each in stage.modal(SAM.id)["blocks"]}
    assert [_texts(menus[each]) for each in ("taxes", "exempt")] == [
        ["GST 5%", "QST 9.975%"],
        ["GST", "QST, certificate EX-4711", "QST"],
    ]
    stage.fill(SAM.id, "line_exempt", ["1/0"])
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    assert stage.submit(SAM.id)["ok"]
    _, exempt = the_invoice(stage).content.lines[0].taxes
    assert exempt.certificate == Certificate(number="EX-4711", tax="QST")


def _texts(block: dict[str, Any]) -> list[str]:
    return [each["text"]["text"] for each in block["element"]["options"]]


def test_two_exemptions_from_one_tax_are_refused_at_their_menu(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    a_line(stage, "100.00")
    stage.fill(SAM.id, "line_taxes", ["1"])
    stage.showing("Exempt from")
    stage.fill(SAM.id, "line_exempt", ["1/0", "1/exempt"])
    (error,) = stage.submit(SAM.id)["errors"].items()
    assert error[0].startswith("exempt.")
    assert error[1] == "QST is there twice. Each tax needs a name of its own."


def test_discounts_and_charges_are_typed_a_line_each(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    a_line(stage, "1000.00")
    stage.fill(SAM.id, "line_tax_rate", "20")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.fill(SAM.id, "builder_adjustments", "10% Launch\n+20.00 Freight @20%")
    stage.showing("Discount 10% (Launch)")
    stage.showing("USD 1,104.00")  # (1,000.00 − 100.00 + 20.00) × 1.20
    assert stage.submit(SAM.id)["ok"]
    content = the_invoice(stage).content
    assert (str(content.totals.net), str(content.totals.total)) == ("920.00", "1104.00")


def test_prices_are_entered_with_tax_and_both_sums_are_shown(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    stage.fill(SAM.id, "builder_prices", "with_tax")
    a_line(stage, "100.00")
    stage.fill(SAM.id, "line_quantity", "3")
    stage.fill(SAM.id, "line_tax_rate", "19")
    stage.showing("USD 300.00 incl. tax, USD 252.10 net")  # 300.00 ÷ 1.19 = 252.1008…
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("3 × 100.00 = USD 300.00 incl. tax")
    stage.showing("Tax 19% of USD 252.10")
    assert stage.submit(SAM.id)["ok"]
    invoice = the_invoice(stage)
    assert str(invoice.content.totals.total) == "300.00"
    form = form_of(invoice)
    assert (form.prices, form.lines[0].unit_price) == ("with_tax", "100.00")


def with_usual_prices(stage: ModalBot, customer: bool | None, entity: bool | None) -> None:
    """What is set for Acme, and for the entity in the US."""
    with stage.store.write(WORKSPACE) as uow:
        acme, us = uow.customers.get("customer-acme"), uow.sender_profiles.get("sender-us")
        usual = DealDefaults(prices_include_tax=customer, tax_rate=Decimal(19))
        uow.customers.save(acme.model_copy(update={"defaults": usual}))
        usual = DealDefaults(prices_include_tax=entity)
        uow.sender_profiles.save(us.model_copy(update={"defaults": usual}))


def chosen_prices(stage: ModalBot) -> str:
    blocks = stage.modal(SAM.id)["blocks"]
    (menu,) = [each["element"] for each in blocks if each["block_id"].startswith("prices.")]
    return str(menu["initial_option"]["value"])


@pytest.mark.parametrize(
    ("customer", "entity", "words", "prices", "total"),
    [
        (True, None, "", "with_tax", "100.00"),
        (None, True, "", "with_tax", "100.00"),
        (False, True, "", "net", "119.00"),
        (True, None, "plus 19% VAT", "net", "119.00"),
        (None, None, "incl. 19% VAT", "with_tax", "100.00"),
    ],
)
def test_one_line_and_its_form_have_the_usual_prices_unless_it_says_others(
    stage: ModalBot,
    customer: bool | None,
    entity: bool | None,
    words: str,
    prices: str,
    total: str,
) -> None:
    with_usual_prices(stage, customer, entity)
    stage.types(f"/invoice Acme onboarding 100.00 {words} from us USD")
    stage.top("builder")
    assert chosen_prices(stage) == prices
    assert stage.submit(SAM.id)["ok"]
    assert str(the_invoice(stage).content.totals.total) == total


def test_a_contracts_form_has_the_usual_prices_until_somebody_chooses_others(
    stage: ModalBot,
) -> None:
    with_usual_prices(stage, True, None)
    stage.types("/invoice Acme platform 1200.00/yr 2y from us USD starting 2027-01-01")
    stage.top("contract_builder")
    assert chosen_prices(stage) == "with_tax"
    stage.fill(SAM.id, "builder_prices", "net")
    stage.eventually(lambda: "USD 1,428.00" in str(stage.modal(SAM.id)))
    assert stage.submit(SAM.id)["ok"]
    (made,) = stage.eventually(stage.contracts)
    assert not made.shown.terms.prices_include_tax


def test_what_is_no_discount_is_refused_at_its_field(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    a_line(stage, "1000.00")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    for typed in ("ten percent", "101% Launch"):
        stage.fill(SAM.id, "builder_adjustments", typed)
        (block_id,) = stage.submit(SAM.id)["errors"]
        assert block_id.startswith("adjustments.")


def test_the_rate_is_asked_for_where_the_entitys_country_wants_it(stage: ModalBot) -> None:
    stage.types("/invoice Acme from us USD")
    stage.top("builder")
    assert "Tax in EUR" not in str(stage.modal(SAM.id))
    stage.fill(SAM.id, "builder_entity", "sender-eu")
    stage.showing("Tax in EUR")
    a_line(stage, "1000.00")
    stage.fill(SAM.id, "line_tax_rate", "19")
    assert stage.submit(SAM.id)["ok"]
    stage.top("builder")
    stage.showing("Germany wants the tax shown in EUR too.")
    stage.fill(SAM.id, "builder_tax_currency", "EUR 0.9231")
    (block_id,) = stage.submit(SAM.id)["errors"]
    assert block_id.startswith("tax_currency.")
    stage.fill(SAM.id, "builder_tax_currency", "EUR 0.9231, ECB, 2026-11-20")
    assert stage.submit(SAM.id)["ok"]
    other = the_invoice(stage).content.tax_currency
    assert other
    assert other.words == "EUR at 0.9231 (ECB, 20 Nov 2026)"


def test_a_contract_has_a_discount_on_the_whole_and_taxes_by_name(stage: ModalBot) -> None:
    stage.types("/invoice contract")
    stage.top("contract_builder")
    acme = stage.search("builder_customer", "acme")[0]
    stage.fill(SAM.id, "builder_customer", acme["value"])
    stage.fill(SAM.id, "builder_entity", "sender-us")
    stage.fill(SAM.id, "builder_currency", "USD")
    stage.fill(SAM.id, "contract_start", "2027-01-01")
    stage.fill(SAM.id, "contract_term", "1 year")
    stage.press_in_view(SAM.id, "contract_add_subscription")
    stage.top("contract_line_editor")
    stage.fill(SAM.id, "contract_line_description", "Platform")
    stage.fill(SAM.id, "contract_line_annual_price", "1234.50")
    assert not stage.submit(SAM.id).get("errors")
    stage.top("contract_builder")
    stage.fill(SAM.id, "builder_adjustments", "10% Volume")
    stage.fill(SAM.id, "contract_taxes", "GST + QST")
    stage.showing("USD 1,277.43")  # 1,111.05 + 55.55 + 110.83
    stage.fill(SAM.id, "builder_prices", "with_tax")
    stage.showing("USD 1,111.05")  # what is left of 1,234.50, tax and all
    stage.fill(SAM.id, "builder_prices", "net")
    stage.showing("USD 1,277.43")
    assert stage.submit(SAM.id)["ok"]
    contract = stage.eventually(stage.contracts)[0]
    assert contract.shown.terms.taxes == (GST, QST)
    assert str(contract.shown.total) == "1277.43"
    assert lines_of(contract.shown.terms)[1:] == [
        "Discount 1 on the total: 10%: Volume",
        "Taxes of every line: GST 5% + QST 9.975%",
    ]
    facts = [each.words for each in contract_changes(contract, _without_sums(contract))]
    assert "Discount 1 on the total removed: 10%: Volume" in facts
    assert "Taxes removed: GST 5% + QST 9.975%" in facts


def _without_sums(contract: Contract) -> Contract:
    terms = contract.shown.terms.model_copy(update={"adjustments": (), "taxes": ()})
    proposal = contract.shown.model_copy(update={"terms": terms})
    return contract.model_copy(update={"proposal": proposal})


def test_what_somebody_else_saved_of_taxes_and_certificates_meanwhile_is_noticed() -> None:
    before, after = a_sender_profile(), a_sender_profile(taxes=(GST,))
    was, now = (section_facts(EntitySection.DEAL, each) for each in (before, after))
    assert {name for name in now if now[name] != was[name]} == {"taxes by name"}
    exempt = a_customer(certificates=(Certificate(number="EX-4711"),))
    known, changed = customer_facts(a_customer()), customer_facts(exempt)
    differing = {name for name in changed if changed[name] != known[name]}
    assert differing == {"exemption certificates"}


def test_one_line_says_taxes_by_name_and_a_lines_discount(stage: ModalBot) -> None:
    stage.types("/invoice Acme platform 2000.00 10% off, onboarding 500.00, GST + QST from us USD")
    stage.top("builder")
    assert stage.submit(SAM.id)["ok"]
    totals = the_invoice(stage).content.totals
    # 2,000.00 − 10% + 500.00 = 2,300.00, of which 5% and 9.975%
    assert [str(each.amount) for each in totals.named] == ["115.00", "229.43"]
    assert str(totals.total) == "2644.43"


def test_one_line_says_milestones_their_taxes_and_a_late_fee(stage: ModalBot) -> None:
    words = "implementation 300k 40% on signing, rest on acceptance, GST + QST late fee 1% a month"
    stage.types(f"/invoice Acme {words} from us USD starting 2027-01-01")
    stage.top("contract_builder")
    assert stage.submit(SAM.id)["ok"]
    (made,) = stage.eventually(stage.contracts)
    (first,) = made.shown.schedule.invoices
    # 40% of 300,000.00, and 5% and 9.975% of that
    assert (str(first.net), str(first.tax)) == ("120000.00", "17970.00")
    assert first.issue_on.isoformat() == "2027-01-01"
    assert [str(each.net) for each in made.shown.schedule.pending] == ["180000.00"]
    fee = made.shown.terms.late_fee
    assert fee and fee.words == "1% a month"

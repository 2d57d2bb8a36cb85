"""An invoice in the words of a reader in AP."""

from decimal import Decimal

import pytest

from bot.web.pages.link.page import link_page
from bot.web.pages.link.rows import grouped
from bot.wording.page.wording import page_wording
from jupiter_core.domain.cheque import Cheque
from tests.factories import NOW, a_content, a_draft, a_euro_bank, a_line
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account

EN = page_wording("en")


def test_an_iban_is_read_in_fours_and_copied_whole() -> None:
    page = link_page(
        a_draft(content=a_content(remit_to=a_euro_bank())), [], NOW, page_wording("en")
    )
    row = next(row for row in page.remit_to if row.label == "IBAN")
    assert row.value == "DE89 3704 0044 0532 0130 00"
    assert row.copy_text == "DE89370400440532013000"
    assert grouped("DE8") == "DE8"


@pytest.mark.parametrize(
    ("quantity", "words"),
    [("250", "250"), ("1000000", "1,000,000"), ("1.50", "1.5"), ("0.000001", "0.000001")],
)
def test_quantities_have_no_zeros_that_say_nothing(quantity: str, words: str) -> None:
    line = a_line(quantity=quantity, price="1.00")
    page = link_page(a_draft(content=a_content(lines=(line,))), [], NOW, EN)
    assert page.lines[0].quantity == words


def test_tax_is_told_by_rate_with_what_it_is_of() -> None:
    lines = (a_line(price="100.00", tax_rate="8.875"), a_line(price="50.00"))
    page = link_page(a_draft(content=a_content(lines=lines)), [], NOW, EN)
    assert [row.label for row in page.totals] == ["Net", "Tax 0%", "Tax 8.875% of 100.00", "Total"]
    assert page.lines[0].tax == "8.875%"
    assert Decimal("8.88") == Decimal(page.totals[2].value.split()[-1])


def test_each_part_of_an_account_is_copied_as_a_bank_takes_it() -> None:
    account = an_account("gb", iban="GB29NWBK60161331926819", reference="rf")
    draft = a_draft(content=a_content(remit_to=account)).model_copy(update={"number": "JUS-1"})
    page = link_page(draft, [], NOW, page_wording("de"))
    copied = {row.label: (row.value, row.copy_text) for row in page.remit_to if row.copy_text}
    assert copied["Sort code"] == ("08-99-99", "089999")
    assert copied["IBAN"] == ("GB29 NWBK 6016 1331 9268 19", "GB29NWBK60161331926819")
    assert ("RF32 JUS1", "RF32JUS1") in copied.values()


def test_where_cheques_are_sent_is_copied_with_its_lines() -> None:
    cheque = Cheque(payable_to="Jupiter UK Ltd", address="PO Box 1\nLondon")
    account = an_account("gb", cheque=cheque)
    page = link_page(a_draft(content=a_content(remit_to=account)), [], NOW, EN)
    row = next(row for row in page.remit_to if row.label == "Send cheques to")
    assert (row.value, row.copy_text) == ("PO Box 1, London", "PO Box 1\nLondon")

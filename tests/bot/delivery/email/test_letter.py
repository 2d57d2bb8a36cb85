"""What a mail says, in each language."""

from dataclasses import fields
from datetime import date
from html.parser import HTMLParser

import pytest

from bot.delivery.email.languages import LANGUAGES
from bot.delivery.email.letter import MailText, code_letter, letter_of
from bot.delivery.email.page import as_html
from bot.delivery.email.text import as_text
from bot.delivery.email.words import MailWords
from bot.wording.colour import contrast
from bot.wording.local_figures import amount, day
from jupiter_core.documents.languages import LANGUAGES as PAPER
from jupiter_core.domain.account import Credit
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.spelling import spelling
from tests.factories import a_content, a_customer, a_draft, a_line, a_sender_profile

LINK = "https://pay.example/i/01J.signature?a=1&b=2"
HOSTILE = '<script>alert("1")</script> & "co" https://evil.example\r\nBcc: all@evil.example'


def an_invoice(**content: object) -> Invoice:
    return a_draft(
        content=a_content(**content), state=State.ISSUED, number="JUS-000001", revision=1
    )


def a_credit_note(language: str = "en") -> Invoice:
    lines = (a_line(price="500.00"),)
    return an_invoice(corrects="JUS-000001", language=language, lines=lines).model_copy(
        update={"number": "JUS-000002"}
    )


def a_letter(**content: object) -> MailText:
    return letter_of(an_invoice(**content), LINK)


class Reading(HTMLParser):
    """The words and the links that a reader of the page gets."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self._skipped = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self._skipped = tag if tag in {"style", "title"} else self._skipped
        self.links += [value or "" for name, value in attrs if name == "href"]

    def handle_endtag(self, tag: str) -> None:
        self._skipped = "" if tag == self._skipped else self._skipped

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words += data.split()

    @property
    def text(self) -> str:
        return " ".join(self.words)


def shown(text: str) -> str:
    return " ".join(text.split())


def test_a_mail_speaks_what_the_paper_speaks() -> None:
    assert list(LANGUAGES) == list(PAPER)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_language_lacks_a_word_or_a_place_to_fill_in(language: str) -> None:
    for each in fields(MailWords):
        said, english = (getattr(LANGUAGES[code], each.name) for code in (language, "en"))
        assert said.strip(), each.name
        assert _places(said) == _places(english), each.name


def _places(sentence: str) -> set[str]:
    return {part.partition("}")[0] for part in sentence.split("{")[1:]}


def test_no_two_languages_say_the_same() -> None:
    for each in ("sends_invoice", "bank_note", "open_invoice", "subject_due", "nothing_to_pay"):
        assert len({getattr(words, each) for words in LANGUAGES.values()}) == len(LANGUAGES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "money",
    [
        Money.of("1345000.00", "USD"),
        Money.of("1345.00", "EUR"),
        Money.of("-1234", "JPY"),
        Money.of("1234567.891", "KWD"),
        Money.of("0.00", "GBP"),
    ],
)
def test_amounts_and_days_are_written_as_on_the_paper(language: str, money: Money) -> None:
    assert amount(money, language) == spelling(language).amount_with_currency(money)
    for each in (date(2027, 1, 6), date(2026, 12, 31)):
        assert day(each, language) == spelling(language).day(each)


@pytest.mark.parametrize("language", LANGUAGES)
def test_both_forms_say_all_that_ap_needs(language: str) -> None:
    invoice = an_invoice(language=language, po_number="4500017342")
    letter = letter_of(invoice, LINK)
    words, page = LANGUAGES[language], Reading(as_html(letter))
    needed = [
        "Dana Reyes",
        "JUS-000001",
        amount(invoice.amount_due, language),
        day(invoice.content.due_date, language),
        "4500017342",
        words.bank_note,
        words.reply,
        words.open_invoice,
        "Jupiter US Inc.",
        "billing@jupiter.example",
        "+1 415 555 0100",
    ]
    text = as_text(letter)
    for each in needed:
        assert each in text
        assert shown(each) in page.text
    assert text.count(LINK) == 1
    assert page.links == [LINK]


@pytest.mark.parametrize(
    ("language", "subject"),
    [
        ("en", "Invoice JUS-000001 from Jupiter US Inc.: USD 1,345,000.00, due 6 Jan 2027"),
        ("de", "Rechnung JUS-000001 von Jupiter US Inc.: 1.345.000,00 USD, fällig am 06.01.2027"),
        ("xx", "Invoice JUS-000001 from Jupiter US Inc.: USD 1,345,000.00, due 6 Jan 2027"),
    ],
)
def test_the_subject_is_enough_to_know_what_it_is(language: str, subject: str) -> None:
    assert a_letter(language=language).subject.replace("\u00a0", " ") == subject


def test_a_missing_po_number_is_asked_for_with_a_way_to_add_it() -> None:
    letter = a_letter()
    assert f"PO pending. Add it here:\n{LINK}" in as_text(letter)
    assert "PO pending. Add it here" in Reading(as_html(letter)).text


def test_who_pays_without_one_is_only_offered_it() -> None:
    bill_to = a_customer(po_required=False).bill_to()
    assert a_letter(bill_to=bill_to).missing == "No PO number yet."


def test_a_company_is_greeted_where_nobody_is_named() -> None:
    bill_to = a_customer(ap_contact=ApContact(email="ap@acme.example")).bill_to()
    assert a_letter(bill_to=bill_to).greeting == "Hello Acme Corporation,"
    assert a_letter(bill_to=bill_to, language="ja").greeting == "Acme Corporation 御中"


def test_an_answer_is_invited_only_where_it_would_arrive() -> None:
    seller = a_sender_profile(email="").seller()
    assert a_letter(seller=seller).reply == ""
    assert "reply" not in as_text(a_letter(seller=seller))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_credit_note_asks_for_nothing(language: str) -> None:
    letter = letter_of(a_credit_note(language), LINK)
    words, text = LANGUAGES[language], as_text(letter)
    assert "JUS-000001" in text
    assert "JUS-000002" in letter.subject
    assert letter.figure.label == words.amount_credited
    for each in (words.due_date, words.bank_note, words.po_pending, words.po_none):
        assert each not in text
    assert words.nothing_to_pay in text


def test_what_is_partly_paid_says_what_is_left_and_of_how_much() -> None:
    part = an_invoice().model_copy(update={"paid": Money.of("1000000.00", "USD")})
    letter = letter_of(part, LINK)
    assert letter.figure.value == "USD\u00a0345,000.00"
    assert ("Total", "USD\u00a01,345,000.00") in letter.facts


@pytest.mark.parametrize(
    "settled",
    [
        {"paid": Money.of("1345000.00", "USD")},
        {"credits": (Credit(number="JUS-000002", amount=Money.of("1345000.00", "USD")),)},
    ],
)
def test_what_is_settled_asks_for_nothing(settled: dict[str, object]) -> None:
    letter = letter_of(an_invoice().model_copy(update={"state": State.PAID, **settled}), LINK)
    assert letter.subject == "Invoice JUS-000001 from Jupiter US Inc."
    assert "Due date" not in as_text(letter)
    assert letter.missing == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_invoice_of_nothing_asks_for_no_payment(language: str) -> None:
    content = an_invoice().content.model_copy(
        update={"lines": (a_line(price="0.00"),), "language": language}
    )
    nil = an_invoice().model_copy(update={"state": State.PAID, "content": content})
    letter, words = letter_of(nil, LINK), LANGUAGES[language]
    assert letter.figure.label == words.total
    assert letter.note == words.nothing_to_pay
    for each in (words.due_date, words.bank_note, words.po_pending, words.paid_in_full):
        assert each not in as_text(letter)


def test_hostile_text_is_shown_as_typed_and_makes_no_line_of_its_own() -> None:
    seller = a_sender_profile(legal_name=HOSTILE, phone=HOSTILE).seller()
    bill_to = a_customer(name=HOSTILE, ap_contact=ApContact(name=HOSTILE)).bill_to()
    letter = a_letter(seller=seller, bill_to=bill_to, po_number=HOSTILE)
    page = Reading(as_html(letter))
    assert "script" not in page.tags
    assert page.links == [LINK]
    assert '<script>alert("1")</script> & "co"' in page.text
    assert not any(line.startswith("Bcc:") for line in as_text(letter).splitlines())
    assert not set(letter.subject) & set("\r\n")


@pytest.mark.parametrize("colour", ["#1f3a5f", "#f2c200", "#ffffff", "#000000", "#808080"])
def test_the_button_can_be_read_in_every_colour(colour: str) -> None:
    seller = a_sender_profile(colour=colour).seller()
    letter = a_letter(seller=seller)
    assert contrast(letter.colour.brand, letter.colour.ink) >= 4.5
    assert f"background:{colour}" in as_html(letter)


def test_a_page_loads_nothing_and_runs_nothing() -> None:
    page = as_html(a_letter())
    tags = set(Reading(page).tags)
    assert not tags & {"script", "img", "link", "iframe", "form", "table"}
    assert "url(" not in page
    assert "http" not in page.replace(LINK.replace("&", "&amp;"), "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_is_said_with_who_asks_and_without_any_link(language: str) -> None:
    letter = code_letter(an_invoice(language=language), "042017", "eve@evil.example")
    words, text, page = LANGUAGES[language], as_text(letter), Reading(as_html(letter))
    for each in (letter.subject, text):
        assert "JUS-000001" in each
        assert "Jupiter US Inc." in each
    assert "042017" not in letter.subject
    assert page.links == []
    for each in ("042017", "eve@evil.example", words.code_until, words.code_not_you):
        assert each in text

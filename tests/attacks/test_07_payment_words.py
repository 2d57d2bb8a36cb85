"""Line 7: payment instructions outside the bank's fields are refused on the link, and
flagged to whoever approves."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from schwifty import IBAN

from jupiter_core.commands.amendment import AddPoNumber, add_po_number
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.domain.payment_instructions.find import flags_in, payment_words
from jupiter_core.domain.payment_instructions.flags import invoice_flags
from jupiter_core.domain.refusals import PaymentInstructions, ValidationErrors
from tests.attacks.content_world import World
from tests.attacks.steps import counted
from tests.factories import DANA, SAM, WORKSPACE, a_content, a_customer, a_draft, a_line
from tests.harness.api_deals import submitted
from tests.harness.contract_deal import ContractDeal
from tests.harness.link_client import LinkClient, an_issued_site
from tests.harness.slack_bot import a_rig
from tests.harness.slack_reading import shown
from tests.harness.workspace import MemoryWorkspace

INSTRUCTIONS = [
    "DE89 3704 0044 0532 0130 00",
    "de89.3704.0044.0532.0130.00",
    "DE89-3704-0044-0532-0130-00",
    "ＤＥ８９ ３７０４ ００４４ ０５３２ ０１３０ ００",
    "DE89370400\u200b440532013000",
    "IBANDE89370400440532013000",
    "DE89 3704 0044\n0532 0130 00",
    "DE89 37O4 OO44 O532 O13O OO",
    "GB29 NWBK 6016 1331 9268 19",
    "routing 021000021 account 000123456789",
    "ABA 021000021",
    "021000021 / 000123456789",
    "Account no. 000123456789",
    "Acct #: 12345678",
    "bank account 123456",
    "sort code 60-16-13",
    "BSB 062-000",
    "BLZ 370 400 44",
    "IFSC HDFC0001234",
    "CLABE 032 180 00011835971 9",
    "branch code 250655",
    "transit 00012, institution 003",
    "Pix key: 52.998.224/0001-72",
    "PayNow UEN 197401143C",
    "BIC COBADEFFXXX",
    "SWIFT: CHASUS33",
    "swift code deutdeff",
    "0x52908400098527886E0F7030069857D2E4169EE7",
    "BTC 1BoatSLRHtKNngkdXEeobR76b53LETtpyT",
    "Remit to: Acme Payments LLC",
    "R\u0435mit t\u043e the following",
    "our new account is at First Bank",
    "We have changed our bank details",
    "Bank details have changed",
    "wire to First Bank",
    "Pay to: Jupiter Holdings",
    "updated banking information",
    "Please send all payments to the following account",
    "the old account is closed",
    "Neue Bankverbindung",
    "neue Kontoverbindung ab Mai",
    "Bitte überweisen Sie auf unser Konto",
    "Bitte ueberweisen Sie den Betrag auf",
    "nouveau compte",
    "Nos coordonnées bancaires",
    "virement sur le compte",
    "nueva cuenta",
    "Transfiera el importe a la siguiente cuenta",
    "nuovo conto",
    "coordinate bancarie:",
    "nieuwe rekening",
    "nova conta",
    "novos dados bancários",
    "振込先が変わりました",
    "新しい口座",
    "普通 1234567",
    "r e m i t  t o Acme Payments",
    "r e m i t t o",
    "R E M I T  T O:",
    "R-E-M-I-T-T-O",
    "r.e.m.i.t to the following",
    "r_e_m_i_t__t_o",
    "r\u00a0e\u00a0m\u00a0i\u00a0t\u00a0\u00a0t\u00a0o",
    "re mi t to Acme Payments",
    "I B A N",
    "i.b.a.n.",
    "I-B-A-N on request",
    "p a y t o Jupiter Holdings",
    "n e w   b a n k   d e t a i l s",
    "our n e w account is at First Bank",
    "w i r e to First Bank",
    "a c c o u n t 000123456789",
    "A B A 021000021",
    "s o r t c o d e",
    "n e u e  B a n k v e r b i n d u n g",
    "n o u v e a u c o m p t e",
    "振 込 先",
]
ORDINARY = [
    "4500017342",
    "PO-2026-0042",
    "PO 123456780",
    "021000021",
    "4500017342-00010",
    "Branch 250655, code review",
    "Transit visa 00012",
    "Pixel 12345678901",
    "DE136695976",
    "NL123456789B01",
    "1 Bank Street, Suite 500",
    "12 Account Road",
    "Rue de la Banque 4",
    "Bankstraße 5",
    "Via del Conto 3",
    "Thank you for three years of trust.",
    "Payment terms net 45",
    "Please pay within 30 days.",
    "Payments are due on receipt",
    "First National Bank",
    "Bank of America, N.A.",
    "Deutsche Bank AG",
    "Banco Santander S.A.",
    "GL account 640000",
    "G/L account 0000640000",
    "Customer account number 12345678",
    "CC-4711",
    "Accounts payable, attn. Dana Reyes",
    "New Accounts Team",
    "Swift delivery",
    "Platform Enterprise, year 1 of 3",
    "Wire mesh, 200 m",
    "Compte rendu 2026",
    "Nova Contabilidade Ltda",
    "Kontor Nord",
    "5e8f3c2a-9d41-4c7e-8f0a-1b2c3d4e5f6a",
    "BE71-ORDER-2026",
    "2026-11-22 to 2029-11-21",
    "+1 415 555 0100",
    "Remittance advice by e-mail please",
    "J. R. R. Tolkien",
    "A. B. C. D. Smith",
    "P.O. Box 4711",
    "c/o M. B. A. N. Services",
    "Aceros S. A. P. I. de C. V.",
    "S.A.R.L. du Pont",
    "U. S. A.",
    "O R D E R  4 5 0 0 0 1 7 3 4 2",
    "I N V O I C E",
    "A t t e n t i o n",
    "to be in it or on it is up to us",
    "B 2 B, A/B, C-3, D. 4",
    "Thyssen K R U P P",
    "A.C.H. Meyer",
    "W. I. Reto",
    "Ban Ki-moon, I. Bano",
    "",
]
NAMES = ["Tolkien", "Smith", "Meyer & Co. KG", "García", "Rossi S.p.A.", "van der Berg B.V."]
HALVES = [
    ("Remit", "to Acme Payments LLC"),
    ("please remit all payments", "to"),
    ("wire", "transfer instructions"),
    ("Our new", "bank details"),
    ("updated beneficiary", "account details"),
    ("send all payments to the", "following account"),
    ("r e m i t", "t o"),
    ("I B", "A N"),
    ("neue", "Bankverbindung"),
    ("nouvelles", "coordonnées"),
    ("nueva", "cuenta"),
]
SPELLED = [
    "remit to",
    "pay to",
    "wire to",
    "new account",
    "new bank details",
    "wire instructions",
    "make payment to",
    "Bankverbindung neu",
    "nuevo banco",
    "coordinate bancarie",
    "振込先",
]
SEPARATORS = st.sampled_from(["", " ", ".", "-", "/", "\n", "\u00a0", "\u200b", " - "])
COUNTRIES = st.sampled_from(["DE", "GB", "FR", "NL", "ES", "IT", "PT", "BE", "CH", "MT"])


@pytest.mark.parametrize("text", INSTRUCTIONS)
def test_what_asks_for_money_elsewhere_is_found(text: str) -> None:
    assert payment_words(text)
    assert payment_words(f"Thank you. {text}")


@pytest.mark.parametrize("text", ORDINARY)
def test_what_stands_on_invoices_every_day_passes(text: str) -> None:
    assert payment_words(text) == ""


@given(
    country=COUNTRIES,
    seed=st.randoms(use_true_random=False),
    separators=st.lists(SEPARATORS, min_size=40, max_size=40),
    wide=st.booleans(),
    upper=st.booleans(),
)
def test_no_spelling_hides_an_iban(
    country: str, seed: Random, separators: list[str], wide: bool, upper: bool
) -> None:
    iban = str(IBAN.random(country_code=country, random=seed))
    spelled = iban if upper else iban.lower()
    if wide:
        spelled = "".join(chr(ord(each) + 0xFEE0) for each in spelled)
    text = "".join(a + b for a, b in zip(spelled, separators, strict=False))
    assert payment_words(f"please: {text} thanks")


@given(
    text=st.sampled_from(SPELLED),
    separator=st.sampled_from([" ", ".", "-", "_", "/", "\u00a0", " . "]),
    upper=st.booleans(),
)
def test_no_gaps_between_its_letters_hide_a_phrase(text: str, separator: str, upper: bool) -> None:
    words = [separator.join(each) for each in text.split()]
    spelled = (separator * 2).join(words)
    assert payment_words(f"Thank you, {spelled.upper() if upper else spelled}")


@given(
    initials=st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3),
    dot=st.sampled_from([". ", ".", " ", "-"]),
    name=st.sampled_from(NAMES),
)
def test_initials_before_a_name_pass(initials: str, dot: str, name: str) -> None:
    assert payment_words(f"{dot.join(initials)}{dot} {name}") == ""


@settings(max_examples=300)
@given(fields=st.lists(st.sampled_from(ORDINARY), min_size=2, max_size=4))
def test_what_is_ordinary_in_each_field_makes_no_phrase_with_the_next(fields: list[str]) -> None:
    """An IBAN is proved by two check digits: of 97 texts that begin like “S.A. 45” one is none."""
    flags = flags_in((str(n), text) for n, text in enumerate(fields))
    assert [each for each in flags if each.label != "Several fields together"] == []


@pytest.mark.parametrize("piece", ["r e m i t ", "re mi ", "i ", "a. ", "ue berweis an "])
def test_a_text_of_twice_the_length_takes_twice_the_steps(piece: str) -> None:
    def steps(length: int) -> int:
        text = (piece * length)[:length]
        with counted() as taken:
            payment_words(text[1:])
            flags_in((("a", text[1:]), ("b", text[2:])))
        return taken.count

    steps(2000)  # what is compiled or imported once
    assert steps(8000) < 2.2 * steps(4000) + 500


@given(st.from_regex(r"(PO|CC|REQ)?[- ]?[0-9]{4,12}", fullmatch=True))
def test_a_number_alone_is_a_purchase_orders(text: str) -> None:
    assert payment_words(text) == ""


@given(st.text(max_size=300))
def test_any_text_is_read_and_what_is_quoted_is_short(text: str) -> None:
    assert len(payment_words(text)) <= 60


# On the link


@pytest.fixture
def site() -> LinkClient:
    return an_issued_site()


@pytest.mark.parametrize(
    "field",
    ["po_number", "attention", "cost_centre", "ap_name", "street", "city", "name"],
)
def test_on_the_link_it_is_refused_at_its_field_and_nothing_changes(
    site: LinkClient, field: str
) -> None:
    before = site.invoice
    answer = site.client.post(
        site.link, data=site.form(**{field: "Remit to DE89370400440532013000"})
    )
    assert answer.status_code == 422
    assert "looks like bank details" in answer.text
    assert site.invoice == before


def test_an_iban_over_two_fields_is_refused_too(site: LinkClient) -> None:
    before = site.invoice
    form = site.form(attention="DE89 3704 0044", cost_centre="0532 0130 00")
    assert site.client.post(site.link, data=form).status_code == 422
    assert site.invoice == before


@pytest.mark.parametrize("first, second", HALVES)
def test_a_phrase_over_two_fields_is_refused_where_one_of_them_is_new(
    site: LinkClient, first: str, second: str
) -> None:
    assert payment_words(first) == payment_words(second) == ""
    before = site.invoice
    for fields in (
        ("attention", "cost_centre"),
        ("cost_centre", "street"),
        ("ap_name", "attention"),
    ):
        form = site.form(**dict(zip(fields, (first, second), strict=True)))
        answer = site.client.post(site.link, data=form)
        assert answer.status_code == 422
        assert "looks like bank details" in answer.text
    assert site.invoice == before


def test_a_phrase_over_two_fields_that_stood_there_before_holds_nobody_up() -> None:
    content = a_content()
    update = {"attention": "Our new", "cost_centre": "bank details"}
    draft = a_draft(
        content=content.model_copy(update={"bill_to": content.bill_to.model_copy(update=update)})
    )
    site = an_issued_site(draft)
    assert site.client.post(site.link, data=site.form(po_number="4500017342")).status_code == 303
    refused = site.form(po_number="4500017343", cost_centre="bank details!")
    assert site.client.post(site.link, data=refused).status_code == 422


def test_what_stood_there_before_holds_nobody_up() -> None:
    content = a_content()
    bill_to = content.bill_to.model_copy(update={"attention": "new account"})
    draft = a_draft(content=content.model_copy(update={"bill_to": bill_to}))
    site = an_issued_site(draft)
    assert site.client.post(site.link, data=site.form(po_number="4500017342")).status_code == 303


def test_no_other_door_forgets_it_for_ap() -> None:
    desk = MemoryWorkspace()
    issued = desk.issued()
    with pytest.raises(ValidationErrors) as refused:
        desk.amend(issued, DANA, attention="wire to GB29 NWBK 6016 1331 9268 19")
    (refusal,) = refused.value.refusals
    assert isinstance(refusal, PaymentInstructions)
    assert refusal.path == "attention"
    command = AddPoNumber(
        by=DANA, invoice_id=issued.id, expected_version=None, po_number="new account 1"
    )
    with desk.writing() as uow, pytest.raises(ValidationErrors):
        add_po_number(command, uow, desk.renderer)
    assert desk.now(issued) == issued


def test_our_own_people_are_not_refused_for_it() -> None:
    desk = MemoryWorkspace()
    assert desk.amend(desk.issued(), SAM, attention="New account").revision == 2


# Flagged to the approver


def test_each_place_that_is_printed_is_looked_at() -> None:
    content = a_content(memo="Remit to us", po_number="new account")
    bill_to = content.bill_to.model_copy(
        update={"legal_name": "Wire to Acme", "cost_centre": "ABA 021000021"}
    )
    lines = (a_line("Platform"), a_line("Pay to DE89 3704 0044 0532 0130 00"))
    flags = invoice_flags(content.model_copy(update={"bill_to": bill_to, "lines": lines}))
    labels = ["PO number", "Memo", "Line 2", "Customer's name", "Cost centre"]
    assert [each.label for each in flags] == labels
    assert invoice_flags(a_content()) == ()


def test_a_phrase_over_two_places_is_flagged_with_both() -> None:
    content = a_content(memo="Please remit")
    lines = (a_line("to Acme Payments LLC"), a_line("Support"))
    (flag,) = invoice_flags(content.model_copy(update={"lines": lines}))
    assert flag == ("Memo and Line 1", "remit to")


def test_a_drafts_memo_is_flagged_on_its_card_and_to_its_approver() -> None:
    with a_rig() as rig:
        rig.submitted(memo="<!channel> Remit to *DE89 3704 0044 0532 0130 00*")
        rig.deliver()
        said = "⚠ Memo has what looks like payment instructions: “DE89 3704 0044 0532 0130 00”"
        assert said in shown(rig.card())
        assert said in shown(rig.request())
        assert said in rig.request()["text"]
        assert "<!channel>" not in str(rig.request()["text"])


def test_a_keys_draft_is_flagged_the_same() -> None:
    world = World()
    made = submitted(world.system, memo="Our new bank account: DE89 3704 0044 0532 0130 00")
    with world.reading() as uow:
        content = uow.invoices.get(made["id"]).content
    assert [each.label for each in invoice_flags(content)] == ["Memo"]


def test_a_contract_is_flagged_for_what_its_customers_record_says() -> None:
    with a_rig() as rig:
        with rig.store.write(WORKSPACE) as uow:
            customer = a_customer(attention="Wire to GB29 NWBK 6016 1331 9268 19")
            save_customer(SaveCustomer(by=SAM, customer=customer), uow, rig.ctx.renderer)
        deal = ContractDeal(rig)
        rig.deliver()
        said = "⚠ Attention line has what looks like payment instructions: “GB29 NWBK"
        assert said in shown(deal.with_button("contract_approve"))
        assert said in shown(rig.card())
        assert rig.errors() == []


def test_a_contracts_request_shows_all_that_its_approval_covers() -> None:
    with a_rig() as rig:
        deal = ContractDeal(rig)
        rig.deliver()
        asked = shown(deal.with_button("contract_approve"))
    for words in (
        *("Jupiter US Inc.", "548 Market Street", "billing@jupiter.example, +1 415 555 0100"),
        *("First Example Bank, USD, account 000123456789, routing 021000021", "CHASUS33"),
        *("Acme Corporation, 1 Roadrunner Way", "Dana Reyes <dana@acme.example>"),
        "⚠ new domain for this customer",
    ):
        assert words in asked

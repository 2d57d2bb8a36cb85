"""The customer's link: ours, for this invoice and this generation, spelled as we spell it."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.security.links import BY_HAND, Links
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.refusals import LinkNotValid
from tests.factories import NOW, a_draft

INVOICE: Invoice = a_draft(state=State.ISSUED, number="JUS-000001")
LINKS = Links("https://pay.example/", ["new", "old"])
TOKEN = LINKS.token(INVOICE)
BASE64 = string.ascii_letters + string.digits + "-_"


def _refused(token: str, invoice: Invoice = INVOICE, links: Links = LINKS) -> bool:
    try:
        links.check(token, invoice)
    except LinkNotValid:
        return True
    return False


def test_a_link_opens_its_invoice() -> None:
    assert LINKS.url(INVOICE) == f"https://pay.example/i/{TOKEN}"
    assert Links.invoice_id(TOKEN) == INVOICE.id
    LINKS.check(TOKEN, INVOICE)


def test_a_signature_opens_no_other_invoice() -> None:
    other = INVOICE.model_copy(update={"id": "01JOTHER"})
    signature = TOKEN.partition(".")[2]
    assert _refused(TOKEN, other)
    assert _refused(f"{other.id}.{signature}", other)


def test_a_link_of_an_older_generation_is_dead() -> None:
    replaced = INVOICE.with_new_link()
    assert _refused(TOKEN, replaced)
    assert not _refused(LINKS.token(replaced), replaced)
    assert _refused(LINKS.token(replaced), INVOICE)


def test_a_rotated_key_still_opens_and_a_removed_one_does_not() -> None:
    by_old = Links("https://pay.example", ["old"]).token(INVOICE)
    assert by_old != TOKEN
    assert not _refused(by_old)
    assert _refused(by_old, links=Links("https://pay.example", ["new"]))
    assert _refused(TOKEN, links=Links("https://pay.example", ["old"]))


@pytest.mark.parametrize("place", range(len(TOKEN)))
def test_no_character_can_be_another(place: int) -> None:
    for character in BASE64:
        forged = TOKEN[:place] + character + TOKEN[place + 1 :]
        assert forged == TOKEN or _refused(forged)


@pytest.mark.parametrize("junk", ["=", "*", "\n", " ", ".", "/", "%2e", "\x00", "A", "é", "💶"])
def test_nothing_can_be_added_to_a_link(junk: str) -> None:
    assert _refused(TOKEN + junk)
    assert _refused(junk + TOKEN)
    assert _refused(TOKEN.replace(".", "." + junk))


@pytest.mark.parametrize(
    "token",
    [
        *("", ".", "..", "x", f"{INVOICE.id}", f"{INVOICE.id}.", f".{TOKEN}", TOKEN.lower()),
        *("\udcff", f"{INVOICE.id}.\udcff", f"{INVOICE.id}.é", "../../etc/passwd", "x" * 100_000),
        *(f"{INVOICE.id}.{'A' * 100_000}", f"{'A' * 100_000}.x", "a b.c", "%00.x", "ä.x"),
    ],
)
def test_garbage_is_refused_as_any_bad_link_is(token: str) -> None:
    assert _refused(token)


@given(st.text())
def test_any_text_claims_an_id_in_letters_and_digits_or_is_refused(token: str) -> None:
    try:
        claimed = Links.invoice_id(token)
    except LinkNotValid:
        return
    assert claimed.isalnum()
    assert claimed.isascii()
    assert len(claimed) <= 64


DANA = "dana@acme.example"
WRITING = LINKS.writing_token(INVOICE, DANA)


def test_a_link_that_may_write_says_so_and_to_whose_mailbox_it_went() -> None:
    assert LINKS.writing_url(INVOICE, DANA) == f"https://pay.example/i/{WRITING}"
    link = LINKS.check(WRITING, INVOICE)
    assert link.may_write
    assert LINKS.was_sent_to("Dana@Acme.example", link, INVOICE)
    assert not LINKS.was_sent_to("eve@acme.example", link, INVOICE)
    assert not LINKS.check(TOKEN, INVOICE).may_write


def test_a_link_by_hand_went_to_nobody_s_mailbox() -> None:
    link = LINKS.check(LINKS.writing_token(INVOICE, BY_HAND), INVOICE)
    assert link.may_write
    assert not any(LINKS.was_sent_to(each, link, INVOICE) for each in (BY_HAND, DANA))


@pytest.mark.parametrize("place", range(len(WRITING)))
def test_no_character_of_a_link_that_may_write_can_be_another(place: int) -> None:
    for character in f"{BASE64}.":
        forged = WRITING[:place] + character + WRITING[place + 1 :]
        assert forged == WRITING or _refused(forged)


def test_a_rotated_key_still_knows_mailboxes_proofs_and_codes() -> None:
    old = Links("https://pay.example", ["old"])
    link = LINKS.check(old.writing_token(INVOICE, DANA), INVOICE)
    assert LINKS.was_sent_to(DANA, link, INVOICE)
    proof = old.proof(INVOICE, DANA, "eve@x.example", NOW)
    assert LINKS.proves(proof, INVOICE, DANA, "EVE@x.example", NOW)
    assert LINKS.is_code(old.code("held"), "held")
    assert not Links("https://pay.example", ["new"]).is_code(old.code("held"), "held")


def test_a_code_is_six_digits_of_one_change_however_they_are_spaced() -> None:
    code = LINKS.code("held")
    assert len(code) == 6
    assert code.isdecimal()
    for spelled in (code, f" {code[:3]} {code[3:]} ", f"{code[:3]}-{code[3:]}"):
        assert LINKS.is_code(spelled, "held")
    for other in ("", code[:5], f"{code}0", "१२३४५६", "\udcff", code + "\x00"):
        assert not LINKS.is_code(other, "held")
    assert not LINKS.is_code(code, "another")

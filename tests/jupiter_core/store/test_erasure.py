"""Whom an erasure finds named, on both databases and in the fake."""

import unicodedata
from datetime import timedelta

from jupiter_core.commands.erasing import EraseCustomer, ErasePerson, erase_customer, erase_person
from jupiter_core.commands.parties import SaveCustomer, save_customer
from jupiter_core.commands.record import record_first
from jupiter_core.domain.actor import operator
from jupiter_core.domain.bank_entry import EntryState, ImportedEntry
from jupiter_core.domain.held_change import HeldChange, WaitsFor
from jupiter_core.domain.invoice import State
from jupiter_core.domain.money import Money
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.statement import StatementEntry
from jupiter_core.ports import SavedForm, Store, UnitOfWork
from jupiter_core.store import Database
from tests.factories import DANA, NOW, SAM, WORKSPACE, a_content, a_customer, a_draft
from tests.harness.fake_renderer import FakeRenderer

OPERATOR = operator("U0OLGA")
OTHER = "T0OTHER"

NAMED = [
    ("müller@acme.example", "MÜLLER@ACME.EXAMPLE"),
    ("MÜLLER@ACME.EXAMPLE", "müller@acme.example"),
    ("Jürgen Straße", "JÜRGEN STRASSE"),
    ("Ελένη Παππάς", "ΕΛΈΝΗ ΠΑΠΠΆΣ"),
    ("Ольга Петрова", "ОЛЬГА ПЕТРОВА"),
    ("Zoë", unicodedata.normalize("NFD", "ZOË")),
    ('Ann "Annie" O\\Neill', 'ann "annie" o\\neill'),
    ("100%_sure", "100%_SURE"),
]
NOT_NAMED = [("100%_sure", "100 %sure"), ("Zoë", "Zoe"), ("a_b@acme.example", "axb@acme.example")]


def a_form(uow: UnitOfWork, text: str, owner: str = "U0SAM") -> None:
    values = {"memo": f"For {text}."}
    form = SavedForm(
        id=uow.new_id(), owner=owner, channel="C0ACME", values=values, updated_at=uow.now
    )
    uow.forms.save(form)


def a_held_change(uow: UnitOfWork, text: str, invoice_id: str = "01INVOICE") -> None:
    held = HeldChange(
        id=uow.new_id(),
        invoice_id=invoice_id,
        waits_for=WaitsFor.PERSON,
        by=DANA,
        seen=3,
        amendment=a_draft().amendable(),
        for_contract=False,
        typed={"name": text},
        mailbox="",
        made_at=NOW,
        sent_at=NOW,
        expires_at=NOW + timedelta(days=30),
    )
    uow.held_changes.save(held)


def test_who_is_asked_for_is_found_in_any_letter_case_of_any_alphabet(store: Store) -> None:
    for number, (written, asked) in enumerate(NAMED):
        with store.write(f"T{number}") as uow:
            a_form(uow, written)
            a_held_change(uow, written)
            draft = a_draft(content=a_content(memo=f"For {written}."), workspace_id=f"T{number}")
            record_first(uow, draft.model_copy(update={"id": f"01INVOICE{number}"}), by=SAM)
            found = (
                uow.erasure.mentions(asked),
                uow.erasure.forms(asked),
                uow.erasure.held_changes(asked),
                uow.erasure.forms(asked),
            )
            assert found == (1, 1, 1, 0), written


def test_nobody_else_is_found(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        for written, asked in NOT_NAMED:
            a_form(uow, written)
            a_held_change(uow, written)
            assert (uow.erasure.forms(asked), uow.erasure.held_changes(asked)) == (0, 0), written


def test_a_form_is_found_by_whoever_fills_it_in(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_form(uow, "nobody")
        assert uow.erasure.forms("u0sam") == 1


def test_another_workspace_keeps_its_own(store: Store) -> None:
    with store.write(OTHER) as uow:
        a_form(uow, "müller")
        a_held_change(uow, "müller")
    with store.write(WORKSPACE) as uow:
        assert uow.erasure.forms("müller") == 0
        assert uow.erasure.held_changes("müller", {"01INVOICE"}) == 0


def test_a_customer_of_whom_nothing_has_to_stay_takes_their_own_events_along(store: Store) -> None:
    """They hold the name, and the AP e-mail of before and after."""
    renderer = FakeRenderer()
    with store.write(WORKSPACE) as uow:
        for email in ("old@acme.example", "new@acme.example"):
            customer = a_customer(ap_contact=ApContact(name="Dana Reyes", email=email))
            save_customer(SaveCustomer(by=SAM, customer=customer), uow, renderer)
        assert uow.erasure.mentions("old@acme.example") > 0
    with store.write(WORKSPACE) as uow:
        erased = erase_customer(EraseCustomer(by=OPERATOR, customer_id=customer.id), uow)
    assert erased.kept == 0
    assert "2 events" in erased.what
    with store.read(WORKSPACE) as uow:
        for named in ("old@acme.example", "new@acme.example", "Dana Reyes", customer.name):
            assert uow.erasure.mentions(named) == 0


def test_what_somebody_typed_by_link_and_waits_is_erased_with_them(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        a_held_change(uow, "Jürgen Müller")
        a_held_change(uow, "Eve Stone")
        erased = erase_person(ErasePerson(by=OPERATOR, who="JÜRGEN MÜLLER"), uow)
        assert "1 changes and messages by link" in erased.what
        assert [each.typed["name"] for each in uow.held_changes.of("01INVOICE")] == ["Eve Stone"]


def test_what_waits_for_an_invoice_of_a_customer_is_erased_with_the_customer(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        customer = a_customer()
        uow.customers.save(customer)
        theirs = a_draft(state=State.ISSUED, number="JUS-000001", revision=1)
        record_first(uow, theirs, by=SAM)
        a_held_change(uow, "Eve Stone", theirs.id)
        a_held_change(uow, "Eve Stone", "01ANOTHERS")
        erased = erase_customer(EraseCustomer(by=OPERATOR, customer_id=customer.id), uow)
        assert "1 changes and messages by link" in erased.what
        assert uow.held_changes.of(theirs.id) == []
        assert len(uow.held_changes.of("01ANOTHERS")) == 1


def an_entry(uow: UnitOfWork, name: str, payer: str, state: EntryState) -> None:
    said = StatementEntry(
        booked_on=NOW.date(),
        amount=Money.of("100.00", "USD"),
        counterparty=payer,
        counterparty_account="DE02120300000000202051",
        remittance=f"From {payer}",
    )
    entry = ImportedEntry(
        id=name,
        statement_id="statement-1",
        profile_id="sender-us",
        account="000123456789",
        identity=f"identity-{name}",
        entry=said,
        state=state,
        reason=f"Private, of {payer}",
    )
    uow.statements.add_entry(entry)


def test_who_paid_is_erased_where_nothing_follows_from_it(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        an_entry(uow, "ignored", "Jürgen Straße", EntryState.IGNORED)
        an_entry(uow, "waiting", "Jürgen Straße", EntryState.UNMATCHED)
        an_entry(uow, "another", "Olga Petrova", EntryState.IGNORED)
        uow.statements.note_payer("jurgen strasse", "customer-acme")
        kept = erase_person(ErasePerson(by=OPERATOR, who="JÜRGEN STRASSE"), uow).kept
    with store.read(WORKSPACE) as uow:
        ignored, waiting, another = (
            uow.statements.entry(each) for each in ("ignored", "waiting", "another")
        )
    assert (ignored.entry.counterparty, ignored.entry.counterparty_account) == ("", "")
    assert (ignored.entry.remittance, ignored.reason) == ("", "")
    assert (str(ignored.amount), ignored.identity) == ("100.00", "identity-ignored")
    assert (waiting.entry.counterparty, another.entry.counterparty) == (
        *("Jürgen Straße", "Olga Petrova"),
    )
    assert kept == 1


def test_a_customers_payers_are_erased_and_those_of_others_stay(store: Store) -> None:
    with store.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
        uow.customers.save(a_customer(id="beta", name="Beta LLC"))
        for key, customer_id in (("acct-1", "customer-acme"), ("acct-2", "customer-acme")):
            uow.statements.note_payer(key, customer_id)
        uow.statements.note_payer("acct-2", "beta")
        an_entry(uow, "theirs", "ACME Corp.", EntryState.IGNORED)
        an_entry(uow, "others", "Beta LLC", EntryState.IGNORED)
        erase_customer(EraseCustomer(by=OPERATOR, customer_id="customer-acme"), uow)
    with store.read(WORKSPACE) as uow:
        assert uow.statements.payers(["acct-1", "acct-2"]) == {"acct-2": frozenset({"beta"})}
        assert uow.statements.entry("theirs").entry.counterparty == ""
        assert uow.statements.entry("others").entry.counterparty == "Beta LLC"


def test_the_index_of_words_keeps_no_part_of_what_was_erased(database: Database) -> None:
    """PostgreSQL's keeps none that a vacuum finds."""
    with database.write(WORKSPACE) as uow:
        uow.customers.save(a_customer())
    if database.engine.dialect.name != "sqlite":
        return
    assert pages_of_words(database) > 0
    with database.write(WORKSPACE) as uow:
        erase_customer(EraseCustomer(by=OPERATOR, customer_id=a_customer().id), uow)
    assert database.word_merging.is_forgetting()
    while database.sent_forgetting.step() or database.word_merging.step():
        pass
    assert pages_of_words(database) == 0
    assert not database.word_merging.is_forgetting()


def pages_of_words(database: Database) -> int:
    """Those too of what is marked as removed."""
    with database.engine.connect() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM search_grams_idx").scalar_one())

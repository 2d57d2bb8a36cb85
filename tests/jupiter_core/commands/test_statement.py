"""Bank statements are taken in once, matched, and booked by people or where it is certain."""

from datetime import date
from decimal import Decimal

import pytest

from jupiter_core.commands.bank_entry import (
    BookEntry,
    BookShare,
    IgnoreEntry,
    ReopenEntry,
    book_entry,
    book_proposal,
    ignore_entry,
    reopen_entry,
)
from jupiter_core.commands.payment import ReversePayment, reverse_payment
from jupiter_core.commands.statement import (
    ImportOutcome,
    ImportStatements,
    import_statements,
    preview_import,
)
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.bank_entry import MONEY_OUT, EntryState, ImportedEntry, SeenBatch
from jupiter_core.domain.early_payment import EarlyPayment
from jupiter_core.domain.invoice import Invoice, State
from jupiter_core.domain.match_proposal import Certainty
from jupiter_core.domain.money import Money
from jupiter_core.domain.payment import PaymentSource
from jupiter_core.domain.payment_reference import ReferenceKind
from jupiter_core.domain.refusals import (
    AccountOfSeveral,
    ChangedSinceSeen,
    ChooseAccount,
    EntrySettled,
    NoAccountOfOurs,
    NothingCameIn,
    NothingDue,
    NotPermitted,
    OfAnotherEntity,
    Refusal,
    Required,
    RestTooLarge,
)
from jupiter_core.domain.settlement import SettlementKind
from jupiter_core.domain.statement import BankStatement, StatementEntry, StatementFormat
from jupiter_core.ports import EntryFilter
from jupiter_core.queries.bank_matching import proposals_now
from tests.factories import FIONA, SAM, a_line, a_sender_profile, a_us_bank
from tests.harness.promises import expect_all_promises_kept
from tests.harness.workspace import MemoryWorkspace
from tests.jupiter_core.domain.bank_schemes.test_schemes import an_account

ON = date(2026, 11, 20)
ACCOUNT = "000123456789"


@pytest.fixture
def desk() -> MemoryWorkspace:
    return MemoryWorkspace()


def issued(desk: MemoryWorkspace, price: str = "100.00", **changes: object) -> Invoice:
    return desk.issued(lines=(a_line(price=price),), **changes)


def said(amount: str, text: str = "", currency: str = "USD", **more: object) -> StatementEntry:
    values = {"booked_on": ON, "amount": Money.of(amount, currency), "remittance": text, **more}
    return StatementEntry.model_validate(values)


def a_statement(
    *entries: StatementEntry, account: str = ACCOUNT, currency: str = "USD"
) -> BankStatement:
    return BankStatement(
        format=StatementFormat.MT940, account=account, currency=currency, entries=entries
    )


def take(
    desk: MemoryWorkspace,
    *entries: StatementEntry,
    file: str = "file-1",
    by: Actor = FIONA,
    account: str = ACCOUNT,
) -> ImportOutcome:
    statement = a_statement(*entries, account=account)
    command = ImportStatements(by=by, file_name=file, file_hash=file, statements=(statement,))
    with desk.writing() as uow:
        return import_statements(command, uow)


def trust(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"book_certain": True}))


def book(desk: MemoryWorkspace, entry: ImportedEntry, **changes: object) -> ImportedEntry:
    command = BookEntry.model_validate({"by": FIONA, "entry_id": entry.id, "shares": (), **changes})
    with desk.writing() as uow:
        return book_entry(command, uow)


def test_what_comes_in_waits_with_a_proposal_and_what_goes_out_does_not(
    desk: MemoryWorkspace,
) -> None:
    invoice = issued(desk)

    taken = take(desk, said("100.00", f"{invoice.number}"), said("5.00"), said("-9.00", "Fee"))

    assert [each.state for each in taken.entries] == [
        EntryState.PROPOSED,
        EntryState.UNMATCHED,
        EntryState.IGNORED,
    ]
    assert taken.entries[2].reason == MONEY_OUT
    assert taken.entries[0].proposals[0].numbers == invoice.number
    assert (taken.statements[0].entries, taken.statements[0].added) == (3, 3)
    assert desk.now(invoice).state is State.ISSUED


def test_the_same_file_and_one_with_the_same_days_change_nothing(desk: MemoryWorkspace) -> None:
    first = take(desk, said("100.00", "a"), said("100.00", "a"))

    same = take(desk, said("100.00", "a"), said("100.00", "a"))
    overlapping = take(
        desk, said("7.00", "b"), said("100.00", "a"), said("100.00", "a"), file="file-2"
    )

    assert same.again
    assert same.entries == first.entries
    assert [str(each.amount) for each in overlapping.entries] == ["7.00"]
    assert overlapping.statements[0].added == 1
    with desk.reading() as uow:
        assert len(uow.statements.entries(EntryFilter())) == 3


def test_nothing_is_booked_by_itself_unless_the_workspace_says_so(desk: MemoryWorkspace) -> None:
    one, two = issued(desk), issued(desk, "250.00")
    trust(desk)

    taken = take(
        desk,
        said("100.00", f"{one.number}"),
        said("100.00", f"{one.number} again"),
        said("250.00", "no number"),
    )

    assert [each.state for each in taken.entries] == [
        EntryState.BOOKED,
        EntryState.UNMATCHED,
        EntryState.PROPOSED,
    ]
    assert desk.now(one).state is State.PAID
    assert desk.now(two).state is State.ISSUED
    expect_all_promises_kept(desk)


def test_a_fee_is_not_settled_without_a_person(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    trust(desk)

    (entry,) = take(desk, said("95.00", f"{invoice.number}", fee=Money.of("5.00", "USD"))).entries
    assert entry.state is EntryState.PROPOSED
    with desk.writing() as uow:
        booked = book_proposal(uow, FIONA, entry, entry.proposals[0])

    after = desk.now(invoice)
    assert booked.state is EntryState.BOOKED
    assert after.state is State.PAID
    assert [(each.kind, str(each.amount)) for each in after.settlements] == [
        (SettlementKind.BANK_FEE, "5.00")
    ]


def test_a_booked_entry_is_one_payment_of_that_day_to_that_account(desk: MemoryWorkspace) -> None:
    one, two = issued(desk), issued(desk, "250.00")
    (entry,) = take(
        desk, said("400.00", "both", counterparty="Acme Corp", counterparty_account="DE1")
    ).entries

    shares = (BookShare(invoice_id=two.id), BookShare(invoice_id=one.id))
    after = book(desk, entry, shares=shares)

    with desk.reading() as uow:
        payment = uow.payments.find_source(after.source_key)
    assert payment is not None
    assert (str(payment.amount), str(payment.free)) == ("400.00", "50.00")
    assert (payment.received_on, payment.payer) == (ON, "Acme Corp")
    assert payment.account.number == ACCOUNT
    assert payment.source is PaymentSource.STATEMENT
    assert desk.now(one).state is desk.now(two).state is State.PAID
    assert sorted(str(each.amount) for each in after.booked) == ["100.00", "250.00"]


def test_whoever_paid_before_is_known_the_next_time(desk: MemoryWorkspace) -> None:
    one, two = issued(desk), issued(desk, "333.00")
    (first,) = take(
        desk, said("100.00", "x", counterparty="A Holding", counterparty_account="DE1")
    ).entries
    book(desk, first, shares=(BookShare(invoice_id=one.id),))

    (entry,) = take(desk, said("333.00", "y", counterparty_account="DE1"), file="file-2").entries

    assert entry.proposals[0].parts[0].invoice_id == two.id
    assert "the account paid for this customer before" in entry.proposals[0].words


def test_an_entry_is_booked_once_and_again_only_after_its_payment_was_reversed(
    desk: MemoryWorkspace,
) -> None:
    invoice = issued(desk)
    (entry,) = take(desk, said("100.00", f"{invoice.number}")).entries
    shares = (BookShare(invoice_id=invoice.id),)
    booked = book(desk, entry, shares=shares)

    with pytest.raises(EntrySettled, match="booked already"):
        book(desk, entry, shares=shares)
    with desk.writing() as uow, pytest.raises(EntrySettled):
        reopen_entry(ReopenEntry(by=FIONA, entry_id=entry.id), uow)
    with desk.writing() as uow:
        payment = uow.payments.find_source(booked.source_key)
        assert payment is not None
        reverse_payment(ReversePayment(by=FIONA, payment_id=payment.id, reason="Bounced"), uow)
        reopen_entry(ReopenEntry(by=FIONA, entry_id=entry.id), uow)
    book(desk, entry, shares=shares)

    assert desk.now(invoice).state is State.PAID
    assert str(desk.now(invoice).paid) == "100.00"
    expect_all_promises_kept(desk)


def test_an_entry_is_ignored_with_a_reason_and_taken_up_again(desk: MemoryWorkspace) -> None:
    (entry,) = take(desk, said("5.00")).entries

    with desk.writing() as uow, pytest.raises(Required):
        ignore_entry(IgnoreEntry(by=FIONA, entry_id=entry.id, reason=" "), uow)
    with desk.writing() as uow:
        after = ignore_entry(IgnoreEntry(by=FIONA, entry_id=entry.id, reason="Interest"), uow)
    with desk.writing() as uow, pytest.raises(EntrySettled, match="ignored already"):
        ignore_entry(IgnoreEntry(by=FIONA, entry_id=entry.id, reason="Again"), uow)
    with desk.writing() as uow:
        again = reopen_entry(ReopenEntry(by=FIONA, entry_id=entry.id), uow)

    assert (after.state, after.reason, after.by) == (EntryState.IGNORED, "Interest", FIONA)
    assert again.state is EntryState.UNMATCHED


def test_what_an_entry_may_be_for_follows_what_is_open_now(desk: MemoryWorkspace) -> None:
    (entry,) = take(desk, said("100.00", "early")).entries
    invoice = issued(desk)

    with desk.reading() as uow:
        (proposal,) = proposals_now(uow, entry)

    assert proposal.numbers == invoice.number


@pytest.mark.parametrize(
    ("account", "currency", "refusal"),
    [
        ("999999999", "USD", NoAccountOfOurs),
        (ACCOUNT, "EUR", NoAccountOfOurs),
        ("", "USD", ChooseAccount),
    ],
)
def test_a_statement_of_no_account_of_ours_is_refused(
    desk: MemoryWorkspace, account: str, currency: str, refusal: type[Refusal]
) -> None:
    statement = a_statement(said("1.00", currency=currency), account=account, currency=currency)
    command = ImportStatements(by=FIONA, file_name="f", file_hash="h", statements=(statement,))

    with desk.writing() as uow, pytest.raises(refusal):
        import_statements(command, uow)
    with desk.reading() as uow:
        assert not uow.statements.of_file("h")


def test_of_two_accounts_in_a_file_the_one_of_ours_is_taken_in(desk: MemoryWorkspace) -> None:
    ours, theirs = a_statement(said("1.00")), a_statement(said("2.00"), account="999999999")
    command = ImportStatements(by=FIONA, file_name="f", file_hash="h", statements=(theirs, ours))

    with desk.writing() as uow:
        taken = import_statements(command, uow)

    assert [str(each.amount) for each in taken.entries] == ["1.00"]
    assert taken.left_out[0].startswith("No legal entity has the bank account")


def test_only_finance_takes_in_books_and_ignores(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    (entry,) = take(desk, said("100.00")).entries

    with pytest.raises(NotPermitted):
        take(desk, said("1.00"), file="file-2", by=SAM)
    with pytest.raises(NotPermitted):
        book(desk, entry, by=SAM, shares=(BookShare(invoice_id=invoice.id),))
    with desk.writing() as uow, pytest.raises(NotPermitted):
        ignore_entry(IgnoreEntry(by=SAM, entry_id=entry.id, reason="x"), uow)
    with desk.writing() as uow, pytest.raises(NotPermitted):
        reopen_entry(ReopenEntry(by=SAM, entry_id=entry.id), uow)


def test_accounts_receivable_may_without_approving(desk: MemoryWorkspace) -> None:
    with desk.writing() as uow:
        uow.save_workspace(uow.workspace().model_copy(update={"receivables": (SAM.id,)}))

    assert take(desk, said("1.00"), by=SAM).entries


def test_money_that_went_out_and_another_entitys_invoice_are_not_booked(
    desk: MemoryWorkspace,
) -> None:
    back, entry = take(desk, said("-100.00", "Returned", is_reversal=True), said("100.00")).entries
    theirs = issued(desk)
    with desk.writing() as uow:
        other = a_sender_profile(id="sender-other", legal_name="Other Inc.", series="OTH-")
        uow.sender_profiles.save(other)
        uow.statements.save_entry(entry.model_copy(update={"profile_id": "sender-other"}))

    with pytest.raises(NothingCameIn):
        book(desk, back, shares=(BookShare(invoice_id=theirs.id),))
    with pytest.raises(OfAnotherEntity, match="another legal entity than Other Inc"):
        book(desk, entry, shares=(BookShare(invoice_id=theirs.id),))
    with pytest.raises(Required):
        book(desk, entry)
    assert back.state is EntryState.UNMATCHED


def test_a_preview_says_the_same_and_stores_nothing(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    trust(desk)
    statement = a_statement(said("100.00", f"{invoice.number}"), said("2.00"))
    command = ImportStatements(by=FIONA, file_name="f", file_hash="h", statements=(statement,))

    with desk.reading() as uow:
        preview = preview_import(command, uow)

    assert [each.state for each in preview.entries] == [EntryState.PROPOSED, EntryState.UNMATCHED]
    assert preview.statements[0].added == 2
    with desk.reading() as uow:
        assert not uow.statements.entries(EntryFilter())
    assert desk.now(invoice).state is State.ISSUED


def test_an_early_payment_is_booked_with_its_discount(desk: MemoryWorkspace) -> None:
    early = EarlyPayment(percent=Decimal(2), days=10)
    invoice = issued(desk, "1000.00", early_payment=early)
    day = invoice.content.issue_date

    (entry,) = take(desk, said("980.00", f"{invoice.number}", booked_on=day)).entries
    with desk.writing() as uow:
        book_proposal(uow, FIONA, entry, entry.proposals[0])

    after = desk.now(invoice)
    assert after.state is State.PAID
    assert [(each.kind, str(each.amount)) for each in after.settlements] == [
        (SettlementKind.EARLY_PAYMENT_DISCOUNT, "20.00")
    ]


def test_a_shortfall_larger_than_the_last_named_invoice_is_settled_as_it_was_proposed(
    desk: MemoryWorkspace,
) -> None:
    large, small = issued(desk, "1000.00"), issued(desk, "10.00")

    (entry,) = take(desk, said("995.00", f"{large.number} {small.number}")).entries
    (proposal,) = entry.proposals[:1]
    with desk.writing() as uow:
        book_proposal(uow, FIONA, entry, proposal)

    assert str(proposal.short) == "15.00"
    assert {desk.now(each).state for each in (large, small)} == {State.PAID}
    assert str(desk.now(small).paid) == "10.00"
    assert (str(desk.now(large).paid), str(desk.now(large).settled)) == ("985.00", "15.00")
    expect_all_promises_kept(desk)


def test_settling_the_rest_settles_it_of_all_chosen_invoices(desk: MemoryWorkspace) -> None:
    large, small = issued(desk, "1000.00"), issued(desk, "10.00")
    (entry,) = take(desk, said("700.00", "no number")).entries

    booked = book(
        desk,
        entry,
        shares=(BookShare(invoice_id=large.id), BookShare(invoice_id=small.id)),
        settle_as=SettlementKind.BAD_DEBT,
        reason="Insolvent",
    )

    assert {part.number: str(part.amount) for part in booked.booked} == {
        small.number: "10.00",
        large.number: "690.00",
    }
    assert {desk.now(each).state for each in (large, small)} == {State.PAID}
    assert str(desk.now(large).settled) == "310.00"


def test_a_rest_that_no_single_invoice_can_bear_is_not_settled_in_part(
    desk: MemoryWorkspace,
) -> None:
    ones = [issued(desk, "10.00") for _ in range(3)]
    (entry,) = take(desk, said("14.00", "no number")).entries

    with pytest.raises(RestTooLarge) as refused:
        book(
            desk,
            entry,
            shares=tuple(BookShare(invoice_id=each.id) for each in ones),
            settle_as=SettlementKind.BAD_DEBT,
            reason="Insolvent",
        )

    assert refused.value.path == "settle_as"
    assert "USD 16.00" in refused.value.sentence
    assert {desk.now(each).state for each in ones} == {State.ISSUED}


def test_an_entry_is_not_booked_on_an_invoice_that_changed_since_it_was_shown(
    desk: MemoryWorkspace,
) -> None:
    invoice = issued(desk)
    one, two = take(desk, said("40.00", "a"), said("90.00", "b")).entries
    book(desk, one, shares=(BookShare(invoice_id=invoice.id),))

    seen = BookShare(invoice_id=invoice.id, expected_version=invoice.sequence)
    with pytest.raises(ChangedSinceSeen):
        book(desk, two, shares=(seen,), settle_as=SettlementKind.BANK_FEE, reason="Fee")

    assert str(desk.now(invoice).paid) == "40.00"


def test_an_account_that_two_legal_entities_have_is_answered_with_both(
    desk: MemoryWorkspace,
) -> None:
    with desk.writing() as uow:
        again = a_sender_profile(
            id="sender-again", legal_name="Jupiter Labs LLC", series="LAB-{SEQ}"
        )
        uow.sender_profiles.save(again)

    with pytest.raises(AccountOfSeveral) as refused:
        take(desk, said("100.00", "x"))

    assert "Jupiter Labs LLC; Jupiter US Inc." in refused.value.sentence
    assert refused.value.path == "account"


def test_equal_payments_on_two_pages_are_two_and_a_page_that_is_there_twice_is_one(
    desk: MemoryWorkspace,
) -> None:
    first, second = (
        a_statement(said("7.00", "x")).model_copy(update={"number": page}) for page in ("1", "2")
    )
    command = ImportStatements(
        by=FIONA, file_name="f", file_hash="h", statements=(first, second, second)
    )

    with desk.writing() as uow:
        taken = import_statements(command, uow)

    assert [each.added for each in taken.statements] == [1, 1]
    assert len(taken.entries) == 2


def test_an_invoice_that_two_pages_of_a_file_pay_is_booked_once(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    trust(desk)
    pages = (
        a_statement(said("100.00", f"{invoice.number}")),
        a_statement(said("100.00", f"{invoice.number} once more")),
    )

    with desk.writing() as uow:
        command = ImportStatements(by=FIONA, file_name="x", file_hash="x", statements=pages)
        taken = import_statements(command, uow)

    assert [each.state for each in taken.entries] == [EntryState.BOOKED, EntryState.UNMATCHED]
    assert desk.now(invoice).state is State.PAID
    assert str(desk.now(invoice).paid) == "100.00"
    expect_all_promises_kept(desk)


def test_a_long_text_with_letters_drawn_as_one_is_booked(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    trust(desk)
    text = f"{invoice.number} " + "\ufb03" * 200

    taken = take(desk, said("100.00", text, counterparty="\ufb03" * 140))

    assert [each.state for each in taken.entries] == [EntryState.BOOKED]


def test_an_entry_for_what_was_paid_meanwhile_says_so(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    one, two = take(desk, said("100.00", "a"), said("100.00", "b")).entries
    book(desk, one, shares=(BookShare(invoice_id=invoice.id),))

    with pytest.raises(NothingDue) as refused:
        book(desk, two, shares=(BookShare(invoice_id=invoice.id),))

    assert refused.value.path == "invoices"


def twice(
    desk: MemoryWorkspace, in_camt: list[StatementEntry], in_mt940: list[StatementEntry]
) -> tuple[ImportOutcome, ImportOutcome]:
    """The same account's days, first as camt.053 and then as MT940."""
    outcomes = []
    for kind, each in ((StatementFormat.CAMT_053, in_camt), (StatementFormat.MT940, in_mt940)):
        statement = a_statement(*each).model_copy(update={"format": kind})
        command = ImportStatements(
            by=FIONA, file_name="f", file_hash=kind.value, statements=(statement,)
        )
        with desk.reading() as uow:
            foreseen = preview_import(command, uow)
        with desk.writing() as uow:
            taken = import_statements(command, uow)
        assert len(foreseen.entries) == len(taken.entries)
        outcomes.append(taken)
    return outcomes[0], outcomes[1]


def test_what_another_format_names_by_the_same_reference_is_the_same(
    desk: MemoryWorkspace,
) -> None:
    _, second = twice(
        desk,
        [
            said("7.00", "Acme, order 1", bank_reference="B1", counterparty="Acme GmbH"),
            said("8.00", "Beta", end_to_end_id="E2E-1"),
            said("-9.00", "Fee", bank_reference="B3"),
        ],
        [
            said("7.00", "ACME ORDER 1", bank_reference="B1"),
            said("8.00", "BETA", end_to_end_id="E2E-1", bank_reference="X"),
            said("-9.00", "FEE", bank_reference="B3"),
            said("7.00", "another", bank_reference="B4"),
        ],
    )

    assert [each.entry.bank_reference for each in second.entries] == ["B4"]
    assert (second.statements[0].entries, second.statements[0].added) == (4, 1)
    assert second.entries[0].seen_as is None


def test_two_payments_with_one_reference_stay_two(desk: MemoryWorkspace) -> None:
    rent = {"end_to_end_id": "RENT"}

    _, second = twice(
        desk,
        [said("7.00", "a", **rent)],
        [said("7.00", "A", **rent), said("7.00", "B", **rent)],
    )

    assert len(second.entries) == 1


def test_a_likeness_in_another_format_is_never_booked_without_a_person(
    desk: MemoryWorkspace,
) -> None:
    invoice = issued(desk)
    first = take(desk, said("50.00", f"{invoice.number}", bank_reference="B1"), file="file-0")
    book(desk, first.entries[0], shares=(BookShare(invoice_id=invoice.id),))
    trust(desk)
    assert str(desk.now(invoice).amount_due) == "50.00"

    camt = a_statement(said("50.00", f"RE {invoice.number}"), said("50.00", "x"))
    command = ImportStatements(
        by=FIONA,
        file_name="f",
        file_hash="camt",
        statements=(camt.model_copy(update={"format": StatementFormat.CAMT_053}),),
    )
    with desk.writing() as uow:
        taken = import_statements(command, uow)

    assert [each.state for each in taken.entries] == [EntryState.PROPOSED, EntryState.PROPOSED]
    assert [each.seen_as for each in taken.entries] == [StatementFormat.MT940, None]
    assert str(desk.now(invoice).paid) == "50.00"
    expect_all_promises_kept(desk)


def a_batch(*amounts: str, text: str = "") -> list[StatementEntry]:
    return [said(each, f"{text} {each}".strip(), batch="B-77") for each in amounts]


@pytest.mark.parametrize("parts_first", [True, False])
def test_a_batch_that_one_format_has_as_a_sum_is_left_to_a_person(
    desk: MemoryWorkspace, parts_first: bool
) -> None:
    invoice = issued(desk, "30.00")
    trust(desk)
    parts = [*a_batch("20.00"), said("30.00", f"{invoice.number}", batch="B-77")]
    parts.append(said("-1.00", "Charges", batch="B-77"))
    other = said("49.00", "of another day", booked_on=date(2026, 11, 19))
    sums = [said("49.00", "Sammler"), other]
    first, second = (parts, sums) if parts_first else (sums, parts)

    _, later = twice(desk, first, second)

    marks = {str(each.amount): each.seen_batch for each in later.entries}
    if parts_first:
        day = {each.entry.booked_on: each.seen_batch for each in later.entries}
        assert day == {ON: SeenBatch.PARTS, date(2026, 11, 19): None}
        assert str(desk.now(invoice).paid) == "30.00"
    else:
        assert marks == {"20.00": SeenBatch.SUM, "30.00": SeenBatch.SUM, "-1.00": None}
        assert desk.now(invoice).state is State.ISSUED
    assert all(each.state is not EntryState.BOOKED for each in later.entries)
    assert len(later.entries) == len(second)
    expect_all_promises_kept(desk)


def test_a_batch_of_another_sum_is_no_likeness(desk: MemoryWorkspace) -> None:
    _, later = twice(desk, a_batch("20.00", "30.00"), [said("51.00", "Sammler")])

    assert [each.seen_as for each in later.entries] == [None]


def test_equal_entries_of_one_format_are_no_likeness(desk: MemoryWorkspace) -> None:
    take(desk, said("50.00", "a"))

    (other,) = take(desk, said("50.00", "b"), file="file-2").entries

    assert other.seen_as is None


def test_what_a_person_recorded_already_is_never_booked_again_without_one(
    desk: MemoryWorkspace,
) -> None:
    invoice = issued(desk)
    desk.pay(invoice, Money.of("50.00", "USD"))
    trust(desk)

    (entry,) = take(desk, said("50.00", f"{invoice.number}")).entries

    assert entry.state is EntryState.PROPOSED
    assert str(desk.now(invoice).paid) == "50.00"
    (proposal,) = entry.proposals
    assert proposal.certainty is Certainty.LIKELY
    assert proposal.reasons[-1] == "a payment of this amount was recorded for it already"


def test_a_second_part_of_the_same_amount_by_the_bank_is_certain(desk: MemoryWorkspace) -> None:
    invoice = issued(desk)
    trust(desk)
    (first,) = take(desk, said("50.00", f"{invoice.number}", bank_reference="B1")).entries
    book(desk, first, shares=(BookShare(invoice_id=invoice.id),))

    (second,) = take(
        desk, said("50.00", f"{invoice.number}", bank_reference="B2"), file="file-2"
    ).entries

    assert second.state is EntryState.BOOKED
    assert desk.now(invoice).state is State.PAID


def test_a_doubt_is_not_the_reason_of_what_is_settled(desk: MemoryWorkspace) -> None:
    invoice = issued(desk, "100.00")
    desk.pay(invoice, Money.of("40.00", "USD"))
    fee = Money.of("20.00", "USD")

    (entry,) = take(desk, said("40.00", f"{invoice.number}", fee=fee)).entries
    with desk.writing() as uow:
        book_proposal(uow, FIONA, entry, entry.proposals[0])

    (settlement,) = desk.now(invoice).settlements
    assert (str(settlement.amount), settlement.reason) == (
        *("20.00", "the bank kept USD 20.00 of what is due"),
    )


def test_a_bank_may_write_the_code_of_its_clearing_before_the_account(
    desk: MemoryWorkspace,
) -> None:
    with desk.writing() as uow:
        british = an_account("gb", currency="GBP")
        profile = uow.sender_profiles.get("sender-us")
        accounts = (*profile.bank_accounts, british)
        uow.sender_profiles.save(profile.model_copy(update={"bank_accounts": accounts}))
    statement = a_statement(said("9.00", "x", "GBP"), account="08999966374958", currency="GBP")
    command = ImportStatements(by=FIONA, file_name="f", file_hash="f", statements=(statement,))
    with desk.writing() as uow:
        taken = import_statements(command, uow)
    assert [each.account for each in taken.entries] == ["66374958"]


def test_a_payment_with_the_structured_reference_is_certain(desk: MemoryWorkspace) -> None:
    with_reference = a_us_bank().model_copy(update={"reference": ReferenceKind.RF})
    invoice = issued(desk, remit_to=with_reference)
    assert invoice.number == "JUS-000001"
    (entry,) = take(desk, said("100.00", "RF77 JUS0 0000 1")).entries
    assert entry.proposals[0].certainty is Certainty.CERTAIN

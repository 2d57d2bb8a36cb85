"""The builder's form as it is kept: what follows from a choice."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.intake.drafts.invoice import InvoiceForm
from bot.slack.forms import draw, keep, new_form, take_in
from bot.slack.people import Person
from jupiter_core.domain.references import ReferenceField
from jupiter_core.ports import UnitOfWork
from tests.factories import SAM, WORKSPACE, a_customer, a_sender_profile
from tests.harness.fakes import FixedClock, a_fake_store

PERSON = Person(
    id=SAM.id, name=SAM.name, is_admin=False, is_guest=False, time_zone="America/New_York"
)
AFTER_MIDNIGHT_IN_NEW_YORK = datetime(2026, 11, 22, 5, 30, tzinfo=UTC)


@pytest.fixture
def uow() -> Iterator[UnitOfWork]:
    """An American entity, where it is still the 21st, and a German one, where it is the 22nd."""
    with a_fake_store(FixedClock(AFTER_MIDNIGHT_IN_NEW_YORK)).write(WORKSPACE) as uow:
        uow.sender_profiles.save(a_sender_profile(legal_name="A American Inc."))
        uow.sender_profiles.save(
            a_sender_profile(
                id="sender-eu", legal_name="B GmbH", series="B-", time_zone="Europe/Berlin"
            )
        )
        yield uow


def chosen(uow: UnitOfWork, form: InvoiceForm, **fields: str) -> InvoiceForm:
    """The form after Sam chose these."""
    saved = keep(uow, SAM.id, "form1", form)
    values: dict[str, Any] = {
        form.block_id("form1", name): {name: {"value": value}} for name, value in fields.items()
    }
    body = {"view": {"state": {"values": values}}}
    return InvoiceForm.model_validate(take_in(uow, saved, body).values)


def test_the_issue_date_is_the_day_that_it_is_at_the_entity(uow: UnitOfWork) -> None:
    form = new_form(uow, PERSON, "C0ACME")
    assert (form.sender_profile_id, form.issue_date) == ("", "2026-11-22")
    assert chosen(uow, form, sender_profile_id="sender-us").issue_date == "2026-11-21"


def test_an_untouched_issue_date_follows_the_entity(uow: UnitOfWork) -> None:
    form = new_form(uow, PERSON, "C0ACME")
    german = chosen(uow, form, sender_profile_id="sender-eu")
    assert german.issue_date == "2026-11-22"
    assert chosen(uow, german, sender_profile_id="sender-us").issue_date == "2026-11-21"


def test_an_issue_date_that_somebody_chose_stays(uow: UnitOfWork) -> None:
    form = chosen(uow, new_form(uow, PERSON, "C0ACME"), issue_date="2026-12-24")
    assert chosen(uow, form, sender_profile_id="sender-eu").issue_date == "2026-12-24"


def test_a_new_form_does_not_begin_with_an_archived_entity(uow: UnitOfWork) -> None:
    uow.sender_profiles.save(a_sender_profile(legal_name="A American Inc.", archived=True))
    assert new_form(uow, PERSON, "C0ACME").sender_profile_id == "sender-eu"
    german = a_sender_profile(id="sender-eu", legal_name="B GmbH", series="B-", archived=True)
    uow.sender_profiles.save(german)
    assert new_form(uow, PERSON, "C0ACME").sender_profile_id == ""


def test_the_references_that_a_customer_wants_are_asked_for_when_they_are_chosen(
    uow: UnitOfWork,
) -> None:
    wanted = (
        ReferenceField(key="gl_code", required=True),
        ReferenceField(key="project", value="P1"),
    )
    uow.customers.save(a_customer(references=wanted))
    other = (ReferenceField(key="batch", label="Batch"),)
    uow.customers.save(a_customer(id="customer-b", name="Bolt AG", references=other))
    form = chosen(uow, new_form(uow, PERSON, "C0ACME"), customer_id="customer-acme")
    assert form.references == "GL code:\nProject: P1"
    typed = chosen(uow, form, references="gl code: 6400\nProject: P1")
    again = chosen(uow, typed, customer_id="customer-b")
    assert again.references == "gl code: 6400\nBatch:", "what was typed stays, what was asked goes"


def test_the_builder_says_which_references_are_missing_before_anything_is_submitted(
    uow: UnitOfWork,
) -> None:
    uow.customers.save(a_customer(references=(ReferenceField(key="gl_code", required=True),)))
    form = chosen(uow, new_form(uow, PERSON, "C0ACME"), customer_id="customer-acme")
    saved = keep(uow, SAM.id, "form1", form)
    words = "Acme Corporation takes no invoice without these references: GL code."
    assert words in str(draw(uow, saved))
    filled = keep(uow, SAM.id, "form1", form.model_copy(update={"references": "GL code: 6400"}))
    assert words not in str(draw(uow, filled))

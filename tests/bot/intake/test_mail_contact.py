"""Further AP contacts as people type them, a line each."""

import pytest

from bot.intake.documents.mail_contact import typed_contacts
from bot.slack.views.setup.customer_fields import typed_form
from jupiter_core.domain.mail_contact import ContactRole, MailContact
from jupiter_core.domain.refusals import Refusal

DANA = MailContact(name="Dana Reyes", email="dana@acme.example")
BOB = MailContact(name="Bob Hale", email="bob@acme.example", role=ContactRole.CC, language="de")
ALONE = MailContact(email="ap@acme.example", role=ContactRole.CC)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Dana Reyes <dana@acme.example>", [DANA]),
        (" to: Dana Reyes <dana@acme.example> ", [DANA]),
        ("CC: Bob Hale <bob@acme.example> (de)", [BOB]),
        ("cc:ap@acme.example", [ALONE]),
        ("cc: <ap@acme.example>", [ALONE]),
        ("Dana Reyes <dana@acme.example>\n\ncc: Bob Hale <bob@acme.example>(de)\n", [DANA, BOB]),
        ("", []),
    ],
)
def test_a_line_is_a_contact(typed: str, meant: list[MailContact]) -> None:
    assert typed_contacts(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "Dana Reyes",
        "Dana <dana@acme.example>, Bob <bob@acme.example>",
        "dana@acme.example bob@acme.example",
        "bcc: dana@acme.example",
        "Dana <dana@acme>",
        "Dana <dana@acme.example> (klingon)",
        "Dana <dana@acme.example\r\nBcc: x@evil.example>",
        f"{'D' * 141} <dana@acme.example>",
        "Da\u202ena <dana@acme.example>",
    ],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(Refusal):
        typed_contacts(typed)


def test_the_form_shows_them_as_they_are_typed() -> None:
    assert typed_contacts(typed_form((DANA, BOB, ALONE))) == [DANA, BOB, ALONE]

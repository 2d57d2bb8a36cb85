"""No entity takes a name that is drawn like another's without two more people."""

import pytest

from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.domain.lookalike import looks_like
from tests.attacks.company import MALLORY, Company
from tests.factories import WORKSPACE, a_sender_profile

DRAWN_ALIKE = [
    "Jup\u0131ter US Inc.",  # dotless i
    "Jupite\u0433 US Inc.",  # Cyrillic ghe
    "J\u057dpiter US Inc.",  # Armenian seh
    "\u1d0aupiter US Inc.",  # a small capital
    "Jupiter U\u13da Inc.",  # Cherokee
    "\u148dupiter US Inc.",  # Canadian syllabics
    "Jupi\u0167er US Inc.",  # a stroke through it
    "Jupite\u027e US Inc.",  # phonetic
    "Jupiter US |nc.",
]


@pytest.mark.parametrize("name", DRAWN_ALIKE)
def test_a_name_that_is_drawn_like_anothers_is_a_proposal(company: Company, name: str) -> None:
    other = a_sender_profile(id="sender-other", legal_name="Callisto Ltd", series="CAL-")
    with company.store.write(WORKSPACE) as uow:
        uow.sender_profiles.save(other)
    with company.store.write(WORKSPACE) as uow:
        wanted = other.model_copy(update={"legal_name": name})
        command = SaveSenderProfile(by=MALLORY, profile=wanted)
        saved = save_sender_profile(command, uow, company.renderer)
    assert saved.legal_name == "Callisto Ltd"
    assert saved.identity_proposal
    assert saved.identity_proposal.like == "Jupiter US Inc."


@pytest.mark.parametrize(
    ("one", "other"),
    [("Acme", "Acrne"), ("Wave", "VVave"), ("Gold", "\u0261old"), ("Hall", "\u04bball")],
)
def test_letters_that_together_look_like_one_are_read_as_it(one: str, other: str) -> None:
    assert looks_like(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jupiter US Inc.", "Jupiter UK Ltd"),
        ("Ganymede", "Ganymed AG"),
        ("\u0413\u0430\u0437\u043f\u0440\u043e\u043c", "\u0420\u043e\u0441\u043d\u0435\u0444"),
        ("\u0394\u03b9\u03b1\u03c2", "\u0395\u03c1\u03bc\u03ae\u03c2"),
    ],
)
def test_names_that_differ_still_do(one: str, other: str) -> None:
    assert not looks_like(one, other)

"""Leaving a draft for a workspace: a code, once, for seven days, without the bank account."""

import re

import pytest

from bot.system import random_code
from jupiter_core.commands.handover import take
from jupiter_core.domain.handover import HandoverGone
from tests.factories import WORKSPACE
from tests.harness.builder_client import FIRST_CODE, BuilderClient


@pytest.fixture
def site() -> BuilderClient:
    return BuilderClient()


@pytest.mark.parametrize(("kind", "path"), [("invoice", "/new"), ("contract", "/new/contract")])
def test_the_answer_says_the_command_and_until_when_it_works(kind: str, path: str) -> None:
    site = BuilderClient()
    sent = site.sent("contract" if kind == "contract" else "invoice")
    answer = site.post(f"{path}/save", sent)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    assert f"/invoice claim {FIRST_CODE}" in answer.text
    assert "It works once, until 29 Nov 2026, 09:30 UTC." in answer.text
    assert 'value="Société Lumière SAS"' in answer.text
    with site.store.write(WORKSPACE) as uow:
        handover = take(FIRST_CODE.lower().replace("0", "o"), uow)
    assert handover.kind == kind
    assert "DE8937" not in str(handover.material)


def test_a_draft_that_is_taken_or_too_old_is_gone(site: BuilderClient) -> None:
    site.post("/new/save", site.sent())
    site.post("/new/save", site.sent())
    with site.store.write(WORKSPACE) as uow:
        take(FIRST_CODE, uow)
    with pytest.raises(HandoverGone), site.store.write("T0OTHER") as uow:
        take(FIRST_CODE, uow)
    site.clock.advance(days=7, seconds=1)
    with pytest.raises(HandoverGone), site.store.write(WORKSPACE) as uow:
        take("7KQ2-M9XD-0002", uow)


def test_half_a_form_can_be_left_too(site: BuilderClient) -> None:
    assert FIRST_CODE in site.post("/new/save", {"number": "1"}).text


def test_five_drafts_a_minute_can_be_left_from_one_address(site: BuilderClient) -> None:
    statuses = [site.post("/new/save", {"number": "1"}).status_code for _ in range(6)]
    assert statuses == [200] * 5 + [429]


def test_what_is_too_large_is_not_kept(site: BuilderClient) -> None:
    memo = "\u0001" * 11_000
    answer = site.post("/new/save", {"memo": memo})
    assert answer.status_code == 422
    assert "This draft is too large to store" in answer.text


def test_a_code_has_sixty_bits_and_no_letter_that_can_be_misread() -> None:
    codes = {random_code() for _ in range(200)}
    assert len(codes) == 200
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){2}[0-9A-HJKMNP-TV-Z]{4}", c) for c in codes)

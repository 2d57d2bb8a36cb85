"""Three-way: what was seen, what is there now, what this AP typed."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake.link.conflict import merged
from bot.intake.link.fields import AMENDABLE, REFERENCES, LinkForm, spelled
from jupiter_core.domain.address import Address
from jupiter_core.domain.amendment import Amendment
from jupiter_core.domain.invoice import Invoice
from jupiter_core.domain.party import ApContact
from jupiter_core.domain.references import Reference
from tests.factories import a_content, a_draft

NAMES = [field.name for field in AMENDABLE]
values = st.fixed_dictionaries({name: st.sampled_from(["", "a", "b", "c"]) for name in NAMES})


def an_invoice(fields: dict[str, str]) -> Invoice:
    amendment = Amendment(
        po_number=fields["po_number"],
        ap_contact=ApContact(name=fields["ap_name"], email=fields["ap_email"]),
        attention=fields["attention"],
        cost_centre=fields["cost_centre"],
        address=Address(
            street=fields["street"],
            city=fields["city"],
            region=fields["region"],
            postal_code=fields["postal_code"],
            country=fields["country"],
        ),
    )
    content = a_content()
    bill_to = amendment.applied_to(content.bill_to)
    references = tuple(Reference(key=each.name, value=fields[each.name]) for each in REFERENCES)
    said = {"po_number": amendment.po_number, "bill_to": bill_to, "references": references}
    return a_draft(content=content.model_copy(update=said))


@settings(deadline=None)
@given(seen=values, now=values, typed=values)
def test_nothing_is_lost_and_nothing_is_overwritten_unseen(
    seen: dict[str, str], now: dict[str, str], typed: dict[str, str]
) -> None:
    result = merged(LinkForm(**typed), an_invoice(seen), an_invoice(now))
    for name in NAMES:
        mine, theirs = typed[name] != seen[name], now[name] != seen[name]
        assert result.values[name] == (typed[name] if mine else now[name])
        clash = mine and theirs and typed[name] != now[name]
        assert result.beside.get(name) == (now[name] if clash else None)


@settings(deadline=None)
@given(values)
def test_a_form_as_it_was_drawn_is_what_the_invoice_says(fields: dict[str, str]) -> None:
    assert spelled(an_invoice(fields).amendable()) == fields

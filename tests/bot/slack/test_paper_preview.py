"""A preview of a legal entity's invoices, as it reaches who asked for it."""

from jupiter_core.outbox.messages import paper_preview
from tests.factories import FIONA, WORKSPACE
from tests.harness.slack_bot import a_rig


def test_a_preview_is_a_direct_message_with_a_picture() -> None:
    with a_rig() as rig:
        with rig.store.write(WORKSPACE) as uow:
            profile = uow.sender_profiles.all()[0]
            uow.outbox.put(paper_preview(WORKSPACE, FIONA.id, profile.id, uow.new_id()))
        rig.deliver()
        assert "invoice-preview.png" in [each["name"] for each in rig.files()]
        posted = rig.calls("chat.postMessage")[-1]
        assert FIONA.id in str(posted)
        assert f"How invoices of {profile.legal_name} look now" in str(posted)

"""The logo of a legal entity, at the head of what it issues from now on."""

from jupiter_core.commands.parties import SaveSenderProfile, save_sender_profile
from jupiter_core.domain.actor import Actor
from jupiter_core.domain.frozen import Frozen
from jupiter_core.domain.party import SenderProfile
from jupiter_core.ports import Renderer, UnitOfWork


class SetLogo(Frozen):
    """`logo` is the `data:` URL that the renderer made of a picture, or empty for none."""

    by: Actor
    profile_id: str
    logo: str


def set_logo(command: SetLogo, uow: UnitOfWork, renderer: Renderer) -> SenderProfile:
    """What is issued keeps the one that it has. Raises NotFound."""
    profile = uow.sender_profiles.get(command.profile_id)
    if profile.logo == command.logo:
        return profile
    wanted = profile.model_copy(update={"logo": command.logo})
    return save_sender_profile(SaveSenderProfile(by=command.by, profile=wanted), uow, renderer)

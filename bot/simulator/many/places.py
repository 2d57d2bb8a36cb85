"""Where an app can be installed: a workspace, or an organisation of some."""

from dataclasses import dataclass

from bot.simulator.seed import User


@dataclass(frozen=True)
class Organisation:
    """An Enterprise Grid; `teams` are the ids of its workspaces."""

    id: str
    name: str
    teams: tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """`teams` is for which workspaces an installation there is good."""

    id: str
    name: str
    teams: tuple[str, ...]
    admins: tuple[User, ...]
    organisation: Organisation | None = None

    @property
    def is_organisation(self) -> bool:
        return self.organisation is not None and self.organisation.id == self.id

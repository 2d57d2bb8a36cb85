"""Who and what is in the workspace when it starts."""

from dataclasses import dataclass, field, replace

BOT_USER = "U0JUPITERBOT"
APP = "A0JUPITER"
BOT = "B0JUPITER"


@dataclass(frozen=True)
class Team:
    """The workspace itself."""

    id: str = "T0JUPITER"
    name: str = "Jupiter"
    domain: str = "jupiter"


@dataclass(frozen=True)
class User:
    """A person, or the app's bot user."""

    id: str
    name: str
    real_name: str
    title: str = ""
    is_admin: bool = False
    is_restricted: bool = False
    is_ultra_restricted: bool = False
    is_bot: bool = False
    color: str = "4a154b"
    tz: str = "America/New_York"
    team_id: str = ""
    """Of another organisation, for somebody in a channel that is shared with it."""
    deleted: bool = False
    session_lasts: bool = False
    """Though deactivated, they are still in: what they pressed in that moment is on its way."""
    address: str = ""

    @property
    def email(self) -> str:
        return self.address or f"{self.name}@jupiter.example"


@dataclass
class Channel:
    """A channel or, when `user` is set, the direct messages between that person and the app.

    `shared_with` names another organisation whose people are in it too.
    """

    id: str
    name: str
    members: set[str] = field(default_factory=set)
    is_private: bool = False
    user: str | None = None
    topic: str = ""
    is_mpim: bool = False
    is_archived: bool = False
    shared_with: str = ""

    @property
    def is_im(self) -> bool:
        return self.user is not None

    def copy(self) -> "Channel":
        return replace(self, members=set(self.members))


@dataclass(frozen=True)
class UserGroup:
    """Whom people reach by one @handle; a `deleted` one is disabled."""

    id: str
    handle: str
    name: str
    users: tuple[str, ...] = ()
    deleted: bool = False


GROUPS = (UserGroup("S0FINANCE", "finance-approvers", "Finance approvers", ("U0FIONA", "U0FRANK")),)
PEOPLE = (
    User("U0SAM", "sam", "Sam Ortiz", "Sales operations", color="2f6f4f"),
    User("U0FIONA", "fiona", "Fiona Chen", "Finance", color="8a4b9e", tz="Europe/London"),
    User("U0FRANK", "frank", "Frank Weber", "Finance", color="b4562b", tz="Europe/Berlin"),
    User("U0RUTH", "ruth", "Ruth Adler", "Accounts receivable", color="4d7c0f", tz="Europe/London"),
    User("U0WANDA", "wanda", "Wanda Park", "Workspace admin", is_admin=True, color="1d6fb8"),
    User("U0NOAH", "noah", "Noah Reed", "Guest", is_restricted=True, color="7a7a7a"),
)


def _channels() -> tuple[Channel, ...]:
    everyone = {person.id for person in PEOPLE}
    with_bot = everyone | {BOT_USER}
    return (
        Channel("C0GENERAL", "general", set(with_bot), topic="Company news"),
        Channel("C0ACME", "deal-acme", set(with_bot), topic="Acme Corporation, three years"),
        Channel("C0GLOBEX", "deal-globex", set(with_bot), topic="Globex, renewal"),
        Channel("C0FINANCE", "finance", set(with_bot) - {"U0NOAH"}, topic="Approvals and payments"),
        Channel("C0RANDOM", "random", set(everyone), topic="The app was never invited here"),
    )


@dataclass(frozen=True)
class Seed:
    """A workspace at its start. The bot user's name comes from the manifest."""

    team: Team = Team()
    people: tuple[User, ...] = PEOPLE
    channels: tuple[Channel, ...] = field(default_factory=_channels)
    groups: tuple[UserGroup, ...] = GROUPS
    bot_user_id: str = BOT_USER
    app_id: str = APP
    bot_id: str = BOT

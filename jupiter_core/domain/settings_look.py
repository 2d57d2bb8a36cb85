"""Who looked at settings and bank details: ids and words of the program, no name and no value."""

from datetime import datetime

from jupiter_core.domain.frozen import Frozen


class SettingsLook(Frozen):
    """`person` is a Slack user id, with a `key` of the API its owner's; `what` a button, a form, a
    command or a route. Where they did not get it, `refusal` names the kind of refusal."""

    person: str
    what: str
    key: str = ""
    refusal: str = ""


class CountedLooks(Frozen):
    """The same look, so many times, within an hour of the clock in UTC."""

    look: SettingsLook
    first_at: datetime
    last_at: datetime
    times: int

    @property
    def hour(self) -> datetime:
        return hour_of(self.first_at)

    def and_also(self, other: "CountedLooks") -> "CountedLooks":
        """Those and others of the same look in the same hour."""
        return CountedLooks(
            look=self.look,
            first_at=min(self.first_at, other.first_at),
            last_at=max(self.last_at, other.last_at),
            times=self.times + other.times,
        )


def hour_of(moment: datetime) -> datetime:
    return moment.replace(minute=0, second=0, microsecond=0)

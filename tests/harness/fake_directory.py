"""People and channels in a FakeStore."""

from datetime import datetime

from jupiter_core.domain.directory import KnownChannel, KnownPerson, ends_of
from jupiter_core.domain.text import key_of
from tests.harness.fake_tables import Room


class FakeDirectory(Room):
    def person(self, person_id: str) -> KnownPerson | None:
        return self.tables.people.get(self.key(person_id))

    def keep_person(self, person: KnownPerson) -> None:
        self.tables.people[self.key(person.id)] = person

    def people_before(self, moment: datetime) -> list[str]:
        people = self.own(self.tables.people)
        return sorted(each.id for each in people if each.refreshed_at < moment)

    def channel(self, channel_id: str) -> KnownChannel | None:
        return self.tables.channels.get(self.key(channel_id))

    def keep_channel(self, channel: KnownChannel) -> None:
        self.tables.channels[self.key(channel.id)] = channel

    def moved(self) -> dict[str, str]:
        return ends_of({c.id: c.moved_to for c in self.own(self.tables.channels) if c.moved_to})

    def forget(self, who: str) -> int:
        wanted = key_of(who)
        gone = [
            each.id
            for each in self.own(self.tables.people)
            if each.id == who or (wanted and key_of(each.email) == wanted)
        ]
        for each in gone:
            del self.tables.people[self.key(each)]
        return len(gone)

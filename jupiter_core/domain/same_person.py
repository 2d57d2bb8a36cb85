"""Whether two accounts look like one person's: one e-mail address, or one name.

Slack tells accounts apart by ids, and lets one person have several. Compared is what is left of a
name or an address without letter case, odd spaces and letters that are drawn alike.

>>> shared(_slack("U1", "Sam Ortiz"), _slack("U2", "sam  ortiz"))
'one name'
>>> shared(_slack("U1", "Sam", "sam+pay@j.example"), _slack("U2", "S.", "sam@j.example"))
'one e-mail address'
>>> shared(_slack("U1", "Sam Ortiz"), _slack("U2", "Fiona Chen"))
''
"""

import unicodedata

from jupiter_core.domain.actor import Actor, ActorKind
from jupiter_core.domain.lookalike import looks_like


def shared(one: Actor, other: Actor) -> str:
    """What two people have in common that no two people have; nothing for one and the same
    person, and for what is no person in Slack."""
    people = all(each.kind is ActorKind.SLACK_USER for each in (one, other))
    if not people or one.person == other.person:
        return ""
    if _mailbox(one.email) and _mailbox(one.email) == _mailbox(other.email):
        return "one e-mail address"
    return "one name" if looks_like(one.name, other.name) else ""


def _mailbox(address: str) -> str:
    """Mail to `sam+pay@` arrives where mail to `sam@` does."""
    plain = "".join(unicodedata.normalize("NFKC", address).casefold().split())
    name, at, host = plain.rpartition("@")
    return f"{name.partition('+')[0]}@{host}" if at and name else ""


def _slack(user_id: str, name: str, email: str = "") -> Actor:
    return Actor(kind=ActorKind.SLACK_USER, id=user_id, name=name, email=email)

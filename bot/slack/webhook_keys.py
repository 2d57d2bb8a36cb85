"""What it takes to set up a webhook endpoint from Slack."""

from collections.abc import Callable
from dataclasses import dataclass

from bot.security.secret_box import SecretBox
from bot.security.webhook_addresses import check_url
from bot.security.webhook_signature import new_secret
from bot.system import new_secret as random_bytes


@dataclass(frozen=True)
class WebhookKeys:
    """`box` seals signing secrets, `allowed_hosts` are those that webhooks may reach inside,
    `random` gives what a secret is made of."""

    box: SecretBox
    allowed_hosts: tuple[str, ...] = ()
    random: Callable[[], bytes] = random_bytes

    def made(self) -> tuple[str, str]:
        """A new signing secret, to be shown once, and the same as it is kept."""
        secret = new_secret(self.random())
        return secret, self.box.seal(secret)

    def checked(self, typed: str) -> str:
        """The address in its one spelling. Raises UnusableUrl, UnreachableAddress or TooLong, at
        `url`."""
        return check_url(typed, self.allowed_hosts)

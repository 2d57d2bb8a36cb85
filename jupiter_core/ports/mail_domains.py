"""Where mails to a customer were sent with a person's knowledge."""

from typing import Protocol


class MailDomains(Protocol):
    """Of each customer, the mail homes that a person here has agreed to."""

    def of(self, customer_id: str) -> list[str]:
        """The customer's known mail homes (see `mail_home`), oldest first."""

    def add(self, customer_id: str, home: str) -> None:
        """Known from now on; once is enough."""

"""How a customer is sent what is issued to them."""

from enum import StrEnum

ON_THEIR_PORTAL = "they take invoices on a portal of their own"
"""Why nothing is mailed to a customer with a portal."""


class Delivery(StrEnum):
    """How what is issued reaches a customer: mailed to AP, put on their portal by a person here,
    or not sent."""

    MAIL = "mail"
    PORTAL = "portal"
    NONE = "none"

"""How a customer is sent what is issued to them."""

from enum import StrEnum


class Delivery(StrEnum):
    """How what is issued reaches a customer: mailed to AP, put on their portal by a person here,
    or not sent."""

    MAIL = "mail"
    PORTAL = "portal"
    NONE = "none"

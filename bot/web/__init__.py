"""Pages for people without Slack: the invoice link, and health for those who run it."""

from bot.web.app import register

__all__ = ["register"]

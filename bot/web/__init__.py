"""Pages for people without Slack: the invoice link, the builder, and health for operators."""

from bot.web.app import register

__all__ = ["register"]

"""An invoice in Slack: its modal, its card, its thread, its history."""

"""An invoice in Slack: its card, its thread, its history."""

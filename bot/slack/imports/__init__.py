"""What another system exported, dropped in Slack: its dry run, and its import."""

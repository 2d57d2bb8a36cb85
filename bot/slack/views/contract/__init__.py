"""A contract in Slack: how it is entered, shown, changed."""

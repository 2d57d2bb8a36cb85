"""Bank statements in Slack: files that are dropped, and what is decided about their entries."""

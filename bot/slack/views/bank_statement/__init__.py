"""Bank statements in Slack: the answer to a file, the forms of an entry, and what waits."""

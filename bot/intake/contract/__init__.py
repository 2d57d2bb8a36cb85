"""A contract's form in Slack: what it means, or every mistake at its field."""

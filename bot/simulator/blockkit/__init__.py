"""Block Kit as strict as Slack: `shapes` says what a rule is, the others are the rules."""

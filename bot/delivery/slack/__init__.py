"""Messages to Slack: channels, threads, direct messages and files."""

"""What Slack shows: objects into blocks. Nothing here reads what was sent."""

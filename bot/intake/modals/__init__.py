"""What people fill into Slack's modals, read into commands and parts of them."""

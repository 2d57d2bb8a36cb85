"""Bodies of requests: read by bot/intake, their parties found or added by the core's commands."""

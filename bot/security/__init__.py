"""Links, sealed secrets, guarded addresses, rate limits."""

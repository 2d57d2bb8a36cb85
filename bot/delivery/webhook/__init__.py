"""Webhooks: signed, sent to guarded addresses only, retried."""

"""Senders: each takes one outbox message over the network and brings back a receipt."""

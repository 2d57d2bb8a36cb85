"""Slack's Web API methods, a file a noun; `methods` lists them all."""

"""The app in many workspaces: who installed it where, and with which token each is spoken to."""

"""What a process cannot start without."""


class NotConfigured(Exception):
    """A setting is missing; says which and what it is for."""

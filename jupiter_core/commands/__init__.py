"""What may be asked of the core: a frozen command and its handler, together, a file a noun.

A handler takes the command and a unit of work, loads, decides, and saves. It never touches the
network; what others have to hear goes into the outbox of the same transaction.
"""

"""REST v1: what a CPQ, a CRM or a script does here, and what it hears when it may not.

A router translates: a request into a command, an object into its resource. Who may, what was
seen before and what a refusal is called are the same for all of them, in `ctx` and `problems`.
"""

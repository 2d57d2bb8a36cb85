"""Whether a fee has an invoice of its own on its day, or goes with the next one."""

OWN, WITH_NEXT = "own", "with_next"

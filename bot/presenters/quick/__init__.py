"""The thirty-second way: one line becomes a form."""

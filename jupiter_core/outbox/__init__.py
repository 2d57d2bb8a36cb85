"""Who hears of what, and the sending of it: once, in order, or kept for a person to see."""

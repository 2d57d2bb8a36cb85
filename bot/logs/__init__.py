"""What may be logged of errors, and how often."""

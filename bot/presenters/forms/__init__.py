"""What all forms share: reading what people type, and keeping it."""

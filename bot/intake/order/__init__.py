"""What is read from the document of a purchase order, for a person to confirm."""

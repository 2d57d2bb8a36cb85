"""What a person looks for, read from one line."""

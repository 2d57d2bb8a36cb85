"""Pure translations: objects into blocks, words and HTML; forms into commands."""

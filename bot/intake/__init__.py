"""What people and machines send, read into commands. It only reads: it runs no command."""

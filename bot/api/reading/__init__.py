"""From bodies to commands: every mistake at its place, parties looked up or made."""

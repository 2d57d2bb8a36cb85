"""What people do in the workspace, and the payloads that the app gets for it."""

"""Several workspaces on one host, into each of which the app is installed by OAuth."""

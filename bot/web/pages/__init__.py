"""What pages show: objects into what their templates draw."""

"""The bodies that the API takes: their shape. What they mean is for the domain to say."""

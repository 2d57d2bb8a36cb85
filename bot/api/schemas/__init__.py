"""The shape of request bodies; what their values mean is for the domain to say."""

"""The modals and messages of `/invoice setup`."""

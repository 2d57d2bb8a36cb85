"""A local workspace: a throwaway Slack in memory that speaks Slack's own wire, strictly.

`bot.simulator.server` is the way in; the control API is described in this folder's README.
Nothing here imports the app: what it knows of it, it reads from the app's manifest.
"""

"""The composition root: build the agent, ask its tables, hand it a person's commands."""

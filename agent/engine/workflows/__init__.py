"""The durable workflows; each reads like one arrow of the flow."""

"""The words and the ports: values every room speaks in, and what the engine asks of the outside."""

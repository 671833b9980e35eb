"""The stations of the way: a value in, a value out. They do not know the durable engine."""

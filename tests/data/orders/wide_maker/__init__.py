"""The documents of the wide set, one module for each manner of writing."""

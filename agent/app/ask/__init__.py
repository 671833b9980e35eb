"""Questions to the tables: read-only, paged by key, answered with frozen values. Console and CLI ask the same ones."""

"""The site's files: load, lint, schemas, secrets."""

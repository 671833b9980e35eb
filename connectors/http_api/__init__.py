"""A target reached by its HTTP API, as a YAML file of the site describes it.

api, account ──▶ lookup: read all rows, compare the key ──▶ entry: build, ask the permit, send once ──▶ confirm
"""

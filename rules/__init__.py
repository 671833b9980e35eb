"""The site's rules: language, load, check, evaluate, explain, tests. Order, ruleset and day in, decision out."""

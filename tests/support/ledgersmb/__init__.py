"""LedgerSMB 1.6, a real accounting system, brought up for tests out of Debian 12's packages.

    python -m tests.support.ledgersmb missing   names the system packages it still wants
    python -m tests.support.ledgersmb up        brings one up to play with, and says where
    python -m tests.support.ledgersmb reset     gives it a fresh company
    python -m tests.support.ledgersmb down      stops it

What takes long is kept in a folder outside the tree (`place.CACHE`): the programs, and a PostgreSQL cluster with a
company in it. A run copies the cluster and starts both servers in a second or two; runs do not know of each other.
"""

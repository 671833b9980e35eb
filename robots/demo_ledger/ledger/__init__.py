"""The demo ledger: a small accounting web system as Japanese offices have had since 2005, to practise on."""

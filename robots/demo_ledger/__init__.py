"""Robot of the demo ledger, and the ledger itself to practise on."""

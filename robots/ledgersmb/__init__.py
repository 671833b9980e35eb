"""Robot for LedgerSMB 1.6."""

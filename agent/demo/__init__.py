"""The sample company: its customers' orders, its mail server, portal and ledger, and the tale `denpyo demo` tells."""

"""The audit log's pure part: the event, the tree over events, the signed checkpoint, and the verifier."""

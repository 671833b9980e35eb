"""Orders out of documents that no form fits: known words say what stands where; what they leave open stays absent."""

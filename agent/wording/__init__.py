"""The catalogue: every sentence a person reads, in Japanese and English."""

"""The web console: what happens, what waits, and the proof of both, in Japanese and English."""

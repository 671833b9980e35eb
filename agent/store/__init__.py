"""The database and the evidence files: functions that take a session and return values."""

"""What the practice systems stand on: a small web server that can be told to fail as real systems do."""

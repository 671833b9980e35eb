"""What the three scripts share: orders come in by standard input, one JSON object a line; slip numbers go out."""

import json
import sys


def next_slip():
    """Return the next order, or None when there are no more."""
    line = sys.stdin.readline()
    return json.loads(line) if line.strip() else None


def tell(words):
    """Say `ready`, or a slip's number; past whatever has taken standard output for its own words."""
    sys.__stdout__.write(f"{words}\n")
    sys.__stdout__.flush()

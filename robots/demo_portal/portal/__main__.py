"""Run the demo portal: `python -m robots.demo_portal.portal --port 0 --data DIR`."""

from __future__ import annotations

import sys

from robots.demo_portal.portal.app import Portal
from robots.demo_portal.portal.orders import Orders
from robots.practice.access import keep_access
from robots.practice.command import a_parser, serve


def main() -> int:
    """Read the options, print the address on the first line, serve until told to end."""
    options = a_parser("demo-portal", "mihon-shoji", "DEMO_PORTAL_PASSWORD").parse_args()
    access = keep_access(options.data, options.user, options.password)
    orders = Orders(options.data / "portal.db")
    code = serve(Portal(orders, access), options.port)
    orders.close()
    return code


if __name__ == "__main__":
    sys.exit(main())

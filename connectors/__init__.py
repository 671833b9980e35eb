"""One adapter per source; `CONNECTORS` names those that ship."""

from connectors import folder, imap, portal

CONNECTORS = (folder.CONNECTOR, imap.CONNECTOR, portal.CONNECTOR)

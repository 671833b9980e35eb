"""Robot of the demo order portal, and the portal itself to practise on."""

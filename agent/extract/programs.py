"""Files that do something when they are opened: programs, scripts, links to them, disks that hold them."""

from __future__ import annotations

_PROGRAMS = (
    *(".exe", ".com", ".scr", ".pif", ".bat", ".cmd", ".lnk", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".wsh", ".hta"),
    *(".msi", ".msp", ".ps1", ".jar", ".cpl", ".dll", ".reg", ".chm", ".url", ".iso", ".img", ".vhd", ".vhdx"),
)


def is_program(name: str) -> bool:
    """Whether a file of this name is one; it is never opened here, and nobody should open it."""
    return name.lower().rstrip(". ").endswith(_PROGRAMS)

"""winmail.dat and .msg files for tests, written as Outlook and Exchange write them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from itertools import pairwise

_SECTOR, _MINI, _END, _FREE, _NONE = 512, 64, 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFF
_KEY = bytes.fromhex("0703020000000000c000000000000046")

Tree = Mapping[str, "bytes | Tree"]


def a_tnef(subject: str = "", body: str = "", files: Mapping[str, bytes] | None = None, inner: bytes = b"") -> bytes:
    """Pack a message as Exchange does: text in Unicode properties, attachments by data and long name."""
    message = [_property(0x0037, subject), _property(0x1000, body)]
    out = struct.pack("<IH", 0x223E9F78, 1) + _attribute(1, 0x69003, _properties(message))
    for name, content in (files or {}).items():
        out += _attribute(2, 0x69002, bytes(14)) + _attribute(2, 0x6800F, content)
        out += _attribute(2, 0x69005, _properties([_property(0x3707, name)]))
    if inner:
        held = _property(0x3701, _KEY + inner, 0x0D)
        out += _attribute(2, 0x69002, bytes(14)) + _attribute(2, 0x69005, _properties([held]))
    return out


def _attribute(level: int, number: int, raw: bytes) -> bytes:
    return struct.pack("<BII", level, number, len(raw)) + raw + struct.pack("<H", sum(raw) & 0xFFFF)


def _properties(properties: Sequence[bytes]) -> bytes:
    named = struct.pack("<HH", 0x03, 0x8001) + bytes(16) + struct.pack("<III", 0, 7, 9)
    several = struct.pack("<HHI", 0x1003, 0x0FFF, 2) + bytes(8)
    return struct.pack("<I", len(properties) + 2) + named + several + b"".join(properties)


def _property(number: int, value: str | bytes, kind: int = 0x1F) -> bytes:
    raw = (value + "\0").encode("utf-16-le") if isinstance(value, str) else value
    return struct.pack("<HHII", kind, number, 1, len(raw)) + raw + bytes(-len(raw) % 4)


def a_msg(
    subject: str = "", body: str = "", files: Mapping[str, bytes] | None = None, sender: str = "", **more: Tree
) -> bytes:
    """Save a message as Outlook does; `more` are storages under their names."""
    return a_compound({**message_tree(subject, body, files, sender), **more})


def message_tree(
    subject: str = "", body: str = "", files: Mapping[str, bytes] | None = None, sender: str = ""
) -> dict[str, bytes | Tree]:
    """Give the streams of one message."""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(32)}
    for number, text in ((0x0037, subject), (0x1000, body), (0x5D01, sender)):
        tree[f"__substg1.0_{number:04X}001F"] = text.encode("utf-16-le")
    for at, (name, content) in enumerate((files or {}).items()):
        tree[f"__attach_version1.0_#{at:08X}"] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
            "__substg1.0_37010102": content,
        }
    return tree


def a_compound(tree: Tree) -> bytes:
    """Write streams and storages as [MS-CFB] has them; small streams stand in the one of the root."""
    entries: list[bytearray] = []
    mini, large = bytearray(), bytearray()
    mini_table: list[int] = []
    starts: list[tuple[int, int]] = []

    def put(content: bytes) -> tuple[int, int]:
        if len(content) >= 4096:
            starts.append((len(large) // _SECTOR, -(-len(content) // _SECTOR)))
            large.extend(content.ljust(-(-len(content) // _SECTOR) * _SECTOR, b"\0"))
            return len(starts) - 1, len(content)
        first, n = len(mini) // _MINI, -(-len(content) // _MINI)
        mini.extend(content.ljust(n * _MINI, b"\0"))
        mini_table.extend([*range(first + 1, first + n), _END][:n])
        return first if n else _END, len(content)

    def add(name: str, kind: int, value: bytes | Tree) -> int:
        at = len(entries)
        entries.append(bytearray(128))
        start, size = (0, 0) if not isinstance(value, bytes) else put(value)
        children = [] if isinstance(value, bytes) else [add(*_kind(each)) for each in value.items()]
        for one, following in pairwise(children):
            entries[one][72:76] = struct.pack("<I", following)
        text = name.encode("utf-16-le") + b"\0\0"
        is_large = isinstance(value, bytes) and size >= 4096
        entries[at][:] = text.ljust(64, b"\0") + struct.pack(
            "<HBBIII", len(text), kind, 1, _NONE, _NONE, children[0] if children else _NONE
        ) + bytes(36) + struct.pack("<IQ", start + (1 << 30 if is_large else 0), size)  # fmt: skip
        return at

    add("Root Entry", 5, tree)
    return _file(entries, bytes(mini), bytes(large), mini_table, starts)


def _kind(item: tuple[str, bytes | Tree]) -> tuple[str, int, bytes | Tree]:
    name, value = item
    return name, 2 if isinstance(value, bytes) else 1, value


def _file(
    entries: list[bytearray], mini: bytes, large: bytes, mini_table: list[int], starts: list[tuple[int, int]]
) -> bytes:
    """Lay out header, directory, table of small sectors, root stream, large streams, and the table of all sectors."""
    minis = _padded(b"".join(struct.pack("<I", one) for one in mini_table), b"\xff")
    root = _padded(mini, b"\0")
    folder_size = -(-len(entries) * 128 // _SECTOR)
    at_minis, at_root = folder_size, folder_size + len(minis) // _SECTOR
    at_large = at_root + len(root) // _SECTOR
    for entry in entries:
        start, size = struct.unpack_from("<IQ", entry, 116)
        if size >= 4096 and start >= 1 << 30:
            entry[116:120] = struct.pack("<I", at_large + starts[start - (1 << 30)][0])
    entries[0][116:128] = struct.pack("<IQ", at_root if root else _END, len(mini))
    chains = [*_chain(0, folder_size), *_chain(at_minis, at_root - at_minis), *_chain(at_root, at_large - at_root)]
    for start, n in starts:
        chains += _chain(at_large + start, n)
    n_tables = -(-(len(chains) + 8) // 128)
    table = _padded(b"".join(struct.pack("<I", one) for one in [*chains, *[0xFFFFFFFD] * n_tables]), b"\xff")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, len(table) // _SECTOR, 0, 0, 4096, at_minis if minis else _END,
                        len(minis) // _SECTOR, _END, 0, len(chains))  # fmt: skip
    head += b"".join(struct.pack("<I", len(chains) + at) for at in range(1, len(table) // _SECTOR))
    folder = _padded(b"".join(bytes(one) for one in entries), b"\0")
    return head.ljust(_SECTOR, b"\xff") + folder + minis + root + large + table


def _padded(content: bytes, byte: bytes) -> bytes:
    return content.ljust(-(-len(content) // _SECTOR) * _SECTOR, byte)


def _chain(start: int, n: int) -> list[int]:
    return [*range(start + 1, start + n), _END][:n]

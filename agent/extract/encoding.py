"""Bytes to text, in the encodings Japanese mail and office files really use, whatever their label says.

Python has no codec for Microsoft's ISO-2022-JP (CP50220, CP50221), and `shift_jis` lacks ①㈱髙﨑; so every Shift_JIS
label is read as CP932, and ISO-2022-JP by turning each JIS pair into CP932 bytes.
"""

from __future__ import annotations

import codecs
import re

from agent.extract.unreadable import UnreadableError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SHIFT_JIS = re.compile(r"(?i)(x-|ms[_-]?)?s(hift)?[_-]?jis|windows-31j|cp932|ms932|x-ms-cp932|csshiftjis")
_ISO_2022 = re.compile(r"(?i)(cs)?iso-?2022-?jp.*|cp5022[0-2]|x-windows-iso2022jp")
_EUC = re.compile(r"(?i)(x-)?euc[_-]?jp(-ms|-win)?|cp51932|ujis")
_ESCAPE = re.compile(rb"\x1b(\$[@B]|\$\([@BD]|\([BIJ]|&@|\(H)")
_NOT_CP932 = re.compile("[\x80\xa0\uf8f0-\uf8f3]")
"""What Python's codec makes of single bytes that CP932 does not define."""
_HIRAGANA_KATAKANA = re.compile("[\u3041-\u30fe]")
_HALF_KANA = re.compile("[\uff61-\uff9f]")
_KANJI = re.compile("[\u4e00-\u9fff]")


def text_of(content: bytes, label: str = "") -> str:
    """Decode text, trusting what the bytes show more than their label.

    Args:
        content: Any bytes; a byte order mark is dropped.
        label: The charset the mail claims, or empty.

    Raises:
        UnreadableError: No encoding fits without loss.
    """
    text = _sure(content)
    if text is None:
        text = _by_label(content, label)
    return _guessed(content) if text is None else text


def as_told(content: bytes, encoding: str) -> bytes:
    """Write text of an encoding that a form tells as UTF-8 with its mark.

    Bytes that tell their encoding by a mark, or are UTF-8, stay as they are, and so does what is not of that encoding.
    """
    is_marked = any(content.startswith(bom) for bom, _ in _BOMS)
    is_utf_8 = not content.isascii() and b"\0" not in content and _strict(content, "utf-8") is not None
    if is_marked or is_utf_8:
        return content
    text = _iso_2022_jp(content) if encoding == "iso2022_jp" else _strict(content, encoding)
    return content if text is None or "\0" in text else codecs.BOM_UTF8 + text.encode()


def lenient_text_of(content: bytes, label: str = "") -> str:
    """Decode a header or name; what fits no encoding shows as replacement characters."""
    try:
        return text_of(content, label)
    except UnreadableError:
        return content.decode("utf-8", errors="replace")


def _sure(content: bytes) -> str | None:
    """Decode what can be told from the bytes alone: marks, escapes, and UTF-8, which nothing else resembles."""
    for bom, name in _BOMS:
        if content.startswith(bom):
            return _strict(content, name)
    if b"\0" in content:
        return _strict(content, _utf_16_name(content))
    if content.isascii():
        return _iso_2022_jp(content) if _ESCAPE.search(content) else content.decode("ascii")
    return _strict(content, "utf-8")


def _by_label(content: bytes, label: str) -> str | None:
    if _SHIFT_JIS.fullmatch(label):
        return _strict(content, "cp932")
    if _ISO_2022.fullmatch(label) and _ESCAPE.search(content):
        return _iso_2022_jp(content)
    return _strict(content, "euc_jp") if _EUC.fullmatch(label) else None


def _guessed(content: bytes) -> str:
    tries = [text for name in ("cp932", "euc_jp") if (text := _strict(content, name)) is not None]
    if not tries:
        raise UnreadableError("its characters fit no known encoding", what="encoding")
    return max(tries, key=_likeness)


def _strict(content: bytes, name: str) -> str | None:
    try:
        text = content.decode(name)
    except UnicodeDecodeError:
        return None
    return None if name == "cp932" and _NOT_CP932.search(text) else text


def _utf_16_name(content: bytes) -> str:
    """Tell UTF-16 without a mark by where its zero bytes stand; no other text has any."""
    sample = content[:4000]
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _likeness(text: str) -> float:
    """How much a text looks Japanese: kana and everyday kanji for it, half-width kana and rare kanji against it."""
    sample = text[:4000]
    score = 2 * len(_HIRAGANA_KATAKANA.findall(sample)) - 2 * len(_HALF_KANA.findall(sample))
    for kanji in _KANJI.findall(sample):
        in_cp932 = kanji.encode("cp932", errors="ignore")
        score += 1 if in_cp932 and in_cp932[0] < 0x98 else -1  # JIS level 1 stands before 0x98
    return score / (len(sample) or 1)


def _iso_2022_jp(content: bytes) -> str:
    parts = _ESCAPE.split(content)
    texts = [parts[0].decode("cp932", errors="replace")]
    for mode, piece in zip(parts[1::2], parts[2::2], strict=True):
        texts.append(_piece(mode, piece))
    return "".join(texts)


def _piece(mode: bytes, piece: bytes) -> str:
    if mode == b"(I":
        return bytes(byte | 0x80 if 0x21 <= byte <= 0x5F else byte for byte in piece).decode("cp932", errors="replace")
    if mode == b"$(D":
        return (b"\x1b$(D" + piece).decode("iso2022_jp_1", errors="replace")
    if mode.startswith(b"$"):
        return _jis_pairs(piece).decode("cp932", errors="replace")
    return piece.decode("cp932", errors="replace")


def _jis_pairs(piece: bytes) -> bytes:
    """Turn JIS X 0208 pairs into Shift_JIS bytes; line ends and stray bytes stay (JIS X 0208:1997, annex 1)."""
    out, at = bytearray(), 0
    while at < len(piece):
        first = piece[at]
        second = piece[at + 1] if at + 1 < len(piece) else 0
        if not (0x21 <= first <= 0x7E and 0x21 <= second <= 0x7E):
            out.append(first)
            at += 1
            continue
        row = (first - 0x21) // 2 + 0x81
        out.append(row if row <= 0x9F else row + 0x40)
        odd = second + 0x1F + (second >= 0x60)
        out.append(odd if first % 2 else second + 0x7E)
        at += 2
    return bytes(out)

"""Bytes are decoded right, whatever their label says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.extract.encoding import lenient_text_of, text_of
from agent.extract.unreadable import UnreadableError

TEXT = "注文書：株式会社見本フーズ 能登ソース表 10個　コーヒー\r\n"
JIS_WITH_CIRCLED = b"\x1b$BCm\x1b(B1\x1b$B-!J8\x1b(B"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "cp932", "euc_jp", "iso2022_jp", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("label", ["", "us-ascii", "iso-8859-1", "no-such-charset"])
def test_japanese_encodings_are_told_apart(encoding, label):
    """Japanese text is decoded right in any of its encodings, without a label or with one that says nothing."""
    assert text_of(TEXT.encode(encoding), label) == TEXT


@pytest.mark.parametrize("label", ["shift_jis", "x-sjis", "Windows-31J", "MS932", "cp932", "ms_kanji sjis"])
def test_every_shift_jis_label_is_read_as_cp932(label):
    """The firm sign, circled numbers and 髙 of CP932 survive under any Shift_JIS label."""
    assert text_of("㈱髙島①～".encode("cp932"), label) == "㈱髙島①～"


@pytest.mark.parametrize("label", ["iso-2022-jp", "ISO-2022-JP-MS", "cp50220", "cp50221", "csISO2022JP", ""])
def test_microsoft_iso_2022_jp_is_read(label):
    """NEC's circled numbers and half-width kana inside ISO-2022-JP do not eat their neighbours."""
    assert text_of(JIS_WITH_CIRCLED, label) == "注1①文"
    assert text_of(b"\x1b(I1\x1b(B9", label) == "ｱ9"


def test_iso_2022_jp_with_raw_eight_bit_bytes_goes_by_its_label():
    """Eight-bit bytes inside a text labelled ISO-2022-JP do not undo its escapes."""
    assert text_of("注文".encode("iso2022_jp") + "ア".encode("cp932"), "iso-2022-jp") == "注文ア"


def test_cut_iso_2022_jp_keeps_what_is_there():
    """A text cut inside a character, or with a blank between pairs, loses no more than that."""
    assert text_of(b"\x1b$BCm J8C") == "注 文C"


def test_rare_kanji_of_the_supplementary_set_are_read():
    """JIS X 0212, which some mailers use for rare kanji, is read."""
    assert text_of(b"\x1b$(D0!\x1b(B") == "丂"


@pytest.mark.parametrize(("label", "encoding"), [("utf-8", "cp932"), ("shift_jis", "utf-8"), ("euc-jp", "cp932")])
def test_wrong_label_is_overruled_by_the_bytes(label, encoding):
    """A label that contradicts the bytes is not believed."""
    assert text_of(TEXT.encode(encoding), label) == TEXT


def test_euc_jp_label_is_believed_where_the_bytes_allow_it():
    """Bytes that fit both EUC-JP and CP932 are read by their label."""
    assert text_of("ソース".encode("euc_jp"), "euc-jp") == "ソース"


def test_cut_utf_16_is_read_another_way():
    """A UTF-16 pattern that does not decode is not forced."""
    with pytest.raises(UnreadableError):
        text_of(b"\xd8\x00" * 8 + b"\xff")


def test_bytes_of_no_encoding_are_refused():
    """What no encoding fits is refused, and shown with replacement characters where a name must be shown."""
    with pytest.raises(UnreadableError):
        text_of(b"\x80\xff\xfe\x00\xa0")
    assert "�" in lenient_text_of(b"\x80\xff\xfe\x00\xa0")


@given(
    st.text(
        st.characters(
            codec="cp932", exclude_categories=["Cc"], exclude_characters="¢£¬‖−〜\x80\xa0\uf8f0\uf8f1\uf8f2\uf8f3"
        ),
        min_size=1,
    )
)
def test_labelled_cp932_is_never_altered(text):
    """Any CP932 text that is not by chance UTF-8 comes back as it was."""
    content = text.encode("cp932")
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        assert text_of(content, "cp932") == text


@given(st.binary(max_size=60), st.sampled_from(["", "utf-8", "iso-2022-jp", "shift_jis", "euc-jp"]))
def test_any_bytes_are_decoded_or_refused(content, label):
    """No bytes break the decoder: they become text or are refused by name."""
    try:
        assert isinstance(text_of(content, label), str)
    except UnreadableError:
        assert isinstance(lenient_text_of(content, label), str)

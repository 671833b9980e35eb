"""Postal codes and telephone numbers are read in every usual spelling, and nothing else is."""

import pytest

from agent.quality.contact import postal_code, telephone


@pytest.mark.parametrize("written", ["〒100-0001", "１００－０００１", "1000001", "〒 100 ー 0001", "100‐0001"])
def test_postal_code_in_any_spelling(written):
    """The mark, widths, blanks and dashes do not count."""
    assert postal_code(written) == "100-0001"


@pytest.mark.parametrize("written", ["", "100-001", "10000011", "千代田区1-1", "100-0001 東京都"])
def test_what_is_no_postal_code_is_none(written):
    """Six or eight digits, and an address behind it, are none."""
    assert postal_code(written) is None


@pytest.mark.parametrize(
    ("written", "digits"),
    [
        ("03-1234-5678", "0312345678"),
        ("０３（１２３４）５６７８", "0312345678"),
        ("TEL：03-1234-5678", "0312345678"),
        ("電話番号 0312345678", "0312345678"),
        ("+81-3-1234-5678", "0312345678"),
        ("+81 (0)3 1234 5678", "0312345678"),
        ("090ー1234ー5678", "09012345678"),
        ("0800-123-4567", "08001234567"),
        ("0120-123-456", "0120123456"),
    ],
)
def test_telephone_number_is_its_digits(written, digits):
    """Brackets, dashes, a label and the country's number do not count."""
    assert telephone(written) == digits


@pytest.mark.parametrize("written", ["", "03-1234-567", "090-1234-567", "03-1234-56789", "1234567890", "内線12"])
def test_what_is_no_telephone_number_is_none(written):
    """A digit too few or too many is no number."""
    assert telephone(written) is None

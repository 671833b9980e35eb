"""One piece of writing is read several times over, and is sure only where every look shows the same."""

import numpy as np
import pytest

from agent.extract.scan.ocr import Seen
from agent.extract.scan.words import GETA, SURE, UNREAD, UNSURE, read

LINE = np.full((40, 200), 255, np.uint8)


class Scripted:
    """Reads what it is told, look after look, for each model."""

    def __init__(self, jpn, eng=(), sure=0.95):
        self._told = {"jpn": list(jpn), "eng": list(eng)}
        self._sure = sure

    def read(self, line, model, letters=""):
        text = self._told[model].pop(0)
        return Seen(text, self._sure if text else 0.0)


@pytest.mark.parametrize("text", ["1,200", "S62646", "2026/04/01", "PO-2026-0012", "4901234567894"])
def test_code_that_every_look_shows_alike_is_sure(text):
    """A code or number is what both models read in both looks."""
    assert read(LINE, Scripted([text, text], [text, text])) == Seen(text, SURE)


def test_comma_is_left_to_the_model_for_numbers():
    """The Japanese model writes points for commas: the number is the other model's, and sure."""
    assert read(LINE, Scripted(["1.200", "1.200"], ["1,200", "1,200"])) == Seen("1,200", SURE)


def test_code_that_one_look_shows_otherwise_is_not_sure():
    """Most looks decide what is shown to a person; nobody is told that it is sure."""
    assert read(LINE, Scripted(["S62646", "S62646"], ["562646", "S62646"])) == Seen("S62646", UNSURE)


@pytest.mark.parametrize(
    ("code", "sure"),
    [("YOEPRZA", UNSURE), ("6FN0AG8", UNSURE), ("SO8760", UNSURE), ("S08760", SURE), ("PO-26", SURE), ("AB7C", SURE)],
)
def test_o_and_0_that_could_be_exchanged_are_not_sure(code, sure):
    """Letters and digits mixed, with an O or a 0 among them, are read alike by every look, and may be wrong."""
    assert read(LINE, Scripted([code] * 2, [code] * 2)) == Seen(code, sure)


def test_words_that_two_looks_show_alike_are_sure():
    """Two looks are enough where they agree."""
    assert read(LINE, Scripted(["見本コーヒー豆 1kg"] * 2)) == Seen("見本コーヒー豆 1kg", SURE)


def test_words_that_two_looks_show_otherwise_are_looked_at_again():
    """Most of five looks decide, and it is not sure."""
    looks = ["見本上白糖 20kg", "兄本上白糖 20kg", "見本上白糖 20kg", "見木上白糖 20kg", "見本上白糖 20kg"]

    assert read(LINE, Scripted(looks)) == Seen("見本上白糖 20kg", UNSURE)


def test_known_label_is_believed_before_what_is_none():
    """One look that shows a label is worth more than others that show no word."""
    assert read(LINE, Scripted(["数中", "数中", "数量", "数呈", ""], ["BH", "AX"])) == Seen("数量", UNSURE)


def test_times_between_measure_and_count_is_no_letter():
    """2LX6本 is two litres times six; a model number keeps its X."""
    assert read(LINE, Scripted(["水 2LX6本"] * 2)).text == "水 2L×6本"
    assert read(LINE, Scripted(["機械 DX-1型"] * 2)).text == "機械 DX-1型"


def test_letter_alone_is_the_unit_it_looks_like():
    """東 stands in no box alone, 束 does; only the master can say that it is so."""
    assert read(LINE, Scripted(["東"] * 2, ["R", "R"])) == Seen("束", UNSURE)


def test_letter_behind_a_measure_is_the_unit_it_looks_like():
    """16.5kg向 is 16.5kg缶; 東 in a name stays."""
    assert read(LINE, Scripted(["油 16.5kg向"] * 2)) == Seen("油 16.5kg缶", UNSURE)
    assert read(LINE, Scripted(["株式会社関東"] * 2 + ["株式会社関東"] * 3)).text == "株式会社関東"


def test_digit_alone_that_is_taken_for_a_letter_is_read_by_the_other_model():
    """7 and 了 look alike; the number is not sure."""
    assert read(LINE, Scripted(["了", "了"], ["7", "7"])) == Seen("7", UNSURE)


def test_code_with_one_japanese_letter_in_it_is_not_sure():
    """了E4EWM9 is rather 7E4EWM9."""
    assert read(LINE, Scripted(["了E4EWM9"] * 2)) == Seen("了E4EWM9", UNSURE)


def test_what_no_look_can_read_says_that_something_stands_there():
    """Writing is never taken for an empty box."""
    assert read(LINE, Scripted([""] * 2, ["", ""])) == Seen(GETA, UNREAD)

"""Scans and faxes: pages of pictures without text."""

from __future__ import annotations

import io
import time
from collections.abc import Sequence
from random import Random
from typing import Any

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from tests.data.orders.dev_maker.goods import US
from tests.data.orders.dev_maker.orders import Ordered, answer, drawn, era, yen
from tests.data.orders.dev_maker.paper import Layout, Paper
from tests.data.orders.dev_maker.pdfs import order_lines
from tests.data.orders.dev_maker.sheets import FULL

_NOTO = "/usr/share/fonts/opentype/noto/Noto{}CJK-Regular.ttc"
_NEVER = time.struct_time((2026, 1, 1, 0, 0, 0, 3, 1, 0))


class Picture:
    """A page drawn at a resolution; places are points from the top, as on paper."""

    def __init__(self, dpi: int, font: str = "Sans", size: float = 9.5) -> None:
        self._dot = dpi / 72
        self.dpi, self._font, self._size = dpi, font, size
        self.image = Image.new("L", (round(595 * self._dot), round(842 * self._dot)), 255)
        self._draw = ImageDraw.Draw(self.image)

    def text(self, x: float, y: float, text: Any, *, size: float = 0, right: bool = False) -> None:
        font = ImageFont.truetype(_NOTO.format(self._font), round((size or self._size) * self._dot), index=0)
        self._draw.text((x * self._dot, y * self._dot), str(text), 0, font, anchor="rs" if right else "ls")

    def grid(self, cuts: Sequence[float], top: float, step: float, n_rows: int) -> None:
        for at in range(n_rows + 1):
            self._line(cuts[0], top + at * step, cuts[-1], top + at * step)
        for cut in cuts:
            self._line(cut, top, cut, top + n_rows * step)

    def _line(self, *places: float) -> None:
        self._draw.line([place * self._dot for place in places], 0, max(1, round(self._dot)))

    def row(self, y: float, cuts: Sequence[float], texts: Sequence[str], rights: str = "") -> None:
        for at, text in enumerate(texts):
            if at < len(rights) and rights[at] == "r":
                self.text(cuts[at + 1] - 4, y, text, right=True)
            else:
                self.text(cuts[at] + 4, y, text)

    def stamp(self, box: tuple[float, float, float, float], color: tuple[int, int, int], text: str) -> None:
        """Stamp a round seal over what is there."""
        draw = ImageDraw.Draw(self.image)
        draw.ellipse([place * self._dot for place in box], outline=color, width=round(1.5 * self._dot))
        font = ImageFont.truetype(_NOTO.format("Serif"), round(11 * self._dot), index=0)
        middle = [(box[0] + box[2]) / 2 * self._dot, (box[1] + box[3]) / 2 * self._dot]
        draw.text((middle[0], middle[1]), text, color, font, anchor="mm")

    def skewed(self, degrees: float) -> None:
        self.image = self.image.rotate(degrees, Image.Resampling.BICUBIC, fillcolor=255)

    def noisy(self, draw: Random, share: float) -> None:
        pixels = self.image.load()
        assert pixels is not None
        for _ in range(round(self.image.width * self.image.height * share)):
            pixels[draw.randrange(self.image.width), draw.randrange(self.image.height)] = draw.choice([0, 255])

    def as_pdf(self, bilevel: bool = True, quality: int = 40) -> bytes:
        """Write the page as a scanner does: fax coding in black and white, or JPEG in grey."""
        buffer = io.BytesIO()
        image = self.image.convert("1", dither=Image.Dither.NONE) if bilevel else self.image
        how = {} if bilevel else {"quality": quality}
        image.save(buffer, "PDF", resolution=self.dpi, creationDate=_NEVER, modDate=_NEVER, **how)
        return buffer.getvalue()


def _form(page: Picture, order: Ordered) -> None:
    page.text(240, 60, "注　文　書", size=18)
    page.text(50, 100, f"{US}　御中", size=12)
    cuts = [50, 120, 260]
    page.grid(cuts, 116, 20, 3)
    for at, pair in enumerate(
        [
            ("注文番号", order.number),
            ("注文日", f"{order.ordered_on:%Y/%m/%d}"),
            ("納期", f"{order.deliver_on:%Y/%m/%d}"),
        ]
    ):
        page.row(130 + at * 20, cuts, pair)
    page.text(340, 130, order.firm.name, size=11)
    page.text(340, 146, order.firm.place, size=8)
    page.text(340, 160, f"TEL {order.firm.tel}", size=8)
    cuts = [50, 110, 320, 370, 405, 465, 545]
    page.grid(cuts, 200, 22, len(order.lines) + 2)
    page.row(215, cuts, ["商品コード", "商品名", "数量", "単位", "単価", "金額"])
    for at, row in enumerate(order_lines(order), 1):
        page.row(215 + at * 22, cuts, row, "llrlrr")
    page.row(215 + (len(order.lines) + 1) * 22, cuts, ["", "", "", "", "合計", yen(order.net)], "llrllr")


def clean(draw: Random, number: int) -> Paper:
    """A ruled page at 200 dpi in black and white."""
    order, page = drawn(draw, f"S{draw.randrange(99999):05d}", n_lines=(2, 6)), Picture(200)
    _form(page, order)
    return Paper(page.as_pdf(), [answer(order, f"{FULL} total")])


def skewed(draw: Random, number: int) -> Paper:
    """A grey page, a little turned, with specks, as JPEG."""
    order, page = drawn(draw, f"G-{draw.randrange(9999):04d}", n_lines=(2, 6)), Picture(150 + 50 * (number % 2))
    _form(page, order)
    page.skewed(draw.choice([-1.4, -0.7, 0.8, 1.6]))
    page.noisy(draw, 0.002)
    page.image = page.image.filter(ImageFilter.GaussianBlur(0.5))
    return Paper(page.as_pdf(bilevel=False), [answer(order, f"{FULL} total")])


def fax(draw: Random, number: int) -> Paper:
    """A standard fax: 200 by 100 dots, specks, a sender's line at the top."""
    order, page = drawn(draw, f"FAX{draw.randrange(999):03d}", n_lines=(1, 4)), Picture(200, size=11)
    _form(page, order)
    page.text(20, 20, f"{order.ordered_on:%Y %m/%d} 10:2{number} FAX 000-0000-000{number}  P.01/01", size=8)
    half = page.image.resize((page.image.width, page.image.height // 2), Image.Resampling.BOX)
    page.image = half.resize(page.image.size, Image.Resampling.NEAREST)
    page.noisy(draw, 0.001)
    return Paper(page.as_pdf(), [answer(order, f"{FULL} total")])


def open_page(draw: Random, number: int) -> Paper:
    """明朝 without any rules; era days; the first upside down."""
    order, page = drawn(draw, f"{draw.randrange(99999):05d}", n_lines=(2, 5)), Picture(200, "Serif", 10.5)
    page.text(60, 70, f"{order.firm.name}", size=13)
    page.text(60, 100, f"{US} 御中")
    page.text(60, 130, f"発注番号　{order.number}")
    page.text(60, 148, f"発注日　　{era(order.ordered_on)}")
    page.text(60, 166, f"納品日　　{era(order.deliver_on)}")
    cuts = [60, 115, 330, 400, 460, 540]
    page.row(200, cuts, ["品番", "品名", "数量", "単価", "金額"], "llrrr")
    for at, one in enumerate(order_lines(order), 1):
        page.row(200 + at * 20, cuts, [one[0], one[1], one[2] + one[3], one[4], one[5]], "llrrr")
    page.text(536, 240 + len(order.lines) * 20, f"合計　{yen(order.net)}円", right=True)
    if number == 1:
        page.image = page.image.rotate(180)
    return Paper(page.as_pdf(), [answer(order, f"{FULL} total")])


def faxed_tiff(draw: Random, number: int) -> Paper:
    """A fax server's TIFF: a cover page, then the order."""
    order, page, cover = drawn(draw, f"TIF{draw.randrange(999):03d}", n_lines=(2, 5)), Picture(200), Picture(200)
    cover.text(80, 120, "FAX送付状", size=24)
    cover.text(80, 180, f"{US} 御中　　送信枚数 2枚（本紙含む）", size=12)
    cover.text(80, 210, f"{order.firm.name}　TEL {order.firm.tel}", size=12)
    _form(page, order)
    pages = [one.image.convert("1", dither=Image.Dither.NONE) for one in (cover, page)]
    buffer = io.BytesIO()
    pages[0].save(buffer, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(200, 200))
    return Paper(buffer.getvalue(), [answer(order, f"{FULL} total")])


def photographed(draw: Random, number: int) -> Paper:
    """A photograph of a page: seen from the side, shaded, a red stamp over the sender."""
    order, page = drawn(draw, f"PH{draw.randrange(999):03d}", n_lines=(1, 4)), Picture(170)
    _form(page, order)
    image = page.image.convert("RGB")
    stamp = ImageDraw.Draw(image)
    box = [round(place * page.dpi / 72) for place in (440, 112, 480, 152)]
    stamp.ellipse(box, outline=(200, 30, 30), width=4)
    wide, high = image.size
    lean = draw.randint(10, 30)
    corners = (-lean, -lean, 0, high + lean, wide + lean, high, wide, 0)
    image = image.transform(image.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=(90, 80, 70))
    shade = Image.linear_gradient("L").resize(image.size).point(lambda value: 255 - value // 3)
    image = ImageChops.multiply(image, Image.merge("RGB", (shade,) * 3))
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=55, dpi=(170, 170))
    return Paper(buffer.getvalue(), [answer(order, f"{FULL} total")])


def _slip(page: Picture, order: Ordered) -> None:
    """A slip of another house: labels above their values, sums by name below the lines."""
    page.text(50, 70, order.firm.name, size=13)
    page.text(50, 86, f"{order.firm.place}　電話 {order.firm.tel}", size=8)
    page.text(420, 70, "発 注 書", size=16)
    page.text(50, 116, f"{US} 御中", size=11)
    cuts = [50, 170, 290, 410]
    page.grid(cuts, 130, 19, 2)
    page.row(144, cuts, ["発注No.", "発注年月日", "希望納期"])
    page.row(163, cuts, [order.number, f"{order.ordered_on:%Y/%m/%d}", f"{order.deliver_on:%Y/%m/%d}"])
    cuts = [50, 75, 135, 345, 395, 430, 480, 550]
    page.grid(cuts, 190, 21, len(order.lines) + 1)
    page.row(204, cuts, ["No", "品番", "品名・規格", "数量", "単位", "単価", "金額"])
    for at, row in enumerate(order_lines(order), 1):
        page.row(204 + at * 21, cuts, [str(at), *row], "rllrlrr")
    cuts, top = [430, 480, 550], 190 + (len(order.lines) + 1) * 21
    page.grid(cuts, top, 21, 3)
    for at, pair in enumerate([("小計", order.net), ("消費税", order.tax), ("税込合計", order.gross)]):
        page.row(top + 14 + at * 21, cuts, [pair[0], yen(pair[1])], "lr")


def copied(draw: Random, number: int) -> Paper:
    """A copier's 300 dpi in grey."""
    order, page = (
        drawn(draw, f"{draw.randrange(10**6):06d}", n_lines=(3, 8)),
        Picture(300, "Serif" if number == 2 else "Sans"),
    )
    _slip(page, order)
    page.noisy(draw, 0.0005)
    page.image = page.image.filter(ImageFilter.GaussianBlur(0.7))
    return Paper(page.as_pdf(bilevel=False, quality=60), [answer(order, f"{FULL} total tax gross")])


def tilted(draw: Random, number: int) -> Paper:
    """Drawn in askew by the feeder: three degrees this way or that."""
    order, page = drawn(draw, f"K{draw.randrange(99999):05d}", n_lines=(2, 6)), Picture(300 if number % 2 else 200)
    (_slip if number % 2 else _form)(page, order)
    page.skewed(draw.choice([-3, -2.5, 2.5, 3]))
    page.noisy(draw, 0.001)
    return Paper(page.as_pdf(), [answer(order, f"{FULL} total tax gross" if number % 2 else f"{FULL} total")])


def turned(draw: Random, number: int) -> Paper:
    """Laid into the scanner on its side, or upside down."""
    order, page = drawn(draw, f"R-{draw.randrange(9999):04d}", n_lines=(2, 6)), Picture(200)
    _form(page, order)
    page.image = page.image.rotate(90 * number, expand=True)
    return Paper(page.as_pdf(), [answer(order, f"{FULL} total")])


def stamped(draw: Random, number: int) -> Paper:
    """Stamped when it came in: a red seal over the sender, a black one, in the second over an amount, too."""
    order, page = drawn(draw, f"B{draw.randrange(99999):05d}", n_lines=(2, 5)), Picture(200)
    _form(page, order)
    page.image = page.image.convert("RGB")
    red, black = (200, 40, 40), (40, 40, 40)
    page.stamp((430, 118, 475, 163), red, f"{order.firm.name[:2]}之印")
    page.stamp((480, 225, 530, 275) if number == 2 else (480, 30, 530, 80), black, "受付")
    return Paper(page.as_pdf(bilevel=False, quality=70), [answer(order, f"{FULL} total")])


LAYOUTS = (
    Layout("scan", "clean", ".pdf", "ruled, 200 dpi, black and white", clean),
    Layout("scan", "skewed", ".pdf", "grey JPEG, turned a little, specks", skewed, 2),
    Layout("scan", "fax", ".pdf", "a standard fax, 200 by 100 dots", fax, 2),
    Layout("scan", "open", ".pdf", "明朝 without rules, one upside down", open_page, 2),
    Layout("scan", "tiff", ".tif", "a fax server's TIFF with a cover page", faxed_tiff, 2),
    Layout("scan", "copied", ".pdf", "ruled slip, labels above values, 300 dpi, grey", copied),
    Layout("scan", "tilted", ".pdf", "three degrees askew, 300 and 200 dpi, specks", tilted, 4),
    Layout("scan", "turned", ".pdf", "a quarter, half and three quarters turned", turned),
    Layout(
        "scan", "stamped", ".pdf", "a red seal over the sender, a black one over an amount in the second", stamped, 2
    ),
    Layout("scan", "photo", ".jpg", "a photograph from the side, shaded, stamped", photographed, 2),
)

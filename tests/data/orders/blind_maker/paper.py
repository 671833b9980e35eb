"""Sheets of paper as pictures: drawn, then skewed, spotted and squeezed as scanners and fax machines do."""

from __future__ import annotations

import io
from functools import cache

import numpy as np
import pikepdf
from PIL import Image, ImageDraw, ImageFont

from blind_maker.pages import NOTO, gothic_file

FACES = {"sans": "NotoSansCJK-Regular.ttc", "serif": "NotoSerifCJK-Regular.ttc", "bold": "NotoSansCJK-Bold.ttc"}


@cache
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a font of a size in dots."""
    path = str(gothic_file()) if name == "gothic" else str(NOTO / FACES[name])
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


class Paper:
    """A white sheet on which text and lines are placed in millimetres from the top left corner."""

    def __init__(self, dpi: int, font: str, size: tuple[int, int] = (210, 297)) -> None:
        """Take a sheet."""
        self.dpi, self.font = dpi, font
        self.image = Image.new("L", (self.dots(size[0]), self.dots(size[1])), 255)
        self.draw = ImageDraw.Draw(self.image)

    def dots(self, length: float) -> int:
        """Return millimetres as dots."""
        return round(length * self.dpi / 25.4)

    def text(
        self, x: float, y: float, text: str, points: float = 10.5, align: str = "l", font: str | None = None
    ) -> None:
        """Write one line with its baseline at y; align is l, m or r."""
        letter = face(font or self.font, round(points * self.dpi / 72))
        self.draw.text((self.dots(x), self.dots(y)), text, fill=0, font=letter, anchor=align + "s")

    def rule(self, x1: float, y1: float, x2: float, y2: float, width: float = 0.25) -> None:
        """Draw a line."""
        self.draw.line(
            [(self.dots(x1), self.dots(y1)), (self.dots(x2), self.dots(y2))], fill=0, width=max(1, self.dots(width))
        )

    def table(
        self,
        x: float,
        y: float,
        height: float,
        columns: list[tuple[float, str]],
        rows: list[list[str]],
        *,
        points: float = 10,
        ruled: bool = True,
    ) -> float:
        """Draw a table (a column is (width, l, m or r)); return the y below it."""
        top = y
        for row in rows:
            at = x
            for (width, side), value in zip(columns, row, strict=True):
                place = {"l": at + 1.5, "m": at + width / 2, "r": at + width - 1.5}[side]
                self.text(place, y + height / 2 + points * 0.13, value, points, side)
                at += width
            y += height
        if ruled:
            self.grid(x, top, height, [width for width, _ in columns], len(rows))
        return y

    def grid(self, x: float, y: float, height: float, widths: list[float], rows: int) -> None:
        """Draw the rules of a table."""
        for n in range(rows + 1):
            self.rule(x, y + n * height, x + sum(widths), y + n * height)
        at = x
        for width in [*widths, 0]:
            self.rule(at, y, at, y + rows * height)
            at += width

    def stamp(self, x: float, y: float, radius: float, text: str) -> None:
        """Press a round seal, grey, over whatever is there."""
        layer = Image.new("L", self.image.size, 255)
        pen = ImageDraw.Draw(layer)
        edge = [self.dots(x - radius), self.dots(y - radius), self.dots(x + radius), self.dots(y + radius)]
        pen.ellipse(edge, outline=150, width=self.dots(0.6))
        pen.text((self.dots(x), self.dots(y)), text, fill=150, font=face("serif", self.dots(radius * 0.7)), anchor="mm")
        self.image.paste(Image.fromarray(np.minimum(np.asarray(self.image), np.asarray(layer))))

    def skewed(self, degrees: float) -> Image.Image:
        """Return the picture turned a little."""
        return self.image.rotate(degrees, resample=Image.Resampling.BICUBIC, fillcolor=255)


def spotted(image: Image.Image, seed: int, *, dots: float = 0.0004, grain: float = 0) -> Image.Image:
    """Add dark specks and, if asked, grain."""
    dice = np.random.default_rng(seed)
    picture = np.asarray(image).astype(np.float32)
    if grain:
        picture += dice.normal(0, grain, picture.shape)
    picture[dice.random(picture.shape) < dots] = 0
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def black_white(image: Image.Image, threshold: int = 150) -> Image.Image:
    """Return the picture in one bit."""
    return image.point(lambda value: 255 if value > threshold else 0).convert("1")


def as_pdf(images: list[Image.Image], dpi: int, quality: int = 45) -> bytes:
    """Return a PDF of pictures: G4 for one-bit pictures, JPEG for grey ones; no dates inside."""
    file = io.BytesIO()
    more = {} if images[0].mode == "1" else {"quality": quality}
    images[0].save(file, "PDF", resolution=dpi, save_all=True, append_images=images[1:], **more)
    out = io.BytesIO()
    with pikepdf.open(file) as pdf:
        del pdf.docinfo
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def as_picture(images: list[Image.Image], kind: str, **more: object) -> bytes:
    """Return a picture file."""
    file = io.BytesIO()
    if len(images) > 1:
        more |= {"save_all": True, "append_images": images[1:]}
    images[0].save(file, kind, **more)
    return file.getvalue()

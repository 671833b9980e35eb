"""Pages printed by a browser: PDFs with embedded fonts, and pictures as a scanner or a fax gives them."""

import io
import re
import time

import numpy as np
from PIL import Image
from playwright.sync_api import sync_playwright

from .base import Html

STYLE = "<meta charset=utf-8><style>body{font-family:'Noto Sans CJK JP';font-size:10pt}table{border-collapse:collapse}"
STYLE += "table.r td,table.r th{border:1px solid #000;padding:2px 5px}.n{text-align:right}h1{font-size:16pt}</style>"


class Printer:
    """A browser that prints."""

    def __enter__(self) -> "Printer":
        self._play = sync_playwright().start()
        self._browser = self._play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        self._page = self._browser.new_page(viewport={"width": 1240, "height": 1300})
        return self

    def __exit__(self, *_: object) -> None:
        self._browser.close()
        self._play.stop()

    def printed(self, page: Html) -> bytes:
        """The page as PDF or picture."""
        self._page.set_content(STYLE + page.body)
        if page.paper == "pdf":
            made = self._page.pdf(format="A4", margin=dict.fromkeys(("top", "bottom", "left", "right"), "14mm"))
            return re.sub(rb"D:\d{14}", b"D:20260101000000", made)
        self._page.add_style_tag(content="body{zoom:1.6;padding:26px}")
        return _aged(self._page.screenshot(full_page=True), page)


def _aged(shot: bytes, page: Html) -> bytes:
    noise = np.random.default_rng(page.seed)
    image = Image.open(io.BytesIO(shot)).convert("L").rotate(noise.uniform(-0.7, 0.7), fillcolor=255, expand=True)
    grey = np.asarray(image, dtype=np.int16) + noise.normal(0, 14, (image.height, image.width)).astype(np.int16)
    image = Image.fromarray(grey.clip(0, 255).astype(np.uint8))
    out = io.BytesIO()
    if page.paper == "tif":
        image.point(lambda value: 255 if value > 150 else 0).convert("1").save(
            out, "TIFF", compression="group4", dpi=(200, 200)
        )
    elif page.paper == "scan-pdf":
        fixed = time.gmtime(1767225600)
        image.save(out, "PDF", resolution=150, quality=50, creationDate=fixed, modDate=fixed)
    elif page.paper == "jpg":
        image.save(out, "JPEG", quality=55, dpi=(150, 150))
    else:
        image.point(lambda value: 255 if value > 140 else 0).convert("1").save(out, "PNG", dpi=(150, 150))
    return out.getvalue()

"""Evidence: what is masked is in no picture and no text, whatever page it stands on; none of it grows for ever."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from agent.browser.capture import Album, Limits
from agent.browser.pagescript import page_script
from agent.browser.screen import Screen
from agent.browser.session import Visit
from agent.browser.trail import Trail
from agent.log import keep_out
from tests.support.ocr import require_reader, words_in
from tests.support.robots import MemoryEvidence

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
HEAD = "<!doctype html><meta charset=utf-8><style>* { font: 26px sans-serif }</style><p>VISIBLE 8642</p>"
PASSWORD = "MAPLE9137WINDOW"
ACCOUNT = "7650321"
MASKS = [{"label": "口座番号", "css": ""}, {"label": "", "css": ".closed"}]


class Camera:
    """Takes evidence of documents of a test's own."""

    def __init__(self, browser: Browser) -> None:
        self.kept, trail = MemoryEvidence(), Trail()
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        context.add_init_script(page_script())
        trail.listen(context)
        self.page = context.new_page()
        self.visit = Visit("KEY", context, Screen(self.page, page_script(), patience_ms=0), trail)
        context.on("dialog", lambda dialog: (trail.note_dialog(dialog, accepted=False), dialog.dismiss()))

    def album(self, limits: Limits | None = None) -> Album:
        """Keep evidence as a robot with our masks does."""
        return Album(self.kept, MASKS, limits or Limits())

    def take(self, document: str, name: str = "seen", limits: Limits | None = None) -> str:
        """Show a document and return its text as it is kept."""
        self.page.set_content(HEAD + document)
        self.album(limits).take(self.visit, self.visit.screen, name)
        return self.kept.text(f"{name}-text")

    @property
    def picture(self) -> bytes:
        """The picture last taken."""
        return self.kept.named["seen-picture"]


@pytest.fixture
def camera(browser) -> Iterator[Camera]:
    """A camera in a context of its own; the password is known as a secret."""
    keep_out(PASSWORD)
    camera = Camera(browser)
    yield camera
    camera.visit.close()


HOSTILE = {
    "an error message": "<p>パスワード {0} が違います</p>",
    "a word of several parts": "<p>次の値 <b>{1}</b><i>{2}</i> は無効</p>",
    "a field": "<input value={0} size=30>",
    "a hint": "<input placeholder={0} size=30>",
    "a text area": "<textarea cols=40>{0}</textarea>",
    "a part one may write in": "<div contenteditable>{0}</div>",
    "a button": "<input type=submit value={0}>",
    "an open list": "<select size=3><option>東京<option>{0}</select>",
    "words that run out of their box": "<section><p style='width:40px;white-space:nowrap'>{0}</p></section>",
    "an element without a box": "<section><span style='display:contents'>{0}</span></section>",
    "a frame": "<iframe width=900 height=100 srcdoc='<meta charset=utf-8><h1>{0}</h1>'></iframe>",
    "a shadow root": "<div><template shadowrootmode=open><p>{0}</p></template></div>",
    "a slot": "<div><template shadowrootmode=open><slot></slot></template><p>{0}</p></div>",
    "an address": "<p>/home?password={0}&amp;x=1</p>",
    "a drawing": "<svg width=600 height=60><text y=40>{0}</text></svg>",
}
MASKED = {
    "a field": "<label>口座番号 <input value={0}></label>",
    "words beside their label": "<table><tr><td>口座番号<td>{0}<tr><td>備考<td>なし</table>",
    "a column of words": "<table><tr><th>名義<th>口座番号<tr><td>甲<td>1<tr><td>乙<td>{0}</table>",
    "a column of fields": "<table><tr><th>名義<th>口座番号<tr><td>甲<td><input><tr><td>乙<td><input value={0}></table>",
    "a locked field": "<label>口座番号 <input readonly value={0}></label>",
    "a frame": "<iframe width=900 height=100 srcdoc='<meta charset=utf-8><dl><dt>口座番号<dd>{0}</dl>'></iframe>",
    "a shadow root": "<div><template shadowrootmode=open><label>口座番号 <input value={0}></label></template></div>",
    "CSS in a shadow root": "<div><template shadowrootmode=open><b class=closed>{0}</b></template></div>",
    "a sentence beside": "<label>口座番号 <input value={0}></label><p>口座 {0} に振り込みます</p>",
    "a password field": "<input type=password value={0}><p>{0}</p>",
    "a field that types dots": "<input style='-webkit-text-security:disc' value={0}><p>{0}</p>",
}


@pytest.mark.proves("D6")
def test_a_secret_the_page_shows_is_in_neither_text_nor_picture(camera):
    """Wherever the page shows a secret, its words are left out and its place is covered; the rest stays."""
    require_reader()
    secrets = {place: f"{n}MAPLE9{n}37WINDOW{n}" for n, place in enumerate(HOSTILE, 10)}
    camera.visit.unsaid.add(secrets.values())
    parts = [HOSTILE[place].format(one, one[:8], one[8:]) for place, one in secrets.items()]
    text = camera.take("".join(f"<div>{part}</div>" for part in parts))
    read = words_in(camera.picture)

    assert "VISIBLE 8642" in text
    assert "VISIBLE8642" in read
    assert [place for place, one in secrets.items() if one in text or _is_read(one, read)] == []
    assert not re.search("MAPLE|WINDOW", read)


@pytest.mark.proves("D6")
def test_what_is_masked_is_in_neither_text_nor_picture(camera):
    """A masked place is covered in frames, shadow roots and columns, and so is its value where the page repeats it."""
    require_reader()
    values = {place: f"{n}70{n}53{n}" for n, place in enumerate(MASKED, 11)}
    text = camera.take("".join(f"<div>{MASKED[place].format(one)}</div>" for place, one in values.items()))
    read = words_in(camera.picture)

    assert "VISIBLE8642" in read
    assert [place for place, one in values.items() if one in text or _is_read(one, read)] == []


def _is_read(secret: str, read: str) -> bool:
    """Whether a part of a secret is read that no chance explains."""
    return any(secret[at : at + 5] in read for at in range(len(secret) - 4))


def test_a_page_that_says_a_secret_bare_is_covered_whole(camera):
    """Words that stand in nothing but the page cannot be covered alone: the text remains as evidence."""
    require_reader()

    assert camera.take(PASSWORD).startswith("VISIBLE 8642")
    assert "MAPLE" not in words_in(camera.picture)


def test_an_open_picture_can_be_read(camera):
    """What is no secret is read in the picture: the reader of these tests is not blind."""
    require_reader()
    camera.take("<p>OTHER9137WORDS</p>")

    assert "OTHER9137" in words_in(camera.picture)


def test_a_mask_is_gone_from_the_next_picture(camera):
    """What was covered once is not covered for ever: a page that takes the secret away is shown whole."""
    camera.take(f"<p id=p>{PASSWORD}</p>")
    camera.page.evaluate("p.textContent = 'OTHER'")
    camera.album().take(camera.visit, camera.visit.screen, "seen")

    assert "OTHER" in camera.kept.text("seen-text")
    assert camera.page.locator("[data-denpyo-mask]").count() == 0


def test_a_page_and_its_frames_hear_of_no_secret(camera):
    """Which words are secret is judged outside: a frame of somebody else could listen to what is asked inside it."""
    camera.page.set_content(HEAD + "<iframe srcdoc='<p>advertisement</p>'></iframe>")
    for frame in camera.page.frames:
        frame.evaluate(
            """() => { window.heard = []; const call = JSON.stringify;
            for (const name of Object.keys(window.__denpyo)) { const true_one = window.__denpyo[name];
              if (typeof true_one === 'function')
                window.__denpyo[name] = (...given) => { heard.push(call(given)); return true_one(...given); } } }"""
        )
    camera.visit.unsaid.add(["ANOTHERSECRET77"])
    camera.album().take(camera.visit, camera.visit.screen, "seen")

    heard = [one for frame in camera.page.frames for one in frame.evaluate("heard")]
    assert heard
    assert not [one for one in heard if PASSWORD in one or "ANOTHERSECRET77" in one]


def test_a_cookie_the_page_shows_is_left_out(camera):
    """The session's cookie is a secret as soon as it is set, though nobody told us."""
    camera.visit.context.add_cookies(
        [{"name": "SID", "value": "d41d8cd98f00b204", "url": "http://127.0.0.1", "httpOnly": True}]
    )

    assert "d41d8cd98f00b204" not in camera.take("<p>SID=d41d8cd98f00b204</p>")


@pytest.mark.proves("D6")
def test_a_page_without_end_stays_within_its_bounds(camera):
    """100 000 pixels of page make a picture of the height that is set, and not more."""
    limits = Limits(height_px=2_000, picture_bytes=400_000)
    camera.take("<div style='height:100000px;background:linear-gradient(red,blue)'></div>", limits=limits)

    assert _size_of(camera.picture) == (1280, 2_000)
    assert len(camera.picture) <= 400_000


@pytest.mark.proves("D6")
def test_a_picture_too_large_is_taken_coarser(camera):
    """A page of noise is kept coarse and as wide as the window, or not at all; its text is kept either way."""
    noise = """<canvas id=c width=1280 height=4000></canvas><script>const x = c.getContext('2d');
      const d = x.createImageData(1280, 4000); let n = 1;
      for (let i = 0; i < d.data.length; i++) d.data[i] = i % 4 === 3 ? 255 : (n = (n * 48271) % 2147483647) & 255;
      x.putImageData(d, 0, 0)</script>"""
    camera.take(noise, limits=Limits(picture_bytes=500_000))
    coarse = camera.picture
    camera.kept.named.clear()
    camera.take(noise, limits=Limits(picture_bytes=1_000))

    assert len(coarse) <= 500_000
    assert _size_of(coarse) == (1280, 900)
    assert list(camera.kept.named) == ["seen-text"]


@pytest.mark.proves("D6")
def test_a_text_without_end_is_cut(camera):
    """50 MB of words are kept up to what is set, and end in an ellipsis."""
    camera.page.set_content(HEAD + "<p style='height:20000px'></p><style>div { content-visibility: auto }</style>")
    camera.page.evaluate(
        """() => { for (let n = 0; n < 50; n++) {
          const part = document.createElement('div');
          part.textContent = 'slip '.repeat(200000);
          document.body.append(part);
        } }"""
    )
    camera.album(Limits(text_bytes=50_000, height_px=900)).take(camera.visit, camera.visit.screen, "seen")

    text = camera.kept.text("seen-text")
    assert 40_000 < len(text.encode()) <= 50_000
    assert text.endswith("…")


@pytest.mark.proves("D6")
def test_dialogs_without_end_fill_nothing(camera):
    """A page that asks for ever is kept by its first questions and how many there were."""
    camera.page.set_content(HEAD + f"<script>for (let n = 0; n < 200; n++) alert(n + ' {'あ' * 5000}')</script>")
    camera.visit.trail.steps.extend(f"line {n}" for n in range(50_000))
    camera.album().take_failure(camera.visit)

    trail = camera.kept.named["failure-trail"]
    told = json.loads(trail)
    assert (len(told["dialogs"]), told["n_dialogs"], len(told["steps"])) == (20, 200, 1_000)
    assert len(trail) < 100_000


@pytest.mark.proves("D6")
def test_a_dialog_that_says_a_secret_is_kept_without_it(camera):
    """Password and masked value are blanked out of dialogs, though the dialog came before its field was looked at."""
    camera.page.set_content(
        HEAD
        + f"{MASKED['a field'].format(ACCOUNT)}<script>alert('{PASSWORD}'); confirm('口座 {ACCOUNT} ですか')</script>"
    )
    camera.album().take_failure(camera.visit)

    told = json.loads(camera.kept.named["failure-trail"])["dialogs"]
    assert told == ["alert dismissed: ■■■", "confirm dismissed: 口座 ■■■ ですか"]


@pytest.mark.proves("D6")
def test_a_pop_up_is_pictured_with_its_page(camera):
    """What went wrong in a window is seen in that window; what is secret there is covered as well."""
    require_reader()
    camera.page.set_content(HEAD + "<p>opener</p>")
    with camera.page.expect_popup() as opening:
        camera.page.evaluate("window.open('about:blank', 'w', 'width=900,height=400')")
    window = opening.value
    window.set_content(HEAD + f"<p>検索画面</p><p>{PASSWORD}</p>")
    camera.visit.opened.append(Screen(window, page_script(), patience_ms=0, is_window=True))

    names = [one.name for one in camera.album().take_failure(camera.visit)]
    assert names == [
        "failure-picture", "failure-text", "failure-window-1-picture", "failure-window-1-text", "failure-trail",
    ]  # fmt: skip
    assert "検索画面" in camera.kept.text("failure-window-1-text")
    assert PASSWORD not in camera.kept.text("failure-window-1-text")
    assert PASSWORD not in words_in(camera.kept.named["failure-window-1-picture"])


@pytest.mark.proves("D6")
def test_a_page_that_crashed_leaves_its_trail(camera):
    """A renderer that dies takes picture and text with it; requests and steps are kept, at once."""
    camera.page.set_content(HEAD)
    camera.visit.trail.steps.append("open /new")
    with pytest.raises(Exception, match="crash"):
        camera.page.goto("chrome://crash")

    assert [one.name for one in camera.album().take_failure(camera.visit)] == ["failure-trail"]
    assert json.loads(camera.kept.named["failure-trail"])["steps"] == ["open /new"]


@pytest.mark.proves("D6")
def test_a_busy_page_keeps_its_text_without_a_picture(camera, monkeypatch):
    """A picture that cannot be had does not take the text with it."""
    camera.page.set_content(HEAD)
    monkeypatch.setattr("agent.browser.capture._picture", _no_picture)

    assert [one.name for one in camera.album().take_failure(camera.visit)] == ["failure-text", "failure-trail"]


def _no_picture(*_: object, **__: object) -> bytes:
    from playwright.sync_api import Error

    raise Error("Timeout 3000ms exceeded")


def test_papers_are_bounded(camera):
    """What is downloaded beyond its bound is left out, and the step log says so."""
    from agent.browser.player import Paper

    notes: list[str] = []
    album = camera.album(Limits(papers_bytes=10))
    papers = [
        Paper("download-a.pdf", b"12345678", "application/pdf"),
        Paper("download-b.pdf", b"123", "application/pdf"),
    ]

    assert [one.name for one in album.keep_papers(camera.visit, papers, notes.append)] == ["download-a.pdf"]
    assert notes == ["left out download-b.pdf: 3 bytes are too many"]


def _size_of(picture: bytes) -> tuple[int, int]:
    """Read width and height of a JPEG out of its frame header."""
    at = 2
    while picture[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(picture[at + 2 : at + 4], "big")
    return int.from_bytes(picture[at + 7 : at + 9], "big"), int.from_bytes(picture[at + 5 : at + 7], "big")

"""What the styles of an HTML body do to its text: hide it, strike it out, raise it beside a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from agent.extract.html_colour import WHITE, Colour, colour_in, is_clear
from agent.extract.html_sheet import Style, declared_in, styles_in

_SIZE = re.compile(r"(\d+\.?\d*|\.\d+)(px|pt|em|rem|%)?")
_LEAST = {"px": 3.0, "pt": 3.0}
"""Letters of less are not seen, nor is what is cut off to less."""
_FAINT = 0.1
_FAR_OFF = re.compile(r"-\d{3,}(\.\d*)?(px|pt|em)?")
_CUT_AWAY = re.compile(r"rect\( *[01](px)?( *,? *[01](px)?){3} *\)|inset\( *(50|100)%.*")
_STRUCK = ("s", "del", "strike")
_RAISED = ("sup", "sub", "rt", "rp")


class Styled(NamedTuple):
    """The parts of a body its style does something to."""

    hidden: tuple[Any, ...]
    struck: tuple[Any, ...]
    raised: tuple[Any, ...]


def styled_in(tree: LexborHTMLParser) -> Styled:
    """Find what is hidden, struck out or raised, by a tag, an attribute or a style, its own or one of a style sheet."""
    nodes = {node.mem_id: node for node in tree.css("[hidden], [style], [color], [bgcolor], [background]")}
    own = {key: _own(node) for key, node in nodes.items()}
    styles: dict[int, dict[str, str]] = {}
    for node, style in styles_in(tree):
        nodes[node.mem_id] = node
        styles.setdefault(node.mem_id, {}).update(style)
    for key in nodes:
        styles.setdefault(key, {}).update(own.get(key, {}))
    hidden = [node for key, node in nodes.items() if _is_hidden(node, styles[key])]
    hidden += _not_seen_in(tree.root, styles)
    struck = [*tree.css(", ".join(_STRUCK)), *(one for key, one in nodes.items() if _is_struck(styles[key]))]
    raised = [*tree.css(", ".join(_RAISED)), *(one for key, one in nodes.items() if _is_raised(styles[key]))]
    return Styled(tuple(hidden), tuple(struck), tuple(raised))


def _own(node: Any) -> dict[str, str]:
    given = node.attributes
    style = {name: (given[name] or "").lower() for name in ("color", "background") if name in given}
    if "bgcolor" in given:
        style["background"] = (given["bgcolor"] or "").lower()
    return style | declared_in(given.get("style") or "")


def _is_hidden(node: Any, style: Style) -> bool:
    is_cut = "hidden" in (style.get("overflow"), style.get("overflow-x"), style.get("overflow-y"))
    return (
        "hidden" in node.attributes
        or style.get("display") == "none"
        or _is_less(style.get("opacity", ""), _FAINT)
        or (is_cut and any(_is_small(style.get(name, "")) for name in ("height", "max-height", "width", "max-width")))
        or any(_FAR_OFF.fullmatch(style.get(name, "")) for name in ("left", "top", "text-indent", "margin-left"))
        or any(_CUT_AWAY.fullmatch(style.get(name, "")) for name in ("clip", "clip-path"))
    )


def _is_small(text: str) -> bool:
    size = _SIZE.fullmatch(text)
    return size is not None and float(size[1]) < _LEAST.get(size[2] or "", 0.01)


def _is_less(text: str, least: float) -> bool:
    size = _SIZE.fullmatch(text)
    return size is not None and float(size[1]) / (100 if size[2] == "%" else 1) < least


def _is_struck(style: Style) -> bool:
    return "line-through" in style.get("text-decoration", "") + style.get("text-decoration-line", "")


def _is_raised(style: Style) -> bool:
    return style.get("vertical-align") in ("super", "sub", "text-top", "text-bottom")


class _Look(NamedTuple):
    """How the texts of a part look, as long as none within says otherwise; a ground of None is a picture."""

    colour: str = ""
    ground: Colour | None = WHITE
    size: str = ""
    visibility: str = ""

    def within(self, style: Style) -> _Look:
        """Return the look of a part in this one."""
        return _Look(
            style.get("color", self.colour),
            _ground_of(style, self.ground),
            style.get("font-size", self.size),
            style.get("visibility", self.visibility),
        )

    @property
    def is_unseen(self) -> bool:
        """Whether a reader sees no text of this look."""
        colour = colour_in(self.colour)
        is_lost = colour is not None and self.ground is not None and colour.is_like(self.ground)
        return is_lost or is_clear(self.colour) or _is_small(self.size) or self.visibility in ("hidden", "collapse")


def _ground_of(style: Style, behind: Colour | None) -> Colour | None:
    grounds = [style[name] for name in ("background", "background-color", "background-image") if style.get(name)]
    for ground in grounds[::-1]:
        if ground not in ("none", "inherit", "initial") and not is_clear(ground):
            return colour_in(ground)
    return behind


def _not_seen_in(root: Any, styles: Mapping[int, Style]) -> Iterator[Any]:
    """Yield the texts that inherit what makes them unseen; a part within may undo that."""
    stack = [(root, _Look())] if root is not None and styles else []
    while stack:
        node, look = stack.pop()
        if node.tag == "-text":
            if look.is_unseen:
                yield node
            continue
        if node.mem_id in styles:
            look = look.within(styles[node.mem_id])
        stack += [(child, look) for child in node.iter(include_text=True)]

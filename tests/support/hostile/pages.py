"""HTML: depth, attributes without end, cells over a milliard columns, scripts, addresses elsewhere."""

from __future__ import annotations

from tests.support.hostile.made import Hostile, noise

_ROW = "<tr><td>P1001<td>豆<td>1<td>2400"


def _table(cell: str, n_rows: int = 1) -> bytes:
    return f"<table><tr><th>商品コード<th>商品名<th>数量<th>単価{(cell + _ROW) * n_rows}</table>".encode()


FILES = (
    Hostile("deep.html", "document-limit", lambda: b"<div>" * 100_000),
    Hostile("deep-tables.html", "form-missing", lambda: b"<table><tr><td>" * 1_000),
    Hostile("deep-fonts.html", "form-missing", lambda: b"<b><i><font>" * 20_000 + b"x"),
    Hostile("deep-lists.html", "form-missing", lambda: b"<ul><li>" * 2_000 + b"x"),
    Hostile("misnested.html", "form-missing", lambda: b"<a><p>" * 5_000 + b"x"),
    Hostile("attributes.html", "form-missing", lambda: b"<p " + b" ".join(b"a%d=1" % n for n in range(4_000)) + b">x"),
    Hostile("same-attributes.html", "form-missing", lambda: b"<p " + b"a=1 " * 1_000_000 + b">x"),
    Hostile("wide-cell.html", "reads", lambda: _table("<tr><td colspan=1000000000 rowspan=1000000000>x")),
    Hostile("wide-cells.html", "reads", lambda: _table("<tr>" + "<td colspan=1000 rowspan=65534>x" * 500)),
    Hostile("tall-cells.html", "reads", lambda: _table("<tr><td rowspan=65534>x", 200)),
    Hostile("below-none.html", "reads", lambda: _table("<tr><td colspan=-5 rowspan=abc>x")),
    Hostile("many-rows.html", "document-unreadable:size", lambda: _table("", 21_000)),
    Hostile("many-columns.html", "form-missing", lambda: b"<table>" + (b"<tr>" + b"<td>1" * 5_000) * 20 + b"</table>"),
    Hostile("many-breaks.html", "document-unreadable:size", lambda: b"a<br>" * 30_000),
    Hostile("script.html", "form-missing", lambda: b"<script>while(1){}</script><img src=x onerror=alert(1)><p>hello"),
    Hostile(
        "refresh.html",
        "form-missing",
        lambda: b"<meta http-equiv=refresh content='0;url=http://203.0.113.1/'><base href='http://203.0.113.1/'>x",
    ),
    Hostile(
        "frames.html", "form-missing", lambda: b"<iframe src='file:///etc/passwd'></iframe><object data=x></object><p>x"
    ),
    Hostile("entities.html", "form-missing", lambda: b"&amp;" * 1_000_000 + b"&#99999999999;&#xD800;&#0;"),
    Hostile("comment.html", "form-missing", lambda: b"<!--" + b"-" * 3_000_000),
    Hostile("open-tag.html", "form-missing", lambda: b"<a href='" + b"x" * 3_000_000),
    Hostile("less.html", "form-missing", lambda: b"<" * 2_000_000),
    Hostile("text-area.html", "form-missing", lambda: b"<textarea>" + b"<tr><td>" * 100_000),
    Hostile("template.html", "form-missing", lambda: b"<template>" * 20_000 + b"x"),
    Hostile("svg.html", "form-missing", lambda: b"<svg><foreignObject><math>" * 10_000 + b"x"),
    Hostile("charset-lie.html", "form-missing", lambda: "<meta charset=utf-16><p>注文".encode()),
    Hostile("nul.html", "form-missing", lambda: b"<p>a\0b</p>"),
    Hostile("noise.html", "document-unreadable:encoding", lambda: b"<html>" + noise(20_000)),
    Hostile("hidden.html", "form-missing", lambda: b"<p style='display:none'>x</p><p hidden>y</p>"),
)

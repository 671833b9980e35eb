/**
 * Reads what a page shows: a value by its label, and the rows of a table by their column headings.
 *
 * room.shown(asked): asked [{label, section, css}]; returns [{state, readings: [{value, words, checked}]}];
 *   state: found | missing | ambiguous (two places show different values). A place is a control or words.
 * room.rows({table, columns}): returns {state, rows: [[text]]}; state: found | missing | ambiguous. A table is meant
 *   when one of its rows heads all columns; `table`, when given, must be its caption or the heading before it.
 * room.says(text): whether the page shows these words somewhere.
 */
(room) => {
  const { plain, isVisible, CONTROL } = room;

  const textOf = (node) => (node.innerText === undefined ? node.textContent : node.innerText).replace(/\s+/g, " ").trim();

  const readingOf = (node) => {
    const held = node.nodeType === Node.ELEMENT_NODE ? node.matches(CONTROL) ? [node]
      : [...node.querySelectorAll(CONTROL)].filter(isVisible) : [];
    if (held.length) return room.reading(held[0]);
    const text = textOf(node);
    return { value: text, words: text, checked: false };
  };

  const isHeading = (row, wanted) => row.cells.length > 1 && (row.parentElement.tagName === "THEAD"
    || [...row.cells].every((cell) => cell.tagName === "TH")
    || [...row.cells].every((cell) => wanted.has(plain(cell.textContent))));

  /** Under a heading that heads exactly one row. */
  const oneBelow = (cell, row) => {
    const rows = [...row.closest("table").rows];
    const below = rows.slice(rows.indexOf(row) + 1);
    const value = below.length === 1 ? room.cellAt(below[0], room.columnOf(cell)) : null;
    return value ? [value] : [];
  };

  /** What follows the caption in its own block, before the next line. */
  const following = (caption) => {
    let node = caption.node;
    for (let level = 0; level < 3 && node && node !== document.body; level++, node = node.parentElement) {
      for (let next = node.nextSibling; next && next.nodeName !== "BR"; next = next.nextSibling)
        if (next.nodeType !== Node.COMMENT_NODE && !room.isMark(next.textContent)) return [next];
      if (node.parentElement && /^(FORM|BODY|TD|TH|LI|MAIN)$/.test(node.parentElement.tagName)) return [];
    }
    return [];
  };

  const placesOf = (caption, wanted) => {
    const { element } = caption;
    if (element.tagName === "DT") return element.nextElementSibling ? [element.nextElementSibling] : [];
    const cell = element.closest("td,th");
    if (!cell || !cell.parentElement.cells) return following(caption);
    if (plain(cell.textContent) !== caption.word) return following(caption);
    if (isHeading(cell.parentElement, wanted)) return oneBelow(cell, cell.parentElement);
    return cell.nextElementSibling ? [cell.nextElementSibling] : [];
  };

  /** The places that show an asked label's value; controls as the resolver finds them, words beside the label. */
  room.placesShown = (asked) => {
    const report = room.resolve(asked.map((ask) => ({ ...ask, reads: true })));
    const places = report.map((one, k) => one.state === "found" ? [room.found[k]] : []);
    const wanted = new Map();
    asked.forEach((ask, k) => {
      const word = plain(ask.label);
      if (word && !ask.css) wanted.set(word, [...(wanted.get(word) || []), k]);
    });
    const texts = room.textsOf(room.rootsBelow(document));
    room.captionsOf(texts, wanted).forEach((caption) => placesOf(caption, wanted).forEach((place) =>
      wanted.get(caption.word).filter((k) => !asked[k].section
        || room.sectionOf(caption.element) === plain(asked[k].section)).forEach((k) => places[k].push(place))));
    return places;
  };

  room.shown = (asked) => room.placesShown(asked).map((places) => {
    const readings = places.map(readingOf);
    const different = new Set(readings.map((one) => `${one.value}\n${one.checked}`));
    const state = !readings.length ? "missing" : different.size > 1 ? "ambiguous" : "found";
    return { state, readings: readings.slice(0, 5) };
  });

  // ---- tables --------------------------------------------------------------------------------------
  const namesOf = (table) => {
    const names = [table.caption && table.caption.textContent, table.getAttribute("aria-label"), table.title, table.summary];
    const before = [...document.querySelectorAll("h1,h2,h3,h4,legend")]
      .filter((heading) => heading.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
    return [...names, before.length ? before[before.length - 1].textContent : ""].map(plain);
  };

  const headingRow = (table, columns) => [...table.rows].find((row) =>
    columns.every((column) => [...row.cells].filter((cell) => plain(cell.textContent) === plain(column)).length === 1));

  const cellText = (cell) => cell.querySelector(CONTROL) ? readingOf(cell).words || readingOf(cell).value : textOf(cell);

  const rowsBelow = (table, heading, columns) => {
    const at = columns.map((column) =>
      room.columnOf([...heading.cells].find((cell) => plain(cell.textContent) === plain(column))));
    return [...table.rows].slice([...table.rows].indexOf(heading) + 1)
      .filter((row) => row.parentElement.tagName !== "TFOOT" && isVisible(row))
      .map((row) => at.map((column) => room.cellAt(row, column)))
      .filter((cells) => cells.every((cell) => cell && cell.colSpan === 1))
      .map((cells) => cells.map(cellText)).filter((texts) => texts.some((text) => text));
  };

  room.rows = ({ table, columns }) => {
    const fits = room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll("table")])
      .map((one) => ({ one, heading: headingRow(one, columns) }))
      .filter(({ one, heading }) => heading && isVisible(one) && !one.querySelector("table"))
      .filter(({ one }) => !table || namesOf(one).includes(plain(table)));
    if (!fits.length) return { state: "missing", rows: [] };
    if (fits.length > 1) return { state: "ambiguous", rows: [] };
    return { state: "found", rows: rowsBelow(fits[0].one, fits[0].heading, columns) };
  };

  room.says = (text) => Boolean(document.body) && plain(document.body.innerText).includes(plain(text));
}

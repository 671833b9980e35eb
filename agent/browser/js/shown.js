/**
 * Reads what a page shows: a value by its label, and the rows of a table by their column headings.
 *
 * room.shown(asked): asked [{label, section, part, css}]; returns [{state, readings: [{value, words, checked}]}];
 *   state: found | missing | ambiguous (two places show different values). A place is a control or words.
 * room.rows({table, columns}): returns {state, rows: [[text]]}; state: found | missing | ambiguous. A table is meant
 *   when one of its rows heads all columns; `table`, when given, must be its caption or the heading before it.
 * room.everyPlaceShown(label): every control and text that may show it, in any row.
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
      wanted.get(caption.word).filter((k) => !(asked[k].part && report[k].state === "found"))
        .filter((k) => !asked[k].section || room.sectionOf(caption.element) === plain(asked[k].section))
        .forEach((k) => places[k].push(place))));
    return places;
  };

  /** The cells of a column below its heading, in what is or looks like a table. */
  const columnBelow = ({ element, word }, wanted) => {
    const cell = element.closest("td,th,[role=columnheader]");
    const row = cell && cell.closest("tr,[role=row]");
    if (!row || plain(cell.textContent) !== word || !(row.cells ? isHeading(row, wanted) : cell.matches("[role]"))) return [];
    const rows = room.rowsOf(row.closest(room.TABLE) || row), column = room.columnOf(cell);
    return rows.slice(rows.indexOf(row) + 1).map((one) => room.cellAt(one, column)).filter(Boolean);
  };

  /** Every place that may show a label's value, in any row: for masks, where one too many is better than one too few. */
  room.everyPlaceShown = (label) => {
    room.resolve([{ label, reads: true, every: true }]);
    const wanted = new Map([[plain(label), [0]]]);
    const captions = room.captionsOf(room.textsOf(room.rootsBelow(document)), wanted);
    return [...room.offered[0], ...captions.flatMap((one) => [...placesOf(one, wanted), ...columnBelow(one, wanted)])];
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

  const headingRow = (table, columns) => room.rowsOf(table).find((row) =>
    columns.every((column) => room.cellsOf(row).filter((cell) => plain(cell.textContent) === plain(column)).length === 1));

  const cellText = (cell) => cell.querySelector(CONTROL) ? readingOf(cell).words || readingOf(cell).value : textOf(cell);

  /** The cells of each row below the heading, in the order of the columns. */
  const cellsBelow = (table, heading, columns) => {
    const rows = room.rowsOf(table);
    const at = columns.map((column) =>
      room.columnOf(room.cellsOf(heading).find((cell) => plain(cell.textContent) === plain(column))));
    return rows.slice(rows.indexOf(heading) + 1)
      .filter((row) => row.parentElement.tagName !== "TFOOT" && isVisible(row))
      .map((row) => at.map((column) => room.cellAt(row, column)))
      .filter((cells) => cells.every((cell) => cell && room.spanOf(cell) === 1));
  };

  const tablesWith = (table, columns) => room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(room.TABLE)])
    .map((one) => ({ one, heading: headingRow(one, columns) }))
    .filter(({ one, heading }) => heading && isVisible(one))
    .filter(({ one }, _, all) => !all.some((other) => other.one !== one && one.contains(other.one)))
    .filter(({ one }) => !table || namesOf(one).includes(plain(table)));

  const stateOf = (fits) => fits.length > 1 ? "ambiguous" : fits.length ? "found" : "missing";

  room.rows = ({ table, columns }) => {
    const fits = tablesWith(table, columns);
    const found = fits.length === 1 ? cellsBelow(fits[0].one, fits[0].heading, columns) : [];
    return { state: stateOf(fits), rows: found.map((cells) => cells.map(cellText)).filter((texts) => texts.some((text) => text)) };
  };

  /** Aims at the cell of a row, from 1, under a column heading: sets room.pressing; returns found | missing | ambiguous. */
  room.cell = ({ column, row }) => {
    const fits = tablesWith("", [column]);
    const found = fits.length === 1 ? cellsBelow(fits[0].one, fits[0].heading, [column]) : [];
    room.pressing = found.length >= row ? found[row - 1][0] : null;
    return fits.length === 1 && !room.pressing ? "missing" : stateOf(fits);
  };

  room.says = (text) => Boolean(document.body) && plain(document.body.innerText).includes(plain(text));
}

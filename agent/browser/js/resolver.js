/**
 * Finds, in one pass over one document, the control that belongs to each asked label.
 *
 * room.resolve(asked):
 *   asked:   [{label, section, row, part, css, reads}]
 *            section: heading of the block the field stands in; row: 1-based row under a column heading;
 *            part: 1-based control where one cell holds several; css: used instead of the label;
 *            reads: a read-only control is welcome (we only look at it).
 *   returns: [{state, how, type, candidates}]; state: found | missing | ambiguous | shared | readonly.
 *   room.found keeps the controls [Element | null], in the same order, for fill and read.
 *
 * Nothing on the page is changed. Every candidate carries a score for how it was found; the best one wins, a tie
 * between two controls is "ambiguous", and a control claimed by two different labels is refused for both ("shared"):
 * one of the two must be wrong, and we cannot know which.
 */
(room) => {
  const SCORE = {
    css: 200, label: 100, labelledby: 98, "aria-label": 97, title: 90, placeholder: 88,
    before: 86, inside: 85, "next-cell": 84, dd: 83, sibling: 82, column: 78, right: 60, below: 50,
  };
  const { plain, isMark, isVisible, CONTROL } = room;

  room.resolve = (asked) => {
    const roots = room.rootsBelow(document);
    const controls = roots.flatMap((root) => [...root.querySelectorAll(CONTROL)]).filter(isVisible)
      .map((element) => ({
        element, box: element.getBoundingClientRect(), locked: Boolean(element.disabled || element.readOnly),
      }));
    const controlOf = new Map(controls.map((control) => [control.element, control]));
    const texts = room.textsOf(roots);

    const wanted = new Map();
    asked.forEach((ask, k) => {
      const key = plain(ask.label);
      if (key) wanted.set(key, [...(wanted.get(key) || []), k]);
    });
    const captions = room.captionsOf(texts, wanted);

    // ---- what a box holds --------------------------------------------------------------------
    /** Visible controls inside an element, in reading order. */
    const controlsIn = (element) => controlOf.has(element) ? [controlOf.get(element)]
      : [...element.querySelectorAll(CONTROL)].filter((one) => controlOf.has(one)).map((one) => controlOf.get(one));

    const isRadioGroup = (list) => list.length > 1
      && list.every((one) => one.element.type === "radio" && one.element.name === list[0].element.name);

    /** The controls of a cell a label may mean: the writable ones; a radio group counts as one. */
    const choicesIn = (element) => {
      const all = element ? controlsIn(element) : [];
      const open = all.filter((control) => !control.locked);
      const list = open.length ? open : all;
      return isRadioGroup(list) ? [list[0]] : list;
    };

    const candidate = (control, how, extra = {}) => ({ control, how, score: SCORE[how], ...extra });

    /** Words that stand in a box before its first control make that control theirs. */
    const hasOwnCaption = (box) => {
      const first = controlsIn(box)[0];
      const before = texts.filter((text) => box.contains(text) && text.parentElement.tagName !== "OPTION"
        && !first.element.contains(text) && isVisible(text.parentElement)
        && text.compareDocumentPosition(first.element) & Node.DOCUMENT_POSITION_FOLLOWING);
      return !isMark(before.map((text) => text.data).join(""));
    };

    // ---- from a caption to its control, by the tree --------------------------------------------
    /** Text and control in one block: the first control after the text, before any other words. */
    const after = (start) => {
      for (let node = start.nextSibling; node; node = node.nextSibling) {
        if (node.nodeType === Node.TEXT_NODE) { if (!isMark(node.data)) return { blocked: true }; continue; }
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (controlsIn(node).length) {
          if (!controlOf.has(node) && hasOwnCaption(node)) return { blocked: true };
          return { control: choicesIn(node)[0] };
        }
        if (node.tagName === "BR" && start.nodeType !== Node.TEXT_NODE) return { blocked: true };
        if (!isMark(node.textContent)) return { blocked: true };
      }
      return {};
    };

    /** The caption shares its own cell with a control: that one, or none; never the neighbour's. */
    const insideCell = (caption, cell) => {
      const next = after(caption.node.nodeType === Node.TEXT_NODE || caption.node !== cell ? caption.node : cell);
      return next.control && cell.contains(next.control.element) ? [candidate(next.control, "inside")] : [];
    };

    /** Label and value side by side: the next cell of the row. */
    const nextCell = (cell) => {
      const next = cell.nextElementSibling;
      const list = choicesIn(next);
      if (!list.length || hasOwnCaption(next)) return [];
      return list.map((control, n) => candidate(control, "next-cell", { part: n + 1, parts: list.length }));
    };

    /** Label as heading of a column: the same column in the rows below, counted from 1. */
    const columnBelow = (cell, row) => {
      if ([...row.cells].some((other) => controlsIn(other).length)) return [];
      const column = room.columnOf(cell);
      const rows = [...row.closest("table").rows];
      const found = [];
      for (let n = rows.indexOf(row) + 1; n < rows.length; n++) {
        const list = choicesIn(room.cellAt(rows[n], column));
        if (list.length) found.push(candidate(list[0], "column", { row: found.length + 1, parts: list.length }));
        else if (found.length || n > rows.indexOf(row) + 1) break;
      }
      return found;
    };

    const byTable = (caption) => {
      let cell = caption.element.closest("td,th");
      for (let hop = 0; cell && hop < 3; hop++) {
        const row = cell.parentElement;
        if (!row || !row.cells) return [];
        if (controlsIn(cell).length) return insideCell(caption, cell);
        const found = [...nextCell(cell), ...(choicesIn(cell.nextElementSibling).length ? [] : columnBelow(cell, row))];
        if (found.length) return found.map((one) => ({ ...one, score: one.score - hop }));
        const outer = row.closest("table").parentElement.closest("td,th");
        if (!outer || plain(outer.textContent) !== caption.word) return [];
        cell = outer;
      }
      return [];
    };

    const byDefinition = ({ element }) => {
      const next = element.tagName === "DT" ? element.nextElementSibling : null;
      const list = next && next.tagName === "DD" ? choicesIn(next) : [];
      return list.map((control, n) => candidate(control, "dd", { part: n + 1, parts: list.length }));
    };

    const isFloating = (element) => {
      for (let up = element; up && up !== document.body; up = up.parentElement)
        if (/^(absolute|fixed)$/.test(getComputedStyle(up).position)) return true;
      return false;
    };

    /** Label, then control, in the flow of the text: no other words between them. */
    const bySibling = (caption) => {
      if (isFloating(caption.element) || caption.element.closest("td,th")) return [];
      let node = caption.node;
      for (let level = 0; level < 3 && node && node !== document.body; level++, node = node.parentElement) {
        const next = after(node);
        if (next.control) return [candidate(next.control, "sibling")];
        if (next.blocked || !node.parentElement || /^(FORM|BODY)$/.test(node.parentElement.tagName)) return [];
      }
      return [];
    };

    /** A tick box or radio button right before its words. */
    const byTickBefore = (caption) => {
      const text = caption.node.nodeType === Node.TEXT_NODE;
      const before = text ? caption.node.previousSibling : caption.element.previousElementSibling;
      const control = before && controlOf.get(before);
      return control && /^(checkbox|radio)$/.test(control.element.type) ? [candidate(control, "before")] : [];
    };

    // ---- geometry: only when the tree says nothing -----------------------------------------------
    let textBoxes = null;
    const visibleTexts = () => textBoxes || (textBoxes = texts
      .filter((text) => !/^(SCRIPT|STYLE|OPTION)$/.test(text.parentElement.tagName) && isVisible(text.parentElement))
      .map((text) => ({ text, box: room.boxOf(text) })));
    const overlap = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);

    const wordsBetween = (caption, area) => visibleTexts().some(({ text, box }) => !caption.node.contains(text)
      && !isMark(text.data) && box.right > area.left && box.left < area.right
      && box.bottom > area.top + 2 && box.top < area.bottom - 2);

    const toTheRight = (caption) => controls
      .filter(({ box }) => overlap(caption.box, box) > Math.min(caption.box.height, box.height) / 2
        && box.left >= caption.box.left + 4 && box.left - caption.box.right > -40 && box.left - caption.box.right < 400)
      .sort((a, b) => a.box.left - b.box.left).slice(0, 1)
      .filter(({ box }) => !wordsBetween(caption, {
        left: caption.box.right + 1, right: box.left - 1, top: caption.box.top, bottom: caption.box.bottom }));

    const straightBelow = (caption) => controls
      .filter(({ box }) => box.top - caption.box.bottom >= -4 && box.top - caption.box.bottom < 40
        && Math.abs(box.left - caption.box.left) < 30)
      .sort((a, b) => a.box.top - b.box.top).slice(0, 1)
      .filter(({ box }) => !wordsBetween(caption, {
        left: caption.box.left, right: caption.box.right, top: caption.box.bottom, bottom: box.top }));

    const byPlace = (caption) => {
      const [right] = toTheRight(caption);
      if (right) return [candidate(right, "right")];
      const [below] = straightBelow(caption);
      return below ? [candidate(below, "below")] : [];
    };

    const candidatesOf = (caption) => {
      const tree = [...byTable(caption), ...byDefinition(caption)];
      if (!tree.length) tree.push(...bySibling(caption));
      tree.push(...byTickBefore(caption));
      return tree.length ? tree : byPlace(caption);
    };

    // ---- the control's own names ------------------------------------------------------------------
    const ownText = (label, element) => [...label.childNodes]
      .filter((node) => node !== element && !(node.contains && node.contains(element)))
      .map((node) => node.textContent).join("");

    /** A label names its control when it holds it, or points to an id that stands once: old pages repeat ids. */
    const isNamedBy = (label, element) => label.contains(element) || (label.control === element
      && element.getRootNode().querySelectorAll(`[id="${CSS.escape(element.id)}"]`).length === 1);

    const ownNames = ({ element }) => {
      const root = element.getRootNode();
      const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
      return [
        ...[...(element.labels || [])].filter((label) => isNamedBy(label, element))
          .map((label) => ["label", ownText(label, element)]),
        ["labelledby", by.map((id) => root.getElementById(id)?.textContent || "").join("")],
        ["aria-label", element.getAttribute("aria-label")],
        ["title", element.title],
        ["placeholder", element.getAttribute("placeholder")],
      ];
    };

    // ---- which asks a candidate answers, and the choice ---------------------------------------------
    const answers = (ask, one, place) => (!ask.section || room.sectionOf(place) === plain(ask.section))
      && (one.row === undefined || one.row === (ask.row || 1))
      && (!ask.part || !one.part || one.part === ask.part);

    const offers = asked.map(() => []);
    const offer = (word, one, place) => (wanted.get(word) || []).filter((k) => !asked[k].css)
      .filter((k) => answers(asked[k], one, place)).forEach((k) => offers[k].push(one));

    controls.forEach((control) => ownNames(control).forEach(([how, text]) =>
      offer(plain(text), candidate(control, how), control.element)));
    captions.forEach((caption) => candidatesOf(caption).forEach((one) => offer(caption.word, one, caption.element)));
    asked.forEach((ask, k) => ask.css && roots.flatMap((root) => [...root.querySelectorAll(ask.css)])
      .filter(isVisible).forEach((element) => offers[k].push(
        candidate(controlOf.get(element) || { element, locked: false }, "css"))));

    const describe = ({ element }) => element.tagName.toLowerCase()
      + (element.name ? `[name=${element.name}]` : element.id ? `#${element.id}` : "")
      + (room.sectionOf(element) ? ` in ${room.sectionOf(element)}` : "");

    const choose = (ask, list) => {
      if (!list.length) return { state: "missing", candidates: [] };
      const usable = list.filter((one) => ask.reads || !one.control.locked);
      if (!usable.length) return { state: "readonly", candidates: [describe(list[0].control)] };
      const best = Math.max(...usable.map((one) => one.score));
      const top = usable.filter((one) => one.score === best);
      const rivals = [...new Set(top.map((one) => one.control.element))];
      const candidates = [...new Set(top.map((one) => one.control))].map(describe);
      if (rivals.length > 1) return { state: "ambiguous", how: top[0].how, candidates };
      return { state: "found", how: top[0].how, element: rivals[0], candidates };
    };

    const chosen = asked.map((ask, k) => choose(ask, offers[k]));
    chosen.forEach((one, k) => chosen.forEach((other, m) => {
      if (k !== m && one.element && one.element === other.element && plain(asked[k].label) !== plain(asked[m].label))
        one.state = other.state = "shared";
    }));

    room.found = chosen.map((one) => one.state === "found" ? one.element : null);
    return chosen.map(({ state, how, candidates, element }) => ({
      state, how: how || "", candidates,
      type: !element ? "" : element.isContentEditable ? "editable" : element.type || element.tagName.toLowerCase() }));
  };
}

/**
 * Finds, in one pass over one document, the control that belongs to each asked label.
 *
 * room.resolve(asked):
 *   asked:   [{label, section, row, part, css, reads, every}]
 *            section: heading of the block the field stands in; row: 1-based row under a column heading;
 *            part: 1-based control where one cell holds several; css: used instead of the label;
 *            reads: a read-only control is welcome (we only look at it); every: any row and part will do.
 *   returns: [{state, how, type, candidates}]; state: found | missing | ambiguous | shared | readonly.
 *   room.found keeps the controls [Element | null], in the same order, for fill and read.
 *   room.claims keeps what each ask alone would take [{element, how, score}], for those that list a page;
 *   room.offered keeps every control [[Element]] that an ask may mean, for those that mask.
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
        element, box: element.getBoundingClientRect(),
        locked: Boolean(element.disabled || element.readOnly || element.getAttribute("aria-disabled") === "true"),
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
      : controls.filter((control) => element.contains(control.element));

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

    // ---- what stands round a caption -----------------------------------------------------------
    const isBefore = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    const isTick = ({ element }) => /^(checkbox|radio)$/.test(element.type);
    const overlap = (a, b) => Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    const isOneLine = (a, b) => overlap(a, b) > Math.min(a.height, b.height) / 2;

    /** Words in a box that stand before a node of it; numbering (1., (2)) is no word. */
    const isWords = (text) => !isMark(text) && !/^[(（]?\d{1,2}[.)．）]$/.test(plain(text));
    const hasWordsBefore = (node, box) => isWords(texts.filter((text) => box.contains(text) && text !== node
      && !node.contains(text) && isBefore(text, node) && isVisible(text.parentElement)).map((text) => text.data).join(""));

    const controlsBefore = (node, box) => controlsIn(box).filter(({ element }) => isBefore(element, node));

    const isFloating = (element) => {
      for (let up = element; up && up !== document.body; up = up.parentElement)
        if (/^(absolute|fixed)$/.test(getComputedStyle(up).position)) return true;
      return false;
    };

    /** Words before a caption in its line, and no field between: a value that became text, or another caption's help. */
    const hasWordsRightBefore = (node) => {
      let before = node.previousSibling;
      while (before && before.nodeName !== "BR" && isMark(before.textContent) && !(before.nodeType === Node.ELEMENT_NODE
        && controlsIn(before).length)) before = before.previousSibling;
      return Boolean(before && before.nodeName !== "BR" && isWords(before.textContent) && isVisible(before.nodeType
        === Node.TEXT_NODE ? before.parentElement : before) && (before.nodeType === Node.TEXT_NODE
        || (!controlsIn(before).length && isOneLine(before.getBoundingClientRect(), room.boxOf(node)))));
    };

    /**
     * Whether labels stand after their fields here: the block begins with a field that has no words before it, or it
     * ends in words after a second field. What follows a caption is then the field of the next.
     */
    const trails = ({ node, element, box: own }) => {
      const box = node.parentElement;
      if (isFloating(element)) return false;
      if (hasWordsRightBefore(node)) return true;
      const around = controlsIn(box).filter((one) => !isTick(one));
      if (!around.length) return false;
      const [first] = around;
      const beside = box.previousElementSibling;
      const isHeaded = beside && !controlsIn(beside).length && !isMark(beside.textContent)
        && isOneLine(beside.getBoundingClientRect(), first.box);
      const isFirst = isOneLine(first.box, own) ? first.box.right <= own.left + 4 : first.box.bottom <= own.top + 4;
      if (isFirst && isBefore(first.element, node) && !hasWordsBefore(first.element, box) && !isHeaded) return true;
      const last = around[around.length - 1];
      return around.length > 1 && texts.some((text) => box.contains(text) && !last.element.contains(text)
        && isBefore(last.element, text) && !text.parentElement.closest("button,a") && isVisible(text.parentElement)
        && isOneLine(last.box, room.boxOf(text)) && !isMark(text.data) && !/^[※(（]/.test(text.data.trim()));
    };

    /** Whether a control is not above its caption, nor before it on its line. */
    const isPlausible = (caption, { box }) => box.bottom > caption.box.top
      && !(isOneLine(box, caption.box) && box.right <= caption.box.left + 4);

    /** Whether a label of its own says that a control is called otherwise. */
    const isCalledOtherwise = (word, control) => ownNames(control).some(([how, text]) => plain(text) !== word
      && (how === "label" ? plain(text) : how === "labelledby" && control.element.hasAttribute("aria-labelledby")));

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
      if (trails(caption)) return [];
      const next = after(caption.node.nodeType === Node.TEXT_NODE || caption.node !== cell ? caption.node : cell);
      return next.control && cell.contains(next.control.element) ? [candidate(next.control, "inside")] : [];
    };

    /** Label and value side by side: the next cell of the row. */
    const nextCell = (cell) => {
      const next = cell.nextElementSibling;
      const list = choicesIn(next);
      if (!list.length || hasOwnCaption(next)) return [];
      return list.map((control, n) => candidate(control, "next-cell", { part: n + 1 }));
    };

    /** Whether a box has its middle below another: a cell that spans rows shifts the columns of the rows it spans. */
    const isBelow = (head, box) => (box.left + box.right) / 2 > head.left - 4 && (box.left + box.right) / 2 < head.right + 4;

    /** Label as heading of a column: the same column in the rows below, counted from 1; of several in a cell, the first. */
    const columnBelow = (cell, row) => {
      if (room.cellsOf(row).some((other) => controlsIn(other).length)) return [];
      const column = room.columnOf(cell);
      const head = cell.getBoundingClientRect();
      const rows = room.rowsOf(row.closest(room.TABLE));
      const found = [];
      for (let n = rows.indexOf(row) + 1; n < rows.length; n++) {
        const list = choicesIn(room.cellAt(rows[n], column)).filter(({ box }) => isBelow(head, box));
        if (list.length) found.push(list);
        else if (found.length || n > rows.indexOf(row) + 1) break;
      }
      return found.flatMap((list, k) => list.map((control, n) =>
        candidate(control, "column", { row: k + 1, part: n + 1, isFurther: n > 0 })));
    };

    /** A column heading of a grid that a script has drawn. */
    const byGrid = (caption) => {
      const cell = caption.element.closest("[role=columnheader]:not(td,th)");
      const row = cell && cell.closest("[role=row]");
      return row && row.closest(room.TABLE) ? columnBelow(cell, row) : [];
    };

    const byTable = (caption) => {
      let cell = caption.element.closest("td,th");
      for (let hop = 0; cell && hop < 3; hop++) {
        const row = cell.parentElement;
        if (!row || !row.cells) return [];
        if (controlsIn(cell).length) return insideCell(caption, cell);
        if (hasWordsBefore(caption.node, cell)) return [];
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
      return list.map((control, n) => candidate(control, "dd", { part: n + 1 }));
    };

    /** Label, then control, in the flow of the text: no other words between them. */
    const bySibling = (caption) => {
      if (isFloating(caption.element) || caption.element.closest("td,th")) return [];
      if (trails(caption)) return [];
      let node = caption.node;
      for (let level = 0; level < 3 && node && node !== document.body; level++, node = node.parentElement) {
        const { control, blocked } = after(node);
        if (control) return isPlausible(caption, control) && !isCalledOtherwise(caption.word, control)
          ? [candidate(control, "sibling")] : [];
        const box = node.parentElement;
        if (blocked || !box || /^(FORM|BODY)$/.test(box.tagName)) return [];
        if (controlsBefore(node, box).length || hasWordsBefore(node, box)) return [];
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

    /** A caption that shares its cell with a field, or stands right behind one or behind other words, names no other. */
    const standsBehind = (caption) => {
      const cell = caption.element.closest("td,th");
      if (cell) return Boolean(controlsIn(cell).length) || hasWordsBefore(caption.node, cell);
      const isRightBefore = (box) => isOneLine(box, caption.box) && Math.abs(caption.box.left - box.right) < 16;
      return controls.some((control) => !isTick(control) && isRightBefore(control.box))
        || visibleTexts().some(({ text, box }) => !caption.node.contains(text) && isRightBefore(box) && isWords(text.data));
    };

    /** Whether a caption may head what is below it: not a cell beside its value, nor a label with words after it. */
    const mayHead = ({ node, element }) => {
      const cell = element.closest("td,th");
      if (cell) return [...cell.parentElement.cells].every((one) => one.tagName === "TH");
      return !texts.some((text) => element.parentElement.contains(text) && !node.contains(text) && text !== node
        && isBefore(node, text) && isVisible(text.parentElement) && isWords(text.data));
    };

    /** Whether caption and control belong together: both placed by pixels, or in one block of a few levels. */
    const isNear = (caption, { element }) => {
      if (isFloating(caption.element) !== isFloating(element)) return false;
      if (isFloating(element)) return true;
      let box = caption.element;
      for (let level = 0; level < 4 && box && !/^(FORM|BODY)$/.test(box.tagName); level++, box = box.parentElement)
        if (box.contains(element)) return true;
      return false;
    };

    const byPlace = (caption) => {
      if (standsBehind(caption) || trails(caption)) return [];
      const fits = (control) => isNear(caption, control) && !isCalledOtherwise(caption.word, control);
      const [right] = toTheRight(caption);
      if (right) return fits(right) ? [candidate(right, "right")] : [];
      const [below] = mayHead(caption) ? straightBelow(caption) : [];
      return below && fits(below) ? [candidate(below, "below")] : [];
    };

    const candidatesOf = (caption) => {
      const tree = [...byTable(caption), ...byGrid(caption), ...byDefinition(caption)];
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
      && element.getRootNode().querySelectorAll(`[id="${CSS.escape(element.id)}"]`).length === 1
      && [...element.labels].every((other) => plain(other.textContent) === plain(label.textContent)));

    const ownNames = ({ element }) => {
      const root = element.getRootNode();
      const by = (element.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean);
      const pointing = room.isDrawn(element) && element.id && !element.labels
        ? [...root.querySelectorAll(`label[for="${CSS.escape(element.id)}"]`)] : [];
      return [
        ...[...(element.labels || [])].filter((label) => isNamedBy(label, element))
          .map((label) => ["label", ownText(label, element)]),
        ...pointing.map((label) => ["label", label.textContent]),
        ["labelledby", by.map((id) => root.querySelectorAll(`[id="${CSS.escape(id)}"]`))
          .filter((list) => list.length === 1 && !element.contains(list[0])).map(([one]) => one.textContent).join("")],
        ["aria-label", element.getAttribute("aria-label")],
        ["title", element.title],
        ["placeholder", element.getAttribute("placeholder")],
      ];
    };

    // ---- which asks a candidate answers, and the choice ---------------------------------------------
    const answers = (ask, one, place) => (!ask.section || room.sectionOf(place) === plain(ask.section))
      && (ask.every || (one.row || 1) === (ask.row || 1))
      && (ask.every || (ask.part ? (one.part || 1) === ask.part : !one.isFurther));

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

    const isSameAsk = (a, b) => plain(a.label) === plain(b.label) && (a.row || 1) === (b.row || 1);
    const chosen = asked.map((ask, k) => choose(ask, offers[k]));
    chosen.forEach((one, k) => chosen.forEach((other, m) => {
      if (k !== m && one.element && one.element === other.element && !isSameAsk(asked[k], asked[m]))
        one.state = other.state = "shared";
    }));

    room.found = chosen.map((one) => one.state === "found" ? one.element : null);
    room.offered = offers.map((list) => [...new Set(list.map((one) => one.control.element))]);
    room.claims = chosen.map(({ element, how }) => ({ element, how, score: element ? SCORE[how] || 0 : 0 }));
    return chosen.map(({ state, how, candidates, element }) => ({
      state, how: how || "", candidates,
      type: !element ? "" : element.isContentEditable ? "editable" : room.isDrawn(element) ? "drawn"
        : element.type || element.tagName.toLowerCase() }));
  };
}

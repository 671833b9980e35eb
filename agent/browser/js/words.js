/**
 * Words and controls of a document, as a reader sees them. Shared by all page scripts through `room`.
 *
 * Nothing on the page is changed.
 */
(room) => {
  /** Inputs that are no fields: buttons, and what a drawn widget keeps out of everybody's sight. */
  const NO_FIELD = "[type=hidden],[type=submit],[type=button],[type=image],[type=reset],[aria-hidden=true],"
    + "[role~=button],[role~=presentation]";
  /** Lists drawn by scripts: something to press that opens a list, with no field to type into. */
  const DRAWN = [
    "[role=combobox]", "[aria-haspopup=listbox]", "[role=listbox][aria-haspopup]"].map((one) =>
    `${one}:not(input,select,textarea,:has(input:not(${NO_FIELD},[readonly]),textarea,select:not([aria-hidden=true])))`);

  room.CONTROL = [
    `input:not(${NO_FIELD})`, "select:not([aria-hidden=true])", "textarea:not([aria-hidden=true])",
    "[contenteditable='']", "[contenteditable=true]", ...DRAWN].join(",");

  /** Whether a control is a list that a script has drawn. */
  room.isDrawn = (element) => element.matches(DRAWN.join(","));

  const { setTimeout } = window;   // as it was before the page came
  let hasTimers = false;
  setTimeout(() => { hasTimers = true; }, 0);
  /** A moment later; at once in a frame that may run no scripts, where no timer ever fires. */
  room.moment = (ms = 0) => hasTimers ? new Promise((next) => setTimeout(next, ms)) : Promise.resolve();

  /** A form's own property, also where one of its fields bears that name and hides it (old pages: name=action). */
  room.ofForm = (form, name) => Object.getOwnPropertyDescriptor(HTMLFormElement.prototype, name).get.call(form);

  /** Words as they stand, with every run of blanks as one. */
  room.wordsIn = (element) =>
    (element.innerText === undefined ? element.textContent : element.innerText).replace(/[\s\u00a0]+/g, " ").trim();

  /** Text as a reader sees it: width folded, blanks, "required" marks and colons dropped. */
  room.plain = (text) => (text || "").normalize("NFKC")
    .replace(/[\s\u00a0\u3000]+/g, "")
    .replace(/[(【\[](必須|任意|\*)[)】\]]/g, "")
    .replace(/^(必須|[※*●■◆・])+|(必須|[:*※])+$/g, "");

  /** Marks that may stand before a control without being its caption: 〒, ¥, $, (, ", … */
  room.isMark = (text) => room.plain(text).length <= 1;

  room.isVisible = (element) => {
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== "hidden";
  };

  /** The document and every open shadow root below it. */
  room.rootsBelow = (root) => [root, ...[...root.querySelectorAll("*")]
    .filter((element) => element.shadowRoot).flatMap((element) => room.rootsBelow(element.shadowRoot))];

  room.textsIn = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) if (node.data.trim()) texts.push(node);
    return texts;
  };

  room.textsOf = (roots) => roots.flatMap((root) => root === document
    ? document.body ? room.textsIn(document.body) : [] : room.textsIn(root));

  room.boxOf = (node) => {
    if (node.nodeType !== Node.TEXT_NODE) return node.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents(node);
    return range.getBoundingClientRect();
  };

  /** Outermost small box round a text that says exactly a wanted word and holds no control or link. */
  const captionBox = (text, wanted, controls) => {
    const parent = text.parentElement;
    if (!parent || text.data.length > 200 || /^(SCRIPT|STYLE|OPTION|A|BUTTON)$/.test(parent.tagName)) return null;
    let box = wanted.has(room.plain(text.data)) ? text : null;
    let up = parent;
    for (let depth = 0; depth < 4 && up && up !== document.body; depth++, up = up.parentElement) {
      if (up.textContent.length > 60 || controls.some((one) => up.contains(one))) break;
      if (wanted.has(room.plain(up.textContent)) && !up.querySelector("a,button")) box = up;
    }
    return box;
  };

  const boxesOf = (texts, wanted) => {
    const controls = room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(room.CONTROL)]);
    return texts.map((text) => captionBox(text, wanted, controls)).filter(Boolean);
  };

  /** Captions: the visible texts that say exactly one of the wanted words (anything with `has`). */
  room.captionsOf = (texts, wanted) => [...new Set(boxesOf(texts, wanted))]
    .map((node) => ({ node, element: node.nodeType === Node.TEXT_NODE ? node.parentElement : node }))
    .filter(({ element }) => room.isVisible(element) && !element.closest("a,button,option"))
    .map((caption) => ({ ...caption, box: room.boxOf(caption.node), word: room.plain(caption.node.textContent) }));

  /** The words that stand beside a radio button. */
  room.wordsOf = (radio) => [...(radio.labels || [])].map((label) => label.textContent).join("")
    || (radio.nextSibling ? radio.nextSibling.textContent : "");

  room.radioGroup = (control) => [...control.getRootNode().querySelectorAll("input[type=radio]")]
    .filter((radio) => radio.name === control.name && radio.form === control.form);

  /** Heading of the block an element stands in. */
  room.sectionOf = (element) => {
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const heading = [...up.children].find((child) => /^(LEGEND|H1|H2|H3|H4|CAPTION)$/.test(child.tagName));
      if (heading) return room.plain(heading.textContent);
    }
    return "";
  };

  /** Tables, and what a script has drawn as one. */
  room.TABLE = "table,[role=grid],[role=treegrid],[role=table]";
  room.rowsOf = (table) => table.rows ? [...table.rows] : [...table.querySelectorAll("[role=row]")];
  room.cellsOf = (row) => row.cells ? [...row.cells]
    : [...row.querySelectorAll("[role=gridcell],[role=columnheader],[role=rowheader],[role=cell]")];
  room.spanOf = (cell) => cell.colSpan || 1;

  /** The cell of a row at a column position, counting column spans. */
  room.cellAt = (row, column) => {
    let position = 0;
    for (const cell of room.cellsOf(row)) {
      if (position === column) return cell;
      position += room.spanOf(cell);
    }
    return null;
  };

  room.columnOf = (cell) => {
    const row = room.cellsOf(cell.closest("tr,[role=row]"));
    return row.slice(0, row.indexOf(cell)).reduce((sum, other) => sum + room.spanOf(other), 0);
  };

  /** Whether a person could reach the element with the mouse; "" or why not. `pressed`: it is not typed into. */
  room.obstacle = (element, pressed = false) => {
    if (!element.isConnected) return "is gone from the page";
    if (element.disabled || element.getAttribute("aria-disabled") === "true") return "is disabled";
    if (element.readOnly && !pressed) return "is read-only";
    element.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
    const box = element.getBoundingClientRect();
    if (!box.width || !box.height || getComputedStyle(element).visibility === "hidden") return "is not visible";
    const top = element.getRootNode().elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
    const reachable = top && (element === top || element.contains(top)
      || [...(element.labels || [])].some((label) => label.contains(top)));
    return reachable ? "" : "is covered by another element";
  };

  room.send = (control, ...types) => types.forEach((type) => control.dispatchEvent(new Event(type, { bubbles: true })));
}

/**
 * Words and controls of a document, as a reader sees them. Shared by all page scripts through `room`.
 *
 * Nothing on the page is changed.
 */
(room) => {
  room.CONTROL = [
    "input:not([type=hidden]):not([type=submit]):not([type=button]):not([type=image]):not([type=reset])",
    "select", "textarea", "[contenteditable='']", "[contenteditable=true]"].join(",");

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
  const captionBox = (text, wanted) => {
    const parent = text.parentElement;
    if (!parent || /^(SCRIPT|STYLE|OPTION|A|BUTTON)$/.test(parent.tagName)) return null;
    let box = wanted.has(room.plain(text.data)) ? text : null;
    let up = parent;
    for (let depth = 0; depth < 4 && up && up !== document.body; depth++, up = up.parentElement) {
      if (up.textContent.length > 60 || up.querySelector(room.CONTROL)) break;
      if (wanted.has(room.plain(up.textContent)) && !up.querySelector("a,button")) box = up;
    }
    return box;
  };

  /** Captions: the visible texts that say exactly one of the wanted words (anything with `has`). */
  room.captionsOf = (texts, wanted) => [...new Set(texts.map((text) => captionBox(text, wanted)).filter(Boolean))]
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

  /** The cell of a row at a column position, counting column spans. */
  room.cellAt = (row, column) => {
    let position = 0;
    for (const cell of row.cells) {
      if (position === column) return cell;
      position += cell.colSpan;
    }
    return null;
  };

  room.columnOf = (cell) => {
    const row = [...cell.parentElement.cells];
    return row.slice(0, row.indexOf(cell)).reduce((sum, other) => sum + other.colSpan, 0);
  };

  /** Whether a person could reach the element with the mouse; "" or why not. */
  room.obstacle = (element) => {
    if (!element.isConnected) return "is gone from the page";
    if (element.disabled) return "is disabled";
    if (element.readOnly) return "is read-only";
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

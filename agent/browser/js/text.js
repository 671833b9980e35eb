/**
 * Writes a page down as text, what its controls hold included, and marks what must be masked.
 *
 * room.text(): the words of the document. room.page({masks, limit}): masks [{label} | {css}], limit in letters; returns
 *   {pieces: [text], asides: [[number of a piece, words shown but not written there]], held: [what masked places hold],
 *   is_cut, n_masked, height}. Password fields, and what types like one, are always masked. Masked places get the
 *   attribute data-denpyo-mask, by which the picture covers them; their words do not enter the pieces.
 * room.cover(numbers): masks the places of these pieces as well.
 * room.hide_in_print(rule): adds a style rule to the document and its open shadow roots.
 */
(room) => {
  const DROPPED = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|HEAD)$/;
  const SECRET = "input[type=password],input[autocomplete~=current-password],input[autocomplete~=new-password],"
    + "input[autocomplete~=one-time-code]";
  const MAX_NODES = 300000;

  const isDotted = (element) => /disc|circle|square/.test(getComputedStyle(element).webkitTextSecurity || "");

  const places = (masks) => {
    const roots = room.rootsBelow(document);
    const all = (css) => roots.flatMap((root) => [...root.querySelectorAll(css)]);
    const labels = masks.filter((one) => one.label);
    return [
      ...all(SECRET), ...all("input,textarea").filter(isDotted),
      ...masks.filter((one) => one.css).flatMap((one) => all(one.css)),
      ...labels.flatMap((one) => room.everyPlaceShown(one.label)),
    ].map((node) => node.nodeType === Node.TEXT_NODE ? node.parentElement : node);
  };

  const parentOf = (element) => element.parentElement || element.getRootNode().host || null;

  /** Marks the element round a text whose box holds all of it: words may run out of a box, or have none of their own. */
  const markText = (text) => {
    const words = room.boxOf(text);
    const holds = (box) => box.left <= words.left + 1 && box.right >= words.right - 1
      && box.top <= words.top + 3 && box.bottom >= words.bottom - 3;
    let element = text.parentElement || text.getRootNode().host;
    while (words.width && parentOf(element) && !holds(element.getBoundingClientRect())) element = parentOf(element);
    element.setAttribute("data-denpyo-mask", "");
  };

  const mark = (node) => {
    if (node.nodeType === Node.TEXT_NODE) { markText(node); return; }
    node.setAttribute("data-denpyo-mask", "");
    room.rootsBelow(node.shadowRoot || node).forEach((root) => {
      root.querySelectorAll(room.CONTROL).forEach((control) => control.setAttribute("data-denpyo-mask", ""));
      room.textsIn(root).forEach(markText);
    });
  };

  const held = (element) => {
    if (element.type === "checkbox" || element.type === "radio") return element.checked ? "[x]" : "[ ]";
    const reading = room.reading(element);
    return `[${reading.words || reading.value}]`;
  };

  /** What a control shows beside what it holds: a hint in an empty field, the other lines of an open list. */
  const besides = (element) => element.tagName === "SELECT"
    ? element.multiple || element.size > 1 ? [...element.options].map((one) => one.text).join("\n") : ""
    : element.value === "" && element.placeholder ? element.placeholder : "";

  const childrenOf = (node) => node.tagName === "SLOT" && node.assignedNodes().length
    ? node.assignedNodes() : [...(node.shadowRoot || node).childNodes];

  /** Writes one node down; out: {pieces, nodes, asides, left: letters still welcome, n_nodes}. */
  const walk = (node, masked, out) => {
    const say = (text) => { out.pieces.push(text.slice(0, out.left)); out.nodes.push(node); out.left -= text.length; };
    if (out.left <= 0 || (out.n_nodes += 1) > MAX_NODES) return;
    if (node.nodeType === Node.TEXT_NODE) { say(node.data.slice(0, 2 * out.left).replace(/\s+/g, " ")); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.test(node.tagName)) return;
    if (!node.checkVisibility() && getComputedStyle(node).display !== "contents") return;
    if (masked.has(node)) { say("■■■"); return; }
    if (node.matches(room.CONTROL)) {
      if (besides(node)) out.asides.push([out.pieces.length, besides(node).slice(0, 10000)]);
      say(held(node));
      return;
    }
    if (/^(INPUT|IMG)$/.test(node.tagName)) { say(node.alt || node.value || ""); return; }
    const cell = /^(TD|TH)$/.test(node.tagName);
    const block = !cell && !/^(inline|contents|inline-block)$/.test(getComputedStyle(node).display);
    if (block) say("\n");
    childrenOf(node).forEach((child) => walk(child, masked, out));
    say(cell ? "\t" : block ? "\n" : "");
  };

  const written = (masked, limit) => {
    const out = { pieces: [], nodes: [], asides: [], left: limit, n_nodes: 0 };
    if (document.body) walk(document.body, masked, out);
    return out;
  };

  room.hide_in_print = (rule) => {
    for (const root of room.rootsBelow(document)) {
      const sheet = new CSSStyleSheet();   // one made by script stands under any content policy
      sheet.replaceSync(rule);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  };

  room.text = () => written(new Set(places([])), 200000).pieces.join("").replace(/[ \t]*\n\s*/g, "\n").replace(/ {2,}/g, " ").trim();

  room.page = ({ masks, limit }) => {
    const masked = new Set(places(masks));
    room.rootsBelow(document).forEach((root) => root.querySelectorAll("[data-denpyo-mask]")
      .forEach((element) => element.removeAttribute("data-denpyo-mask")));
    masked.forEach(mark);
    const out = written(masked, limit);
    room.pieces = out.nodes;
    return {
      pieces: out.pieces, asides: out.asides, is_cut: out.left <= 0 || out.n_nodes > MAX_NODES, n_masked: masked.size,
      held: [...masked].map((one) => String(("value" in one ? one.value : one.innerText) || "").trim().slice(0, 500)),
      height: document.documentElement ? document.documentElement.scrollHeight : 0 };
  };

  room.cover = (numbers) => numbers.forEach((n) => mark(room.pieces[n]));
}

/**
 * Writes a page down as text, what its controls hold included, and marks what must be masked.
 *
 * room.text(masks): masks [{label} | {css}]; returns {text, n_masked, height}. Password fields are always masked. Masked places
 * get the attribute data-denpyo-mask, by which the picture covers them; their words do not enter the text.
 */
(room) => {
  const DROPPED = /^(SCRIPT|STYLE|NOSCRIPT|TEMPLATE|HEAD)$/;

  const places = (masks) => [
    ...room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll("input[type=password]")]),
    ...masks.filter((one) => one.css).flatMap((one) => [...document.querySelectorAll(one.css)]),
    ...(masks.some((one) => one.label)
      ? room.placesShown(masks.filter((one) => one.label)).flat().map((node) =>
        node.nodeType === Node.TEXT_NODE ? node.parentElement : node) : []),
  ];

  const held = (element) => {
    if (element.type === "checkbox" || element.type === "radio") return element.checked ? "[x]" : "[ ]";
    const reading = room.reading(element);
    return `[${reading.words || reading.value}]`;
  };

  const walk = (node, masked, out) => {
    if (node.nodeType === Node.TEXT_NODE) { out.push(node.data.replace(/\s+/g, " ")); return; }
    if (node.nodeType !== Node.ELEMENT_NODE || DROPPED.test(node.tagName)) return;
    if (node.checkVisibility && !node.checkVisibility()) return;
    if (masked.has(node)) { out.push("■■■"); return; }
    if (node.matches(room.CONTROL)) { out.push(held(node)); return; }
    if (/^(INPUT|IMG)$/.test(node.tagName)) { out.push(node.alt || node.value || ""); return; }
    const cell = /^(TD|TH)$/.test(node.tagName);
    const block = !cell && !/^(inline|contents|inline-block)$/.test(getComputedStyle(node).display);
    if (block) out.push("\n");
    [...(node.shadowRoot || node).childNodes].forEach((child) => walk(child, masked, out));
    out.push(cell ? "\t" : block ? "\n" : "");
  };

  room.text = (masks) => {
    const masked = new Set(places(masks));
    document.querySelectorAll("[data-denpyo-mask]").forEach((element) => element.removeAttribute("data-denpyo-mask"));
    masked.forEach((element) => element.setAttribute("data-denpyo-mask", ""));
    const out = [];
    if (document.body) walk(document.body, masked, out);
    const text = out.join("").replace(/[ \t]*\n\s*/g, "\n").replace(/ {2,}/g, " ").trim();
    return { text: text.slice(0, 200000), n_masked: masked.size, height: document.documentElement.scrollHeight };
  };
}

/**
 * Finds what can be pressed by its words, and presses it.
 *
 * room.pressable({button, row, section, css}): finds and keeps it in room.pressing; returns {state, candidates, form}.
 *   state: found | missing | ambiguous | disabled; row: words of a cell of the table row it stands in;
 *   form: {action, method} of its form, or null.
 * room.press(times): presses what was found; returns {why, leaving, target}: why it could not be pressed, whether the
 *   document is about to be left, and the name of the frame or window the answer goes to.
 */
(room) => {
  const { plain, isVisible } = room;
  const BUTTONS = "button,input[type=submit],input[type=button],input[type=image],input[type=reset],[role=button]";

  room.wordsOn = (element) => [element.innerText, element.value, element.alt, element.getAttribute("aria-label"), element.title]
    .filter((text) => typeof text === "string").map(plain).filter((text) => text);

  const pressables = (kind) => room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(kind)]).filter(isVisible);

  const standsIn = (element, row) => {
    const line = element.closest("tr,li");
    return line && [...(line.cells || [line])].some((cell) => plain(cell.innerText) === plain(row));
  };

  const matching = (ask) => {
    if (ask.css) return pressables(ask.css);
    const named = (list) => list.filter((element) => room.wordsOn(element).includes(plain(ask.button))
      && (!ask.row || standsIn(element, ask.row))
      && (!ask.section || room.sectionOf(element) === plain(ask.section)));
    const buttons = named(pressables(BUTTONS));
    return buttons.length ? buttons : named(pressables("a,summary,[onclick]"));
  };

  const describe = (element) => element.tagName.toLowerCase() + (element.name ? `[name=${element.name}]` : "")
    + (room.sectionOf(element) ? ` in ${room.sectionOf(element)}` : "");

  const formOf = (element) => element.form
    ? { action: element.hasAttribute("formaction") ? element.formAction : room.ofForm(element.form, "action"),
        method: (element.getAttribute("formmethod") || room.ofForm(element.form, "method")).toUpperCase() }
    : null;

  room.pressable = (ask) => {
    const list = matching(ask);
    const open = list.filter((element) => !element.disabled && element.getAttribute("aria-disabled") !== "true");
    room.pressing = open.length === 1 ? open[0] : null;
    const state = open.length > 1 ? "ambiguous" : open.length ? "found" : list.length ? "disabled" : "missing";
    return { state, candidates: list.slice(0, 5).map(describe), form: room.pressing ? formOf(room.pressing) : null };
  };

  const targetOf = (element) => {
    const link = element.closest("a[target]");
    const target = link ? link.target : element.form ? room.ofForm(element.form, "target") : "";
    return /^(_self|)$/.test(target) ? "" : target;
  };

  room.press = async (times) => {
    const element = room.pressing;
    if (!element) return { why: "is gone from the page", leaving: false, target: "" };
    let held = false;
    const isHeld = () => { held = true; };
    document.addEventListener("invalid", isHeld, true);
    for (let n = 0; n < times; n++) {
      const why = room.obstacle(element, true);
      if (why) return { why, leaving: false, target: "" };
      element.click();
    }
    await room.moment();
    document.removeEventListener("invalid", isHeld, true);
    const why = held && !room.leaving ? "is held back: the page wants a field filled otherwise" : "";
    return { why, leaving: room.leaving, target: targetOf(element) };
  };

  /** The same a moment later, for a window that closes itself on a press: a call inside it would never come back. */
  room.press_soon = () => {
    const why = room.pressing ? room.obstacle(room.pressing, true) : "is gone from the page";
    if (!why) setTimeout(() => room.pressing.click(), 0);
    return { why, leaving: false, target: "" };
  };

  room.is_leaving = () => room.leaving;

  /** Makes it ready for a press with the real mouse: {why, x, y}; a press that would meet anything else is stopped. */
  room.mark = () => {
    const why = room.pressing ? room.obstacle(room.pressing, true) : "is gone from the page";
    if (why) return { why, x: 0, y: 0 };
    const { pressing } = room;
    if (room.unmark) room.unmark();
    const box = pressing.getBoundingClientRect();
    pressing.setAttribute("data-denpyo-press", "");
    const stopMiss = (event) => {
      if (!event.isTrusted || event.composedPath().includes(pressing)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
    };
    const released = () => setTimeout(room.unmark, 0);
    room.unmark = () => {
      pressing.removeAttribute("data-denpyo-press");
      ["mousedown", "mouseup", "click"].forEach((type) => window.removeEventListener(type, stopMiss, true));
      window.removeEventListener("mouseup", released, true);
    };
    ["mousedown", "mouseup", "click"].forEach((type) => window.addEventListener(type, stopMiss, true));
    window.addEventListener("mouseup", released, true);
    return { why, x: box.left + box.width / 2, y: box.top + box.height / 2 };
  };
}

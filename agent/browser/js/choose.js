/**
 * Lists that a script draws (combo boxes of Dojo, jQuery UI, React …): opens one, tells its options, aims at one.
 * Real keys and the real mouse come from outside; nothing is chosen here, but the option of a list of the browser's own.
 *
 * room.choose_start(at): makes the control of position `at` in room.found ready and returns {why, kind}.
 *   kind: native (a select), text (focused, all selected: type now), drawn (press it: room.pressing is set).
 * room.choose_search(): whether opening moved the focus to a search field of the list: type there.
 * room.choose_list(at): returns [{words, disabled}]: the options that can be seen now.
 * room.aim(at): sets room.pressing to a control that was found.
 * room.choose_aim(n): sets room.pressing to an option of the last choose_list.
 * room.choose_native({at, n}): takes an option of a select; returns why not, or "".
 * room.choose_seen(at): returns {open, reading}: whether the option aimed at is still to be seen, and what the control
 *   holds.
 *
 * The options are those of the list the control names (aria-controls, aria-owns); where it names none, those that
 * could not be seen before it was opened. Which of them is meant is decided outside: exactly one, or none.
 */
(room) => {
  const OPTIONS = "[role=option],[role=menuitem],[role=menuitemradio],[role=treeitem],li";
  const LINKS = ["aria-controls", "aria-owns"];

  const active = () => {
    let element = document.activeElement;
    while (element && element.shadowRoot && element.shadowRoot.activeElement) element = element.shadowRoot.activeElement;
    return element;
  };

  const optionsIn = (root) => {
    const all = [...root.querySelectorAll(OPTIONS)].filter(room.isVisible);
    return all.filter((one) => !all.some((other) => other !== one && one.contains(other)));
  };

  const allOptions = () => room.rootsBelow(document).flatMap(optionsIn);

  /** The lists that the control, what wraps it, or the search field names as its own. */
  const named = (control) => {
    const owners = [control, control.closest("[role=combobox],[aria-owns],[aria-controls]"), active()].filter(Boolean);
    const ids = owners.flatMap((owner) => LINKS.flatMap((link) => (owner.getAttribute(link) || "").split(/\s+/)));
    return [...new Set(ids.filter(Boolean))]
      .map((id) => control.getRootNode().getElementById(id) || document.getElementById(id))
      .filter((list) => list && room.isVisible(list));
  };

  room.choose_start = (at) => {
    const control = (room.found || [])[at];
    const why = control ? room.obstacle(control, true) : "is gone from the page";
    if (why || control.tagName === "SELECT") return { why, kind: "native" };
    room.seenBefore = new Set(allOptions());
    room.options = [];
    if (control.readOnly || room.isDrawn(control)) {
      room.pressing = control;
      room.focusedBefore = active();
      return { why, kind: "drawn" };
    }
    control.focus();
    if (control.select) control.select();
    else document.execCommand("selectAll");
    return { why: active() === control ? "" : "does not take the focus", kind: "text" };
  };

  /** Whether the list brought a field to search in; the field the robot came from, still holding the focus, is none. */
  room.choose_search = () => {
    const element = active();
    return Boolean(element && element.matches("input:not([readonly])") && element !== room.pressing
      && element !== room.focusedBefore);
  };

  room.choose_list = (at) => {
    const control = room.found[at];
    if (!control || !control.isConnected) return [];
    const lists = named(control).map(optionsIn).filter((list) => list.length);
    room.options = control.tagName === "SELECT" ? [...control.options]
      : lists.length ? [...new Set(lists.flat())] : allOptions().filter((one) => !room.seenBefore.has(one));
    return room.options.map((one) => ({
      words: one.tagName === "OPTION" ? room.wordsOfOption(one) : room.wordsIn(one),
      disabled: Boolean(one.disabled) || one.getAttribute("aria-disabled") === "true" }));
  };

  room.aim = (at) => { room.pressing = room.found[at]; };

  room.choose_aim = (n) => { room.pressing = room.options[n]; };

  room.choose_native = ({ at, n }) => room.takeOption(room.found[at], room.options[n]);

  room.choose_seen = (at) => {
    const option = room.pressing;
    return { open: Boolean(option && option.isConnected && room.isVisible(option)), reading: room.reading(room.found[at]) };
  };
}

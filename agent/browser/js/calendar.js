/**
 * Calendars that pop up beside a field: tells which month one shows and aims at a day or at its arrows.
 *
 * room.calendar_start(at): aims at the field of position `at` in room.found; returns why it cannot be pressed, or "".
 * room.calendar_opener(at): aims at what opens the calendar after the field, in the same block; false: nothing.
 * room.calendar_look(eras): eras {name: western year before its first}; returns {year, month, n_days}, or null when no
 *   calendar has come since the start.
 * room.calendar_aim(what): sets room.pressing to a day (number), "next" or "prev"; false: there is none.
 *
 * A month is a run of cells that say 1, 2, 3 … without a gap, so the days of the months before and after it are never
 * taken. Whatever this gets wrong is seen by the read-back: the field then holds another day.
 */
(room) => {
  const CELLS = "td,a,button,span,div,abbr,[role=gridcell]";
  const DAY = /^(\d{1,2})日?$/;
  const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
  const OPENER = /カレンダー|日付|暦|calendar|\bdate|📅|🗓/i;
  const ARROWS = { next: /次|翌|next|›|»|>|→|▶|►/i, prev: /前|prev|‹|«|<|←|◀|◄/i };
  const YEAR = /年|year/i;

  const ownText = (element) => element.children.length ? "" : element.textContent.trim();

  /** What says a day: the innermost boxes, in the order of the page. */
  const dayCells = () => room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(CELLS)])
    .filter((one) => DAY.test(ownText(one)) && room.isVisible(one) && !room.seenBefore.has(one));

  const longestRun = (cells) => {
    let best = [];
    let run = [];
    for (const cell of cells) {
      const day = Number(DAY.exec(ownText(cell))[1]);
      run = day === run.length + 1 ? [...run, cell] : day === 1 ? [cell] : [];
      if (run.length > best.length) best = run;
    }
    return best.length >= 28 ? best : [];
  };

  const held = (box) => [...box.querySelectorAll("select,input")].filter(room.isVisible)
    .map((one) => one.tagName === "SELECT" && one.selectedOptions[0] ? one.selectedOptions[0].text : one.value);

  /** The words of a calendar's head: what stands in it before its first day, and what its own lists hold. */
  const headOf = (box, first) => [...room.textsIn(box)
    .filter((text) => !text.parentElement.closest("option") && room.isVisible(text.parentElement)
      && text.compareDocumentPosition(first) & Node.DOCUMENT_POSITION_FOLLOWING && !text.parentElement.contains(first))
    .map((text) => text.data), ...held(box)].join(" ").normalize("NFKC");

  /** The year a head names, western or of an era; null where it names none. */
  const yearIn = (head, eras) => {
    const western = /(?:^|\D)((?:19|20)\d\d)(?!\d)/.exec(head);
    if (western) return Number(western[1]);
    const inEra = new RegExp(`(${Object.keys(eras).join("|")})\\s*(元|\\d{1,2})(?!\\d)`).exec(head);
    return inEra ? eras[inEra[1]] + (inEra[2] === "元" ? 1 : Number(inEra[2])) : null;
  };

  const monthIn = (head, eras) => {
    const year = yearIn(head, eras);
    const number = /(\d{1,2})\s*月/.exec(head) || /(?:19|20)\d\d\s*[/.-]\s*(\d{1,2})(?!\d)/.exec(head);
    const name = MONTHS.findIndex((one) => new RegExp(`\\b${one}`, "i").test(head));
    const month = number ? Number(number[1]) : name + 1;
    return year && month >= 1 && month <= 12 ? { year, month } : null;
  };

  room.calendar_start = (at) => {
    const control = (room.found || [])[at];
    room.seenBefore = new Set();
    room.seenBefore = new Set(dayCells());
    room.pressing = room.calendarField = control;
    return control ? room.obstacle(control, true) : "is gone from the page";
  };

  /** A thing beside a field that opens its calendar: named so, or a small picture or sign; never a button of words. */
  const opens = (one) => {
    const names = [one.title, one.alt, one.getAttribute("aria-label"), one.className, one.id, one.getAttribute("src")];
    if (OPENER.test(names.concat(one.textContent, one.value).filter((text) => typeof text === "string").join(" "))) return true;
    return one.type !== "submit" && !/[\p{L}\p{N}]/u.test(one.textContent + (one.value || ""));
  };

  room.calendar_opener = (at) => {
    const control = room.found[at];
    const after = [...control.parentElement.querySelectorAll("button,img,a,input[type=button],input[type=image],[role=button]")]
      .filter((one) => room.isVisible(one) && opens(one)
        && control.compareDocumentPosition(one) & Node.DOCUMENT_POSITION_FOLLOWING);
    [room.pressing] = after;
    return Boolean(after.length);
  };

  room.calendar_look = (eras) => {
    const days = longestRun(dayCells());
    let box = days.length ? days[0].parentElement : null;
    for (let level = 0; box && level < 8 && !box.contains(room.calendarField); level++, box = box.parentElement) {
      const shown = box.contains(days[days.length - 1]) ? monthIn(headOf(box, days[0]), eras) : null;
      if (!shown) continue;
      room.calendar = { days, box };
      return { ...shown, n_days: days.length };
    }
    return null;
  };

  const arrow = (way) => {
    const { box, days } = room.calendar;
    const names = (one) => [one.title, one.getAttribute("aria-label"), one.textContent, one.alt, one.className]
      .filter((text) => typeof text === "string").join(" ").replace(/ui-corner|ui-state/g, "");
    const fits = [...box.querySelectorAll("a,button,[role=button],[role=presentation],img,th,span,div,td")]
      .filter((one) => room.isVisible(one) && !days.some((day) => one.contains(day)) && ARROWS[way].test(names(one)));
    const inner = fits.filter((one) => !fits.some((other) => other !== one && one.contains(other) && other.matches("a,button")));
    return inner.find((one) => !YEAR.test(names(one))) || inner[0];
  };

  room.calendar_aim = (what) => {
    const { days } = room.calendar;
    room.pressing = typeof what === "number" ? days[what - 1] : arrow(what);
    return Boolean(room.pressing);
  };
}

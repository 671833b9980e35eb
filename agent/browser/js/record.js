/**
 * Watches a person fill in a page, and tells the recorder what was done, in words the player understands.
 *
 * Told through window.__denpyoHeard, one object each, `kind`:
 *   arrived  a document has come      filled  a field left with a value     press  a button or link pressed
 *   grew     the press added fields   dialog  one answered by the person    key    a function key
 *   sent     a form sent by Enter     glance  what the page shows: pairs, tables, sentences
 *   begun    a document begins: those of frames may be ready before the page they stand in
 * Beside it stand `of`, the document's name, and `url`, empty where a script of another page has written the document.
 * Every control is named as `room.resolve` finds it again, every button as `room.pressable` does; where no words do,
 * by css. What stands in a password field or a one-time code is never read, nor after the page has shown it as text.
 *
 * Nothing on the page is changed, except that confirm, alert and prompt tell what the person answered.
 */
(room) => {
  const { plain, isVisible, CONTROL } = room;
  const BUTTON = "button,input[type=submit],input[type=button],input[type=image],input[type=reset],[role=button]";
  const PRESSABLE = `${BUTTON},a,summary,[onclick]`;
  const WIDGET = "[role=listbox],[role=option],[role=grid],[role=menu],[class*=datepicker],[class*=calendar],"
    + "[class*=picker],[class*=autocomplete],[class*=dropdown-menu],[class*=flatpickr],[class*=dijitPopup]";
  const ROW = "tr,[role=row]";
  const SECRET = /パスワード|暗証|password|passwd|pwd|\bpass\b|\bpin\b/i;
  const CODE = /ワンタイム|認証コード|one-?time|\botp\b/i;
  const first = new WeakMap();    // what a control held when it was first seen
  const told = new WeakMap();     // what was told of it last
  const touched = new WeakSet();  // the person has been in it
  const entered = new WeakSet();  // the person has put the cursor into it
  const secrets = new WeakSet();
  const names = new WeakMap();
  const pending = new Set();
  let inHand = null;              // the field the person was in last
  let n_presses = 0;
  let pressed_at = 0;
  let of = "";
  let root = null;                // the element of this document; another one when a script has written it anew
  let isWritten = false;

  const tell = (kind, what = {}) => {
    if (window.__denpyoHeard)
      window.__denpyoHeard({ kind, of, url: isWritten ? "" : location.href, at: Date.now(), ...what });
  };
  const tidy = (text) => (text || "").replace(/[\s\u00a0\u3000]+/g, " ").trim();
  /** A caption as it is written into the robot's YAML: without the marks the resolver drops anyway. */
  const bare = (text) => tidy(text).replace(/[(（【[](必須|任意|\*)[)）】\]]/g, "")
    .replace(/^(必須|[※*●■◆・\s])+/, "").replace(/(必須|[:：*※\s])+$/, "");
  const roots = () => room.rootsBelow(document);
  const controls = () => roots().flatMap((root) => [...root.querySelectorAll(CONTROL)]);

  // ---- what a control holds ------------------------------------------------------------------------
  const reading = (control) => room.reading(control) || { value: "", words: "", checked: false };
  const held = (control) => {
    const { value, words, checked } = reading(control);
    return control.type === "checkbox" ? String(checked) : control.type === "file" ? control.value : words || value;
  };
  /** Old pages dot a plain text by style, to keep the browser from offering to store it. */
  const isDotted = (control) => !/^(|none)$/.test(getComputedStyle(control).webkitTextSecurity || "");
  const note = (control) => {
    if (control.type === "password" || isDotted(control)) secrets.add(control);
    if (!first.has(control)) first.set(control, held(control));
  };
  const look = () => controls().forEach(note);

  // ---- naming a control ----------------------------------------------------------------------------
  const ownText = (label, control) => [...label.childNodes]
    .filter((node) => node !== control && !(node.contains && node.contains(control))).map((node) => node.textContent).join("");

  const headingsAbove = (control) => {
    const found = [];
    const CELL = "td,th,[role=gridcell],[role=cell]";
    for (let cell = control.closest(CELL); cell; cell = cell.closest(room.TABLE).parentElement.closest(CELL)) {
      if (!cell.closest(room.TABLE)) break;
      const rows = room.rowsOf(cell.closest(room.TABLE));
      const above = rows.slice(0, rows.indexOf(cell.closest(ROW))).reverse();
      above.map((row) => room.cellAt(row, room.columnOf(cell))).filter(Boolean).forEach((one) => found.push(one.textContent));
    }
    return found;
  };

  const isInGrid = (control) => {
    const row = control.closest(ROW);
    return row && room.cellsOf(row).filter((cell) => cell.querySelector(CONTROL)).length > 1;
  };

  const wordsLeft = (control) => {
    const found = [];
    for (let cell = control.closest("td,th,dd"); cell; cell = cell.parentElement.closest("td,th,dd"))
      if (cell.previousElementSibling) found.push(cell.previousElementSibling.textContent);
    for (let node = control, level = 0; node && level < 4 && node !== document.body; node = node.parentElement, level++)
      for (let before = node.previousSibling; before; before = before.previousSibling)
        if (!room.isMark(before.textContent)) { found.push(before.textContent); break; }
    if (/^(checkbox|radio)$/.test(control.type) && control.nextSibling) found.push(control.nextSibling.textContent);
    return found;
  };

  const wordsNear = (control) => {
    const box = control.getBoundingClientRect();
    return room.textsOf(roots()).filter((text) => text.data.trim().length <= 40)
      .map((text) => ({ text, at: room.boxOf(text) }))
      .filter(({ at }) => at.width && at.top < box.bottom && at.left < box.right && box.top - at.bottom < 80)
      .map(({ text, at }) => ({ text: text.data, far: Math.max(0, box.left - at.right) + 2 * Math.max(0, box.top - at.bottom) }))
      .sort((a, b) => a.far - b.far).slice(0, 8).map(({ text }) => text);
  };

  const captionsFor = (control) => {
    const own = control.type === "radio" ? [] : [...(control.labels || [])].map((label) => ownText(label, control));
    const root = control.getRootNode();
    const by = (control.getAttribute("aria-labelledby") || "").split(/\s+/).filter(Boolean)
      .map((id) => root.getElementById(id)?.textContent || "").join("");
    const left = wordsLeft(control);
    const above = headingsAbove(control);
    const all = [...own, by, control.getAttribute("aria-label"), ...(isInGrid(control) ? [...above, ...left] : [...left, ...above]),
      ...wordsNear(control), control.title, control.getAttribute("placeholder")];
    const choices = control.type === "radio" ? room.radioGroup(control).map((one) => plain(room.wordsOf(one))) : [];
    const words = all.map(bare).filter((text) => text && text.length <= 40 && /\p{L}{2}|\p{Script=Han}/u.test(plain(text)));
    return [...new Set(words)].filter((text) => !choices.includes(plain(text)));
  };

  const isOne = (found, control) => found === control || (found && control.type === "radio" && found.type === "radio"
    && room.radioGroup(control).includes(found));

  const upTo = (n) => Array.from({ length: n }, (_, k) => k + 1);

  /** The ways to ask for a label, the plainest first. */
  const waysToAsk = (label, section, reads) => {
    const ask = (more) => ({ label, section: "", row: 0, part: 0, css: "", reads, ...more });
    const plainly = [ask({}), ...upTo(60).map((row) => ask({ row })), ...upTo(6).map((part) => ask({ part }))];
    return section ? [...plainly, ...plainly.map((one) => ({ ...one, section }))] : plainly;
  };

  const generated = (name) => /[0-9a-f]{8}|\d{4}|[:.]/.test(name);

  const cssFor = (element) => {
    const tag = element.tagName.toLowerCase();
    const only = (css) => roots().flatMap((root) => [...root.querySelectorAll(css)]).filter(isVisible).length === 1;
    const byName = element.name ? `${tag}[name="${CSS.escape(element.name)}"]` : "";
    const byId = element.id && !generated(element.id) ? `${tag}#${CSS.escape(element.id)}` : "";
    const short = [byId, byName, element.className && typeof element.className === "string"
      ? `${tag}.${CSS.escape(element.classList[0] || "")}` : ""].find((css) => css && !css.endsWith(".") && only(css));
    if (short) return short;
    const path = [];
    for (let up = element; up && up !== document.body && up.parentElement; up = up.parentElement) {
      const like = [...up.parentElement.children].filter((one) => one.tagName === up.tagName);
      path.unshift(up.tagName.toLowerCase() + (like.length > 1 ? `:nth-of-type(${like.indexOf(up) + 1})` : ""));
      if (only(path.join(" > "))) break;
    }
    return path.join(" > ");
  };

  const named = (control) => {
    const reads = Boolean(control.readOnly || control.disabled);
    const section = room.sectionOf(control);
    for (const label of captionsFor(control)) {
      const ways = waysToAsk(label, section, reads);
      const reports = room.resolve(ways);
      const at = room.found.findIndex((found) => isOne(found, control));
      if (at < 0) continue;
      const { label: words, section: under, row, part } = ways[at];
      return { label: words, section: under, part, css: "", row: reports[at].how === "column" ? row || 1 : row };
    }
    return { label: "", section: "", row: 0, part: 0, css: cssFor(control) };
  };

  const nameOf = (control) => {
    if (!names.has(control)) names.set(control, named(control));
    return names.get(control);
  };

  // ---- fields --------------------------------------------------------------------------------------
  const isCode = (control) => control.autocomplete === "one-time-code" || CODE.test(nameOf(control).label);
  const isSecret = (control) => secrets.has(control) || isCode(control) || control.type === "password"
    || SECRET.test(`${control.autocomplete} ${control.name} ${nameOf(control).label}`.normalize("NFKC"));

  const described = (control, more = {}) => {
    const secret = isSecret(control);
    const { value, words } = secret ? { value: "", words: "" } : reading(control);
    const options = control.tagName === "SELECT" ? [...control.options].map((one) => tidy(one.text)).slice(0, 40) : [];
    return { name: nameOf(control), secret, code: isCode(control), options, day: dayOf(control),
      parameter: secret ? control.name || "" : "",
      control: control.isContentEditable ? "editable" : room.isDrawn(control) ? "drawn" : control.type || "",
      locked: Boolean(control.readOnly),
      value: secret ? "" : control.type === "checkbox" ? held(control) : value, words: tidy(words),
      longest: control.maxLength > 0 ? control.maxLength : 0, ...more };
  };

  const tellField = (control, more = {}) => {
    pending.delete(control);
    const secret = isSecret(control);
    if (!secret && told.get(control) === held(control)) return;
    told.set(control, secret ? "" : held(control));
    tell("filled", described(control, { by: "person", ...more }));
  };

  // ---- days in several boxes -------------------------------------------------------------------------
  const DAY_PIECE = /^(\d{1,2}|\d{4}|元|[MTSHR]|明治|大正|昭和|平成|令和)[年月日]?$/;

  const isDayBox = (control) => /^(select-one|text|tel|number)$/.test(control.type) && !control.closest(".ui-datepicker")
    && !secrets.has(control) && (DAY_PIECE.test(plain(held(control))) || !plain(held(control)));

  const boxesBeside = (control) => {
    const cell = control.closest("td,dd,li,p,fieldset") || control.parentElement;
    const all = [...cell.querySelectorAll(CONTROL)].filter(isVisible);
    return all.length >= 3 && all.length <= 4 && all.every(isDayBox) && /年|月|\/|-/.test(cell.textContent) ? all : [];
  };

  /** The boxes a control makes a day with: a name for them, its own place among them, how many; null where none. */
  const dayOf = (control) => {
    const boxes = boxesBeside(control);
    return boxes.length ? [JSON.stringify(nameOf(boxes[0])), boxes.indexOf(control) + 1, boxes.length] : null;
  };

  /** Fields the page filled in by itself since they were first seen; and days that stood there from the start. */
  const fieldsOfPage = () => controls().filter(isVisible).filter((control) => !touched.has(control) && !secrets.has(control))
    .filter((control) => control.type !== "radio" || control.checked).map((control) => {
      const now = held(control);
      if (now === told.get(control) || !now) return null;
      const is_changed = first.has(control) && first.get(control) !== now;
      const is_day = !control.readOnly && !control.disabled && /^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?$/.test(now);
      if (!is_changed && !is_day && !dayOf(control)) return null;
      told.set(control, now);
      const is_chosen = room.isDrawn(control) && entered.has(control);
      return described(control, { by: is_chosen ? "choice" : is_changed ? "page" : "start" });
    }).filter(Boolean);

  const flush = () => {
    [...pending].filter((control) => control.isConnected).forEach((control) => tellField(control));
    fieldsOfPage().forEach((one) => tell("filled", one));
  };

  const controlAt = (event) => {
    const [target] = event.composedPath();
    return target && target.closest ? target.closest(CONTROL) : null;
  };

  const onInput = (event) => {
    const control = event.isTrusted && controlAt(event);
    if (!control) return;
    note(control);
    touched.add(control);
    pending.add(control);
    if (control.type === "radio") room.radioGroup(control).forEach((one) => touched.add(one));
  };

  const onChange = (event) => {
    const control = event.isTrusted && controlAt(event);
    if (!control) return;
    onInput(event);
    tellField(control);
  };

  const onLeave = (event) => {
    const control = controlAt(event);
    if (control && pending.has(control)) tellField(control);
  };

  // ---- buttons and links ---------------------------------------------------------------------------
  const wordsFor = (element) => [element.innerText, element.value, element.alt, element.getAttribute("aria-label"), element.title]
    .filter((text) => typeof text === "string").map(tidy).find((text) => plain(text) && text.length <= 60) || "";

  const cellsBeside = (element) => {
    const line = element.closest("tr,li");
    const texts = line ? [...(line.cells || [line])].filter((cell) => !cell.contains(element) || cell === line)
      .map((cell) => tidy(cell.innerText)) : [];
    return texts.filter((text) => plain(text).length > 1 && text.length <= 40);
  };

  const isFound = (ask, element) => room.pressable(ask).state === "found" && room.pressing === element;

  const askFor = (element) => {
    const button = wordsFor(element);
    const section = room.sectionOf(element);
    const ask = (more) => ({ button, section: "", row: "", css: "", ...more });
    const rows = [...cellsBeside(element), ...(element.closest("tr") ? [button] : [])];
    const ways = button ? [ask({}), ...rows.map((row) => ask({ row })), ...(section ? [ask({ section })] : []),
      ...(section ? rows.map((row) => ask({ row, section })) : [])] : [];
    return ways.find((one) => isFound(one, element)) || { button, section: "", row: "", css: cssFor(element) };
  };

  const pressedThing = (event) => {
    const path = event.composedPath().filter((node) => node.nodeType === Node.ELEMENT_NODE);
    for (const node of path) {
      if (node.matches(PRESSABLE)) return node;
      if (node.matches(CONTROL) || node.tagName === "LABEL") return null;
    }
    const [target] = path;
    return target && target !== document.body && getComputedStyle(target).cursor === "pointer" ? target : null;
  };

  /** What the button itself adds to the body it posts. */
  const carriedBy = (element) => element.name && element.value
    ? new URLSearchParams([[element.name, element.value]]).toString() : "";

  const n_inTables = () => controls().filter((control) => isVisible(control) && control.closest(room.TABLE)).length;

  /** Fields that come after a press came by it, unless another press followed. */
  const watchGrowth = (number, before, press) => [100, 600, 1500].forEach((later) => setTimeout(() => {
    look();
    if (press === n_presses && n_inTables() > before) tell("grew", { number });
  }, later));

  /** A calendar or list drawn by a script has put its word into the field the person was in. */
  const watchChoice = (control) => setTimeout(() => {
    if (control && control.isConnected && held(control) !== told.get(control)) {
      touched.add(control);
      tellField(control, { by: "choice" });
    }
  }, 200);

  const onClick = (event) => {
    if (!event.isTrusted) return;
    const element = pressedThing(event);
    if (!element) return;
    const widget = Boolean(element.closest(WIDGET)) && inHand !== null;
    if (widget) { watchChoice(inHand); return; }
    flush();
    glance();
    n_presses += 1;
    pressed_at = Date.now();
    const number = `${performance.timeOrigin}/${n_presses}`;
    const form = element.form ? { action: room.ofForm(element.form, "action"), method: room.ofForm(element.form, "method").toUpperCase() } : null;
    tell("press", { number, ask: askFor(element), form, carries: carriedBy(element), is_link: element.tagName === "A" });
    watchGrowth(number, n_inTables(), n_presses);
  };

  const onKey = (event) => {
    if (event.isTrusted && /^F([1-4]|[6-9]|1[01])$/.test(event.key)) { flush(); tell("key", { key: event.key }); }
  };

  const onSubmit = (event) => {
    if (!event.isTrusted || Date.now() - pressed_at < 300) return;
    flush();
    tell("sent");
  };

  // ---- what a page shows ---------------------------------------------------------------------------
  const short = (text) => tidy(text).slice(0, 80);

  const pairsShown = () => {
    const captions = [...document.querySelectorAll("td,th,dt")].filter((cell) => isVisible(cell) && !cell.querySelector(CONTROL))
      .filter((cell) => cell.nextElementSibling && /^(TD|DD)$/.test(cell.nextElementSibling.tagName))
      .map((cell) => bare(cell.textContent)).filter((text) => text && text.length <= 20 && /\p{L}/u.test(text) && !SECRET.test(text));
    const labels = [...new Set(captions)].slice(0, 80);
    const shown = room.shown(labels.map((label) => ({ label, section: "", css: "" })));
    return labels.map((label, k) => [label, shown[k]])
      .filter(([, one]) => one.state === "found").map(([label, one]) => [label, short(one.readings[0].words || one.readings[0].value)]);
  };

  const nameOfTable = (table) => {
    const before = [...document.querySelectorAll("h1,h2,h3,h4,legend")]
      .filter((one) => one.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING);
    return short(table.caption ? table.caption.textContent : before.length ? before[before.length - 1].textContent : "");
  };

  /** Those without rows too: so a list may stand that found nothing. */
  const tablesShown = () => [...document.querySelectorAll("table")].filter((table) => isVisible(table) && !table.querySelector("table"))
    .filter((table) => table.rows.length && table.rows[0].cells.length > 1).slice(0, 16).map((table) => {
      const columns = [...table.rows[0].cells].map((cell) => short(cell.textContent));
      const unique = columns.filter((column) => column && columns.filter((other) => other === column).length === 1);
      const found = room.rows({ table: "", columns: unique });
      return { name: nameOfTable(table), columns: unique, rows: found.state === "found" ? found.rows.slice(0, 30) : [] };
    });

  const sentencesShown = () => (document.body ? document.body.innerText : "").split(/[\n\t]/).map(short)
    .filter((line) => line).slice(0, 2000);

  const glance = () => {
    if (controls().some((control) => control.type === "password")) return;
    const buttons = roots().flatMap((root) => [...root.querySelectorAll(BUTTON)]).filter(isVisible).map(wordsFor).filter(Boolean);
    tell("glance", { pairs: pairsShown(), tables: tablesShown(), sentences: sentencesShown(), buttons: buttons.slice(0, 40) });
  };

  // ---- dialogs -------------------------------------------------------------------------------------
  const listenTo = (name, said) => {
    const own = window[name];
    window[name] = function (text, ...rest) {
      const answer = own.call(window, text, ...rest);
      tell("dialog", { type: name, text: tidy(String(text ?? "")), accepted: said(answer) });
      return answer;
    };
  };
  listenTo("alert", () => true);
  listenTo("confirm", (answer) => answer);
  listenTo("prompt", (answer) => answer !== null);

  const begin = () => {
    of = `${performance.timeOrigin}/${Math.random()}`;
    tell("begun");
  };

  /** A script of this or another page has written the document anew (document.write): its listeners are gone. */
  const onWritten = () => {
    isWritten = true;
    begin();
    announce();
  };

  const onChanged = () => setTimeout(() => {
    if (root && document.documentElement && root !== document.documentElement) onWritten();
    look();
  }, 0);

  const arrive = () => {
    new MutationObserver(onChanged).observe(document, { childList: true, subtree: true });
    announce();
  };

  const announce = () => {
    root = document.documentElement;
    listen();
    look();
    const [entry] = performance.getEntriesByType("navigation");
    const asks = controls().some((control) => control.type === "password" && isVisible(control));
    tell("arrived", { title: document.title, asks_password: asks, how: entry ? entry.type : "" });
    setTimeout(glance, 500);
  };

  const onEnter = (event) => {
    inHand = controlAt(event) || inHand;
    if (inHand) entered.add(inHand);
    look();
  };

  /** Each is heard once, however often this is called. */
  const listen = () => {
    const heard = { focusin: onEnter, pointerdown: onEnter, input: onInput, change: onChange, focusout: onLeave,
      click: onClick, keydown: onKey, submit: onSubmit };
    Object.entries(heard).forEach(([type, on]) => window.addEventListener(type, on, true));
    window.addEventListener("pagehide", flush);
  };

  /** Called once more where a new window goes from its empty document to its first page. */
  room.arrived = () => {
    isWritten = false;
    root = null;
    begin();
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", arrive);
    else arrive();
  };
  listen();
  room.arrived();
}

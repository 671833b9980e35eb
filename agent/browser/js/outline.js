/**
 * Lists what stands on a page, for people and for comparing it with what a robot expects. Changes nothing.
 *
 * room.outline({asks, shown}): asks as for room.resolve; shown: they are looked for as words beside a label too.
 *   returns {words, states, controls, captions, buttons, tables}:
 *   words: the asked labels, folded; states: one per ask, as room.resolve or room.shown say;
 *   controls: [{asked, label, word, section, control, locked, required, empty, column, options}] in reading order;
 *     asked: the ask that found it, or -1; label: the best words that lead to it, "" where none do;
 *   captions: [{label, word, section}]: short words of the page, whether a control follows them or not.
 * room.held(): every control of the page, hidden ones too: [[name, value]]; passwords are left out.
 */
(room) => {
  const { plain, isVisible, CONTROL } = room;
  const MARKED = /必須|required|^\s*[*＊※]|[*＊※]\s*$/i;
  const BUTTON = "button,input[type=submit],input[type=button],input[type=image],input[type=reset],[role=button],a,summary,[onclick]";
  const WORDLESS = "script,style,option,a,button,select,textarea";
  const LONGEST = 30;

  const tidy = (text) => (text || "").replace(/[\s\u00a0\u3000]+/g, " ").trim();
  const bare = (text) => tidy(text).replace(/[(（【[]?(必須|任意|required)[)）】\]]?/gi, "")
    .replace(/^[*＊※●■◆・\s]+|[:：*＊※\s]+$/g, "");
  const isCaption = (text) => {
    const word = plain(text);
    return word.length > 1 && word.length <= LONGEST && /\p{L}/u.test(word);
  };

  /** A text, and the small boxes round it that say the same: marks may stand in a box of their own. */
  const wordsRound = (text) => {
    const word = plain(text.data);
    const found = isCaption(text.data) ? [text.data] : [];
    let up = text.parentElement;
    for (let depth = 0; found.length && depth < 4 && up && up !== document.body; depth++, up = up.parentElement) {
      if (up.textContent.length > 2 * LONGEST || up.querySelector(`${CONTROL},a,button`) || plain(up.textContent) !== word) break;
      found.push(up.textContent);
    }
    return found;
  };

  const captionsOfPage = () => {
    const found = new Map();
    const keep = (raw, section) => {
      const key = `${section}\n${plain(raw)}`;
      if (!found.has(key) || MARKED.test(tidy(raw))) found.set(key, { raw: tidy(raw), word: plain(raw), section });
    };
    room.textsOf(room.rootsBelow(document)).forEach((text) => {
      const parent = text.parentElement;
      if (!parent || parent.closest(WORDLESS) || !isVisible(parent)) return;
      const section = room.sectionOf(parent);
      wordsRound(text).forEach((raw) => keep(raw, section));
    });
    return [...found.values()];
  };

  const ownNames = (control) => ["aria-label", "title", "placeholder"].map((name) => control.getAttribute(name))
    .filter((text) => text && isCaption(text)).map((raw) => ({ raw: tidy(raw), word: plain(raw), section: room.sectionOf(control) }));

  /** The best words that lead to each control, as the resolver would find it. */
  const namesOf = (captions, controls) => {
    const all = [...captions, ...controls.flatMap(ownNames)];
    room.resolve(all.map(({ raw, section }) => ({ label: raw, section, row: 0, part: 0, css: "", reads: true })));
    const names = new Map();
    room.claims.forEach((claim, k) => {
      if (claim.element && claim.score > (names.get(claim.element)?.score || 0)) names.set(claim.element, { ...claim, ...all[k] });
    });
    return names;
  };

  const isEmpty = (control) => {
    const { value, checked } = room.reading(control);
    return /^(checkbox|radio)$/.test(control.type) ? !checked && !value.trim() : !value.trim();
  };

  const isRequired = (control, raw) => Boolean(control.required) || control.getAttribute("aria-required") === "true"
    || MARKED.test(raw) || (isEmpty(control) && control.matches(":invalid,[aria-invalid=true]"));

  const told = (control, asked, name) => ({
    asked, label: name ? bare(name.raw) : "", word: name ? name.word : "", section: room.sectionOf(control),
    control: control.isContentEditable ? "editable" : room.isDrawn(control) ? "drawn" : control.type || control.tagName.toLowerCase(),
    locked: Boolean(control.disabled || control.readOnly || control.getAttribute("aria-disabled") === "true"),
    required: isRequired(control, name ? name.raw : ""), empty: isEmpty(control), column: Boolean(name && name.how === "column"),
    options: control.tagName === "SELECT" ? [...control.options].slice(0, 300).flatMap((one) => [tidy(one.text), one.value]) : [],
  });

  const buttons = () => [...new Set(room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(BUTTON)])
    .filter(isVisible).map((one) => tidy(one.innerText || one.value || one.alt || one.getAttribute("aria-label")))
    .filter((words) => words && words.length <= LONGEST))].slice(0, 80);

  const tables = () => room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(room.TABLE)]).filter(isVisible)
    .filter((table) => !table.querySelector(room.TABLE) && room.rowsOf(table).length).slice(0, 20)
    .map((table) => ({ name: tidy(table.caption ? table.caption.textContent : table.getAttribute("aria-label")),
      columns: room.cellsOf(room.rowsOf(table)[0]).map((cell) => tidy(cell.textContent)).filter((text) => text && text.length <= LONGEST) }))
    .filter(({ columns }) => columns.length > 1);

  room.outline = ({ asks, shown }) => {
    const resolved = room.resolve(asks);
    const states = shown ? room.shown(asks) : resolved;
    const found = shown ? room.placesShown(asks).map((places) => places[0]) : room.found;
    const controls = room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll(CONTROL)]).filter(isVisible);
    const captions = captionsOfPage();
    const names = namesOf(captions, controls);
    return { words: asks.map((ask) => plain(ask.label)), states: states.map(({ state }) => state),
      controls: controls.map((control) => told(control, found.indexOf(control), names.get(control))),
      captions: captions.map(({ raw, word, section }) => ({ label: bare(raw), word, section })),
      buttons: buttons(), tables: tables() };
  };

  room.held = () => {
    const controls = room.rootsBelow(document).flatMap((root) => [...root.querySelectorAll("input,select,textarea,[contenteditable]")]);
    const count = new Map();
    return controls.filter((one) => !/^(password|submit|button|reset|image)$/.test(one.type)).map((one) => {
      const base = `${one.form ? one.form.getAttribute("name") || one.form.id || [...document.forms].indexOf(one.form) : "-"}/`
        + (one.getAttribute("name") || one.id || one.tagName.toLowerCase());
      count.set(base, (count.get(base) || 0) + 1);
      const tick = /^(checkbox|radio)$/.test(one.type);
      return [count.get(base) > 1 ? `${base}#${count.get(base)}` : base, tick ? String(one.checked) : "value" in one ? one.value : one.textContent];
    });
  };
}

/**
 * Types texts into the controls that resolve found, as a person would: focus, select all, insert, Tab, leave.
 *
 * room.fill(jobs):
 *   jobs:    [{at, text, keys}]: position in room.found, and the text in the control's own writing
 *            ("true"/"false" for a tick box, value or words of the option for a list or radio group).
 *            keys: a text field is only made ready (checked, focused, all selected); real keys follow.
 *   returns: null, or {at, why} of the first control that must not or would not take its text; what stands
 *            after it was not touched. `why` never holds the text: it may be personal data.
 *
 * insertText makes the browser itself edit the field: input events are trusted, maxlength and the change event on
 * leaving work as under a keyboard. The Tab key events are made here and are not trusted; a page that insists on
 * trusted keys needs `typing: keys`.
 */
(room) => {
  const SET_BY_VALUE = ["date", "datetime-local", "month", "week", "time", "number", "range", "color"];

  /** The Tab key, for pages that look up or reformat on a key. */
  const tab = (control) => ["keydown", "keyup"].forEach((type) => control.dispatchEvent(
    new KeyboardEvent(type, { key: "Tab", code: "Tab", keyCode: 9, which: 9, bubbles: true, composed: true })));

  const only = (list) => {
    if (!list.length) return "has no such option";
    return list.length > 1 ? "has several such options" : list[0].disabled ? "has this option disabled" : "";
  };

  const tick = (control, text) => {
    if (control.checked !== (text === "true")) control.click();
    return control.checked === (text === "true") ? "" : "does not keep the tick";
  };

  const chooseRadio = (control, text) => {
    const fits = room.radioGroup(control)
      .filter((radio) => radio.value === text || room.plain(room.wordsOf(radio)) === room.plain(text));
    const why = only(fits);
    if (!why && !fits[0].checked) fits[0].click();
    return why || (fits[0].checked ? "" : "does not keep the choice");
  };

  /** The words of an option; where they stand twice, with those of its group before them. */
  room.wordsOfOption = (option) => {
    const group = option.parentElement.tagName === "OPTGROUP" ? option.parentElement.label : "";
    const twins = [...option.closest("select").options].filter((other) => room.plain(other.text) === room.plain(option.text));
    return group && twins.length > 1 ? `${group} ${option.text}` : option.text;
  };

  const chooseOption = (control, text) => {
    const options = [...control.options];
    const byValue = options.filter((option) => option.value === text);
    const byWords = options.filter((option) => room.plain(option.text) === room.plain(text));
    const fits = [byValue, byWords].find((list) => list.length)
      || options.filter((option) => room.plain(room.wordsOfOption(option)) === room.plain(text));
    return only(fits) || room.takeOption(control, fits[0]);
  };

  /** Takes one option of a list, as a person would; "" when it stands. */
  room.takeOption = (control, option) => {
    control.focus();
    if (control.selectedOptions[0] !== option) {
      option.selected = true;
      room.send(control, "input", "change");
    }
    tab(control);
    control.blur();
    return "";
  };

  /** Selects what stands in the control, so that the next insert replaces it. */
  const selectAll = (control) => control.select ? control.select() : document.execCommand("selectAll");

  const typeText = (control, text, keys) => {
    if (control.maxLength >= 0 && text.length > control.maxLength) return `takes only ${control.maxLength} characters`;
    control.focus();
    selectAll(control);
    if (keys) return control.getRootNode().activeElement === control ? "" : "does not take the focus";
    const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete");
    if (text && !done) return "refuses text";
    tab(control);
    control.blur();
    return "";
  };

  /** Date, number and their like: the browser takes one writing only and turns any other into nothing. */
  const setValue = (control, text) => {
    control.focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set.call(control, text);
    if (control.value === "" && text !== "") return "refuses this writing";
    room.send(control, "input");
    tab(control);
    room.send(control, "change");
    control.blur();
    return "";
  };

  const type = (control, text, keys) => {
    if (control.type === "checkbox") return tick(control, text);
    if (control.type === "radio") return chooseRadio(control, text);
    if (control.tagName === "SELECT") return chooseOption(control, text);
    if (control.type === "file") return "takes a file: use `upload`";
    if (room.isDrawn(control)) return "is a list drawn by a script: use `choose`";
    return SET_BY_VALUE.includes(control.type) ? setValue(control, text) : typeText(control, text, keys);
  };

  room.obstacle_at = (at) => room.found[at] ? room.obstacle(room.found[at]) : "";

  room.fill = (jobs) => {
    for (const { at, text, keys } of jobs) {
      const control = (room.found || [])[at];
      const why = control ? room.obstacle(control) || type(control, text, keys) : "is gone from the page";
      if (why) return { at, why };
    }
    return null;
  };
}

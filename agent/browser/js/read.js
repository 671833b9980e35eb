/**
 * Reads controls back, after waiting until the fields the page fills itself hold something and its requests are answered.
 *
 * room.read({awaited, limit_ms}):
 *   awaited: [[position in room.found, what it should hold or ""]]; limit_ms: how long to wait.
 *   returns: {is_done: all awaited fields hold what they should and nothing the page asked is unanswered, unanswered:
 *     [paths], late: [positions still empty], values: [{value, words, checked} | null]} in the order of room.found.
 *
 * A field awaited by its value is awaited until it holds it in any writing (folded), or the time is over; whether it
 * truly is the value is judged by the reader, not here.
 */
(room) => {
  const valueOf = (control) => room.isDrawn(control) ? room.wordsIn(control)
    : "value" in control ? control.value : control.textContent;
  const folded = (text) => room.plain(text).replace(/[,¥円]/g, "");

  room.reading = (control) => {
    if (!control || !control.isConnected) return null;
    if (control.type === "radio") {
      const radio = room.radioGroup(control).find((one) => one.checked);
      return { value: radio ? radio.value : "", words: radio ? room.wordsOf(radio) : "", checked: Boolean(radio) };
    }
    const option = control.tagName === "SELECT" ? control.selectedOptions[0] : null;
    const words = option ? room.wordsOfOption(option) : room.isDrawn(control) ? room.wordsIn(control) : "";
    return { value: valueOf(control), words, checked: Boolean(control.checked) };
  };

  const isThere = ([at, wanted]) => {
    const control = room.found[at];
    if (!control || !control.isConnected) return true;
    const held = valueOf(control);
    return wanted ? folded(held) === folded(wanted) : Boolean(held.trim());
  };

  const isEmpty = ([at]) => {
    const control = room.found[at];
    return control && control.isConnected && !valueOf(control).trim();
  };

  room.read = async ({ awaited, limit_ms }) => {
    const end = performance.now() + limit_ms;
    let unanswered = await room.unanswered();
    while ((unanswered.length || !awaited.every(isThere)) && performance.now() < end) {
      await room.moment(5);
      unanswered = await room.unanswered();
    }
    return { is_done: !unanswered.length && awaited.every(isThere), unanswered,
      late: awaited.filter(isEmpty).map(([at]) => at), values: (room.found || []).map(room.reading) };
  };
}

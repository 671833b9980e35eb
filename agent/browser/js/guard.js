/**
 * Stands on every page from its first moment: refuses the commit until the robot's `commit` step lets it pass, once.
 *
 * room.commit is the words of the commit button ("" on a robot that never commits). A click on it and a submit of
 * the form that holds it are stopped before the page hears of them, whoever caused them: an Enter, a hook, the page's
 * own script. room.arm() opens; a second submit of the same form is stopped again. Where the robot says `carries:`,
 * every button posts to one address, and the network gate judges alone (room.watches is false).
 *
 * It also knows whether the document is about to be left, and what a reader notices on arrival.
 */
(room) => {
  room.leaving = false;
  room.armed = false;
  room.sent = false;
  room.early = 0;

  const isCommitButton = (element) => room.commit && element
    && element.matches("button,input[type=submit],input[type=button],input[type=image],a,[role=button],[onclick]")
    && room.wordsOn(element).includes(room.plain(room.commit));

  const holdsCommit = (form) => room.commit
    && [...room.ofForm(form, "elements"), ...form.querySelectorAll("a")].some(isCommitButton);

  const refuse = (event) => {
    if (event) { event.preventDefault(); event.stopImmediatePropagation(); }
    if (room.sent) return;
    room.early += 1;
  };

  const onClick = (event) => {
    const path = event.composedPath().filter((node) => node.nodeType === Node.ELEMENT_NODE);
    if (room.watches && !room.armed && path.slice(0, 4).some(isCommitButton)) refuse(event);
  };

  /** Another button of the same form (recalculate, look up) is not the commit. */
  const mayNot = (form, submitter) => room.watches && (!room.armed || room.sent) && holdsCommit(form)
    && (!submitter || isCommitButton(submitter));

  const leaves = (form, submitter) => {
    if (room.armed && holdsCommit(form) && (!submitter || isCommitButton(submitter))) room.sent = true;
    const target = (submitter && submitter.formTarget) || room.ofForm(form, "target");
    if (/^(_self|)$/.test(target || "")) room.leaving = true;
  };

  const submit = HTMLFormElement.prototype.submit;
  HTMLFormElement.prototype.submit = function () {
    if (mayNot(this, null)) { refuse(null); return; }
    leaves(this, null);
    submit.call(this);
  };

  const onSubmit = (event) => { if (mayNot(event.target, event.submitter)) refuse(event); };
  const onSubmitted = (event) => { if (!event.defaultPrevented) leaves(event.target, event.submitter); };
  const onLeaving = () => { room.leaving = true; };

  const listen = () => {
    window.addEventListener("click", onClick, true);
    window.addEventListener("submit", onSubmit, true);
    window.addEventListener("submit", onSubmitted);
    window.addEventListener("beforeunload", onLeaving);
  };
  listen();

  /** A script that writes the document anew (document.write) takes all listeners with it: ours are put back. */
  ["open", "write", "writeln"].forEach((name) => {
    const native = Document.prototype[name];
    Document.prototype[name] = function (...given) {
      const answer = native.apply(this, given);
      if (this === document) listen();
      return answer;
    };
  });

  /** Whether something like this stands on the page, to be seen or not. */
  room.stands = (css) => Boolean(document.querySelector(css));

  /** Goes to another part (#) of this document and lets the page hear of it; false where it is there already. */
  room.go_to_part = (part) => new Promise((done) => {
    const before = location.hash;
    window.addEventListener("hashchange", () => setTimeout(() => done(true), 0), { once: true });
    location.hash = part;
    if (location.hash === before) done(false);
  });

  room.arm = () => {
    room.armed = true;
    return room.early;
  };

  /** The form of the one commit button that stands here: {action, method}, or null. */
  const commitForm = () => {
    const found = room.commit ? room.pressable({ button: room.commit }) : null;
    return found && found.state === "found" ? found.form : null;
  };

  /** What a reader notices on arrival: the answer's status, a password asked for, words that refuse, what the page has
   *  asked and not been told, and the form of the commit button. */
  room.arrival = async (refusals) => {
    const unanswered = await room.unanswered();
    const [entry] = performance.getEntriesByType("navigation");
    const asks = room.rootsBelow(document).some((root) =>
      [...root.querySelectorAll("input[type=password]")].some(room.isVisible));
    const said = refusals ? [...document.querySelectorAll(refusals)].filter(room.isVisible) : [];
    return {
      status: entry ? entry.responseStatus || 0 : 0, asks_password: asks, unanswered, commit: commitForm(),
      refusal: said.map((one) => one.innerText.replace(/\s+/g, " ").trim()).join(" ").slice(0, 500) };
  };
}

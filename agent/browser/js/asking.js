/**
 * Knows which requests of the page's own scripts (fetch, XMLHttpRequest) are still unanswered.
 *
 * room.polls: beginnings of paths that the page asks without end, and that nobody waits for.
 * room.unanswered(): lets what the page has put off to its next moment begin, then returns the paths still unanswered.
 *
 * A request is answered when the page has heard of it: its handlers ran, and the body it reads has come. The page
 * gets its answers unchanged.
 */
(room) => {
  const { fetch, Request, URL, setTimeout } = window;   // as they were before the page came
  const BODIES = ["arrayBuffer", "blob", "formData", "json", "text"];
  const open = new Map();

  const pathOf = (address) => {
    try { return new URL(address instanceof Request ? address.url : address, document.baseURI).pathname; }
    catch { return ""; }  // the browser refuses it by itself
  };

  const awaiting = (path, answer) => {
    const one = {};
    const heard = () => setTimeout(() => open.delete(one), 0);
    open.set(one, path);
    answer.then(heard, heard);
  };

  const watchBodies = (path, response) => BODIES.forEach((name) => {
    const own = response[name];
    response[name] = (...given) => {
      const body = own.apply(response, given);
      awaiting(path, body);
      return body;
    };
  });

  window.fetch = function (address, ...rest) {
    const answer = fetch.call(this, address, ...rest);
    const path = pathOf(address);
    awaiting(path, answer);
    answer.then((response) => watchBodies(path, response), () => {});
    return answer;
  };

  const { open: begin, send } = XMLHttpRequest.prototype;
  const paths = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    paths.set(this, pathOf(address));
    return begin.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...given) {
    let over;
    awaiting(paths.get(this) ?? "", new Promise((done) => { over = done; }));
    this.addEventListener("loadend", over, { once: true });
    try { return send.apply(this, given); }
    catch (error) { over(); throw error; }
  };

  room.unanswered = async () => {
    await room.moment();
    return [...open.values()].filter((path) => !room.polls.some((poll) => path.startsWith(poll)));
  };
}

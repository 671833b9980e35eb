// The review page by keyboard: Enter and arrows walk the fields, the place of the one in hand is shown in the document.
"use strict";

const form = document.getElementById("review");
const paper = document.querySelector(".paper");
const why = document.getElementById("why");
const stops = () => [...form.querySelectorAll("input, select, button.main")].filter(one => one.type !== "hidden" && one.checkVisibility());

function walk(from, step) {
  const all = stops();
  const next = all[all.indexOf(from) + step];
  if (!next) return;
  next.focus();
  if (next.select) next.select();
}

function show(number) {
  for (const one of paper.querySelectorAll(".here")) one.classList.remove("here");
  const marks = [...paper.querySelectorAll("[data-n]")].filter(one => number && one.dataset.n.split(" ").includes(number));
  for (const one of marks) one.classList.add("here");
  if (marks.length) bring(marks[0]);
}

// Only the document moves, never the window: the field in hand stays where the eye is.
function bring(mark) {
  for (let box = mark.parentElement; paper.contains(box); box = box.parentElement) {
    const at = mark.getBoundingClientRect(), around = box.getBoundingClientRect();
    box.scrollTop += at.top + at.height / 2 - around.top - box.clientHeight / 2;
    box.scrollLeft += at.left + at.width / 2 - around.left - box.clientWidth / 2;
  }
}

form.addEventListener("focusin", event => show(event.target.dataset.n || ""));

form.addEventListener("keydown", event => {
  const one = event.target;
  if (event.isComposing) return;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    if (why && !why.value) why.focus();
    else if (why) form.requestSubmit();
  } else if (event.key === "Enter" && one.matches("input")) {
    event.preventDefault();
    walk(one, 1);
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && one.matches("input:not([list])")) {
    event.preventDefault();
    walk(one, event.key === "ArrowDown" ? 1 : -1);
  }
});

// What stands as it stood is not sent: an order of hundreds of lines is still a small form.
const spare = on => {
  for (const one of form.querySelectorAll("input[data-shown]")) one.disabled = one.previousElementSibling.disabled = on && one.value === one.dataset.shown;
};
form.addEventListener("submit", () => spare(true));
window.addEventListener("pageshow", () => spare(false));

form.addEventListener("click", event => {
  const taken = event.target.closest("[data-take]");
  if (!taken) return;
  const field = document.getElementById(taken.dataset.for);
  field.value = taken.dataset.take;
  field.focus();
});

paper.addEventListener("click", event => {
  const mark = event.target.closest("[data-n]");
  const number = mark && mark.dataset.n.split(" ")[0];
  const field = number && form.querySelector(`[data-n="${CSS.escape(number)}"]`);
  if (field) field.focus();
});

const first = form.querySelector("[aria-invalid]") || form.querySelector(".first .field input:not([type=hidden])");
if (first && !first.readOnly) first.focus();

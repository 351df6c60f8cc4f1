/** Makes tasks boxes to tick; this browser remembers the ticks, by page and by the key of each task. */

const { content, dataset } = document.querySelector("[data-progress]");
const page = `checklist:${location.pathname}`;
const bars = [];
const total = document.createElement("span");
const isChanged = (box) => box.checked !== box.defaultChecked;
const boxes = Array.from(document.querySelectorAll("[data-task]"), (mark) => {
  const box = document.createElement("input");
  box.type = "checkbox";
  box.className = mark.className;
  box.name = mark.dataset.task;
  box.defaultChecked = mark.textContent === "☑";
  mark.replaceWith(box);
  return box;
});
let storage = {}; // refused, ticks last as long as the page
try {
  storage = localStorage;
} catch {}

const lists = [...new Set(boxes.map((box) => box.closest(":is(ul, ol):not(li *)")))];
const count = (place, words, boxes) =>
  (place.textContent = words.replace("{done}", boxes.filter((box) => box.checked).length).replace("{total}", boxes.length));

function recall() {
  const changed = `${storage[page]}`.split(",");
  for (const box of boxes) box.checked = box.defaultChecked !== changed.includes(box.name);
  for (const tell of bars) tell();
}

for (const list of lists) {
  const own = boxes.filter((box) => list.contains(box));
  const bar = content.firstChild.cloneNode(true);
  const [status, clear, undo, paper] = bar.children;
  let cleared;

  function tell() {
    count(status, dataset.progress, own);
    count(total, dataset.total, boxes);
    undo.hidden = !cleared;
    clear.hidden = cleared || !own.some(isChanged);
  }

  function keep(boxesCleared) {
    cleared = boxesCleared;
    storage[page] = boxes.filter(isChanged).map((box) => box.name);
    tell();
  }

  function swap() {
    const turned = cleared ?? own.filter(isChanged);
    for (const box of turned) box.checked = box.defaultChecked !== !!cleared;
    keep(cleared ? null : turned);
    (cleared ? undo : clear).focus();
  }

  list.onchange = () => keep();
  clear.onclick = undo.onclick = swap;
  paper.onclick = () => print();
  if (list !== lists.at(-1)) paper.remove();
  else if (lists[1]) paper.before(total);
  bars.push(tell);
  list.after(bar);
}

recall();
addEventListener("storage", recall);

/** Makes tasks boxes to tick; this browser remembers the ticks, by page and by the key of each task. */

const { content, dataset } = document.querySelector("[data-progress]");
const page = `checklist:${location.pathname}`;
const bars = [];
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
let storage = {}; // where nothing may be kept, ticks last as long as the page
try {
  storage = localStorage;
} catch {}

function recall() {
  const changed = `${storage[page]}`.split(",");
  for (const box of boxes) box.checked = box.defaultChecked !== changed.includes(box.name);
  for (const tell of bars) tell();
}

for (const list of new Set(boxes.map((box) => box.closest(":is(ul, ol):not(li *)")))) {
  const own = boxes.filter((box) => list.contains(box));
  const bar = content.firstChild.cloneNode(true);
  const [status, clear, undo, paper] = bar.children;
  let cleared;

  function tell() {
    const done = own.filter((box) => box.checked).length;
    status.textContent = dataset.progress.replace("{done}", done).replace("{total}", own.length);
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
    keep(cleared ? undefined : turned);
    (cleared ? undo : clear).focus();
  }

  list.onchange = () => keep();
  clear.onclick = undo.onclick = swap;
  paper.onclick = () => print();
  bars.push(tell);
  list.after(bar);
}

recall();
addEventListener("storage", recall);

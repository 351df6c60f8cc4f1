/** Opens search over the page: by its link, or by "/" where nothing is typed; loads it only then. */

const link = document.querySelector("[data-search-link]");
const box = document.querySelector("[data-search]");
const start = async (box, page) => (await import(box.dataset.search)).start(box, page);
let search = box && start(box);

async function load() {
  const page = new DOMParser().parseFromString(await (await fetch(link.href)).text(), "text/html");
  return start(page.querySelector("[data-search]"), page.documentElement);
}

function open(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  search ??= load();
  search.then(
    (show) => show(),
    () => location.assign(link.href),
  );
}

function isOff() {
  try {
    return localStorage.searchKey === "off";
  } catch {}
}

link.addEventListener("click", (event) => event.shiftKey || open(event));
addEventListener("keydown", (event) => {
  const typing = event.isComposing || event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !isOff()) open(event);
});

/** Lets the reader switch between light and dark colours, and remembers what the system would not have chosen. */

const root = document.documentElement;
const button = document.querySelector("[data-scheme-toggle]");
const system = matchMedia("(prefers-color-scheme: dark)");
const colours = [...document.querySelectorAll("meta[name=theme-color]")].map((meta) => [meta, meta.content]);

const isDark = () => (root.dataset.scheme || (system.matches ? "dark" : "light")) === "dark";

/** Tell the browser's frame and the button what is shown. */
function show() {
  button.setAttribute("aria-pressed", isDark());
  for (const [meta, own] of colours) {
    const chosen = colours.find(([{ media }]) => media.includes(isDark() ? "dark" : "light"));
    meta.content = root.dataset.scheme && chosen ? chosen[1] : own;
  }
}

function toggle() {
  const wanted = isDark() ? "light" : "dark";
  root.dataset.scheme = (wanted === "dark") === system.matches ? "" : wanted;
  try {
    if (root.dataset.scheme) localStorage.setItem("scheme", wanted);
    else localStorage.removeItem("scheme");
  } catch {
    // Storage is refused: the choice lasts as long as the page.
  }
  show();
}

button.addEventListener("click", toggle);
system.addEventListener("change", show);
show();

/** Shows what a term means above its link to the glossary: when it is pointed at, focused or tapped. */

const { glossary, more } = document.querySelector("script[data-glossary]").dataset;
const pages = new Map();
const bubble = document.createElement("div");
const text = document.createElement("p");
const onwards = document.createElement("a");
let timer, wanted, shown, closed, pointer;

bubble.id = "_term";
bubble.popover = "auto"; // so that Escape and a tap elsewhere close it
onwards.textContent = more;
onwards.tabIndex = -1; // a tap needs it; keys follow the term itself
text.dir = "auto";
bubble.append(text, onwards);

/** A page of the site, fetched once; after a failure again. */
function page(address) {
  if (!pages.has(address)) {
    const found = fetch(address).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return new DOMParser().parseFromString(await response.text(), "text/html");
    });
    found.catch(() => pages.delete(address));
    pages.set(address, found);
  }
  return pages.get(address);
}

/** The definitions that stand below the term which a link names, "" when it names none, and their language. */
async function definition(link) {
  const source = await page(link.pathname);
  let element = source.getElementById(decodeURIComponent(link.hash.slice(1)));
  while (element?.tagName === "DT") element = element.nextElementSibling;
  const found = [];
  for (; element?.tagName === "DD"; element = element.nextElementSibling) found.push(element.textContent.trim());
  return [found.join(" "), source.documentElement.lang];
}

function hide() {
  wanted = null;
  if (bubble.matches(":popover-open")) bubble.hidePopover();
}

/** Show the bubble below a link, if it is still wanted once its words are there; say whether there were any. */
async function show(link) {
  clearTimeout(timer);
  if (wanted === link) return true;
  hide();
  wanted = link;
  const [words, language] = await definition(link).catch(() => [""]);
  if (wanted !== link) return true;
  if (!words) {
    wanted = null;
    return false;
  }
  text.textContent = words;
  text.lang = language;
  onwards.href = link.href;
  shown = link;
  link.setAttribute("aria-describedby", bubble.id);
  bubble.showPopover();
  return true;
}

/** Hide the bubble in a moment, unless the keyboard still holds it open. */
function leave({ pointerType }) {
  if (pointerType !== "touch") soon(() => wanted?.matches(":focus-visible") || bubble.matches(":focus-within") || hide());
}

/** Do something in a moment, unless the pointer goes elsewhere before. */
function soon(action) {
  clearTimeout(timer);
  timer = setTimeout(action, 250);
}

bubble.addEventListener("beforetoggle", ({ newState }) => {
  if (newState === "open") return;
  wanted = null;
  closed = shown;
  closed.removeAttribute("aria-describedby");
});
bubble.addEventListener("toggle", () => (closed = null));
bubble.addEventListener("pointerenter", () => clearTimeout(timer));
bubble.addEventListener("pointerleave", leave);
bubble.addEventListener("focusout", ({ relatedTarget }) => relatedTarget === wanted || hide());
addEventListener("pointerdown", ({ pointerType }) => (pointer = pointerType), true);

document.querySelector("main").append(bubble);
const addresses = glossary.split(" ");
for (const link of "popover" in HTMLElement.prototype ? document.querySelectorAll(".prose a[href*='#']") : []) {
  if (link.host !== location.host || !addresses.includes(link.pathname)) continue;
  link.dataset.term = "";
  link.addEventListener("pointerenter", ({ pointerType }) => pointerType !== "touch" && soon(() => show(link)));
  link.addEventListener("pointerleave", leave);
  // Closed by Escape, the bubble gives the focus back to its link, which must not open it again.
  link.addEventListener("focus", () => link !== closed && link.matches(":focus-visible") && show(link));
  link.addEventListener("blur", ({ relatedTarget }) => bubble.contains(relatedTarget) || hide());
  link.addEventListener("click", async (event) => {
    if (pointer !== "touch" || !event.detail) return; // a mouse or the Enter key follows the link
    event.preventDefault();
    if (!(await show(link))) location.assign(link.href);
  });
}

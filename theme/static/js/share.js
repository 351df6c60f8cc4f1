/** Sharing by the browser's own means: its share sheet where it has one, else the clipboard. The links need neither. */

const row = document.querySelector("[data-share]");
const { url, title, shareFailed, quotes } = row.dataset;
const status = row.querySelector("[role=status]");

/** Say something to all readers; what was said goes first, so that the same words are heard again. */
function say(place, message) {
  place.textContent = "";
  setTimeout(() => (place.textContent = message), 50);
}

/** Copy as browsers did before the clipboard API, which needs https and a permission. */
function copyThroughField(text) {
  const selection = getSelection();
  const range = selection.rangeCount && selection.getRangeAt(0);
  const before = document.activeElement;
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  before?.focus();
  if (range) selection.addRange(range);
  return copied;
}

async function copy(text, place, { copied, copyFailed }) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    if (!copyThroughField(text)) return say(place, `${copyFailed} ${text}`);
  }
  say(place, copied);
}

/** A reader who closes the sheet changed their mind; that is no failure. */
function share(data, place) {
  navigator.share(data).catch(({ name }) => name === "AbortError" || say(place, shareFailed));
}

/** Show the buttons that can work below an element, each with what it does. */
function enable(within, copies, shares) {
  const actions = { "[data-copy]": copies, "[data-native]": navigator.share && shares };
  for (const [buttons, action] of Object.entries(actions))
    for (const button of action ? within.querySelectorAll(buttons) : []) {
      button.hidden = false;
      button.addEventListener("click", action);
    }
}

enable(document, () => copy(url, status, row.dataset), () => share({ url, title }, status));

// What can be done with selected words comes when some are selected.
document.addEventListener("selectionchange", async function begin() {
  if (getSelection().isCollapsed) return;
  document.removeEventListener("selectionchange", begin);
  const { offerQuotes } = await import(quotes);
  offerQuotes(row, { copy, share, enable });
});

/** Shows "Copy link" and "Share…" where they can work. The share links need none of this. */

const status = document.querySelector("[data-share-status]");

function say(message) {
  if (status) status.textContent = message;
}

/** Show the button and do `action` when it is pressed. */
function enable(selector, action) {
  for (const button of document.querySelectorAll(selector)) {
    button.hidden = false;
    button.addEventListener("click", () => action(button.dataset));
  }
}

/** Copy as browsers did before the clipboard API, which needs https and a permission. */
function copyThroughField(text) {
  const field = document.createElement("textarea");
  const before = document.activeElement;
  field.value = text;
  field.readOnly = true;
  field.className = "visually-hidden";
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  before?.focus();
  return copied;
}

async function copy({ shareUrl }) {
  say(""); // so that a second copy is announced as well
  let copied = true;
  try {
    await navigator.clipboard.writeText(shareUrl);
  } catch {
    try {
      copied = copyThroughField(shareUrl);
    } catch {
      copied = false;
    }
  }
  say(copied ? "Link copied." : `The link could not be copied. Its address: ${shareUrl}`);
}

async function share({ shareUrl, shareTitle }) {
  try {
    await navigator.share({ url: shareUrl, title: shareTitle });
  } catch (error) {
    // A reader who closes the sheet changed their mind; that is no failure.
    if (error?.name !== "AbortError") say("Sharing did not work here. Please copy the link.");
  }
}

enable("[data-share-copy]", copy);
if (navigator.share) enable("[data-share-native]", share);

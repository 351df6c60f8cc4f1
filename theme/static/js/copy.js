/** Buttons that copy an address, or else the text above, and say so below. Without the clipboard, which needs https, they stay hidden. */

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const entry = button.closest("li");
  const status = entry.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    const { copy, copied } = button.dataset;
    await navigator.clipboard.writeText(copy || entry.querySelector("pre").textContent);
    status.textContent = "";
    setTimeout(() => (status.textContent = copied), 50); // emptied first, so that the same words are heard again
  });
}

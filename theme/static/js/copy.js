/** Buttons that copy an address, and say so below. Without the clipboard, which needs https, they stay hidden. */

for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
  const { copy, copied } = button.dataset;
  const status = button.closest("li").querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy);
    status.textContent = "";
    setTimeout(() => (status.textContent = copied), 50); // emptied first, so that the same words are heard again
  });
}

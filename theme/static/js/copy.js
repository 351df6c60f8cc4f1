/** Buttons that copy an address, else what their item of a list holds, and say so below. Without the clipboard, which
 * needs https, they stay hidden. */

for (const button of navigator.clipboard ? document.querySelectorAll("button[data-copied]") : []) {
  const { copy, copied } = button.dataset;
  const item = button.closest("li");
  const status = item.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(copy || item.querySelector("output, pre").textContent);
    status.textContent = "";
    setTimeout(() => (status.textContent = copied), 50); // emptied first, so that the same words are heard again
  });
}

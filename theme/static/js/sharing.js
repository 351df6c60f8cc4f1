/** Gives the frame that shows this page the height of its text, and the colours that the reader chooses around it. */

const root = document.documentElement;
const main = document.querySelector("main");

if (window.frameElement) {
  root.dataset.framed = "";
  new ResizeObserver(([{ target }]) => {
    window.frameElement.height = target.offsetHeight;
  }).observe(main);
}

addEventListener("storage", () => {
  root.dataset.scheme = localStorage.getItem("scheme") ?? "";
});

/** Plays a video in the place of its poster once a reader asks for it; before that nothing is asked of its network. */

for (const link of document.querySelectorAll("[data-embed]")) {
  link.setAttribute("role", "button");
  link.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault(); // the page would scroll
    link.click();
  });
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // another tab or window is wanted
    event.preventDefault();
    const src = new URL(link.dataset.embed);
    src.searchParams.set("autoplay", 1);
    const frame = Object.assign(document.createElement("iframe"), {
      src,
      title: link.querySelector("img").alt,
      allow: "autoplay; encrypted-media; picture-in-picture",
      allowFullscreen: true,
      // YouTube plays nothing for a page that does not say where it is.
      // https://developers.google.com/youtube/terms/required-minimum-functionality#embedded-player-api-client-identity
      referrerPolicy: "strict-origin-when-cross-origin",
    });
    link.replaceWith(frame);
    frame.focus();
  });
}

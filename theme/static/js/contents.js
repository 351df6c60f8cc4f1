/** Marks in the table of contents the section that is being read. */

const links = [...document.querySelectorAll(".contents a")];
const passed = new Set();
const byHeading = new Map(links.map((link) => [document.getElementById(decodeURIComponent(link.hash.slice(1))), link]));

/** The last heading that stands above the upper third of the window; before the first there is none. */
function mark() {
  const now = links.findLast((link) => passed.has(link));
  for (const link of links) {
    if (link === now) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

// Upwards the area has no end: a heading that has left the window stays in it, however far one jumps.
const observer = new IntersectionObserver(
  (changes) => {
    for (const { target, isIntersecting } of changes) passed[isIntersecting ? "add" : "delete"](byHeading.get(target));
    mark();
  },
  { rootMargin: "999999px 0px -67%" },
);
for (const heading of byHeading.keys()) observer.observe(heading);

/** Quotes: a bar below words that a reader selects, with a link that leads to these very words. */

const [SHORTEST, LONGEST] = [12, 280]; // characters that are offered as a quote
const [WHOLE, ENDS] = [60, 4]; // characters up to which a link holds all of it; words at each end of a longer one
const MOST_AROUND = 8; // words before and after it that tell one place from others
const SETTLED = 300; // milliseconds after which a selection is taken for finished
const UNSEEN = "script, style, noscript, [hidden], [popover], [data-quote]";
const BLOCKS = "p, li, dt, dd, td, th, pre, h1, h2, h3, h4, figcaption, summary, div, section, nav, header, footer, main";

const flat = (text) => text.replace(/\s+/g, " ");

/** The text of the page as a browser searches it, a line a block, and where a range of it begins and ends. */
function located(range) {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let [text, start, end, block] = ["", -1, 0];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeName === "BR") block = null;
    if (!node.data || node.parentElement.closest(UNSEEN)) continue;
    const its = node.parentElement.closest(BLOCKS);
    const shown = its?.nodeName === "PRE" ? String : flat;
    if (its !== block) text += "\n";
    block = its;
    if (range.intersectsNode(node)) {
      const until = (offset) => text.length + shown(node.data.slice(0, offset)).length;
      if (start < 0) start = until(node === range.startContainer ? range.startOffset : 0);
      end = until(node === range.endContainer ? range.endOffset : node.length);
    }
    text += shown(node.data);
  }
  return [text, start, end];
}

// "-" and "," divide the parts of a directive, "&" two of them. https://wicg.github.io/scroll-to-text-fragment/#syntax
const encoded = (text) => encodeURIComponent(text).replaceAll("-", "%2D");

/** What leads to words of this page: whole words, with as many around them as no other place has.
    No part of it goes over the end of a block, where no browser finds it. */
export function directive(range) {
  if (!Intl.Segmenter) return "";
  const [text, start, end] = located(range);
  const low = text.toLowerCase();
  const segments = new Intl.Segmenter(document.documentElement.lang, { granularity: "word" }).segment(text);
  const words = [...segments].filter((part) => part.isWordLike).map(({ index, segment }) => [index, index + segment.length]);
  const first = words.findIndex(([, behind]) => behind > start);
  const last = words.findLastIndex(([index]) => index < end);
  if (start < 0 || first < 0 || last < first) return "";
  const from = (word) => words[Math.max(word, 0)][0];
  const to = (word) => words[Math.min(word, words.length - 1)][1];
  const [left, right] = [from(first), to(last)];
  let [head, tail] = [text.slice(left, right), ""];
  if (head.includes("\n") || (head.length > WHOLE && last - first > 2 * ENDS)) {
    tail = text.slice(Math.max(left, from(last - ENDS + 1)), right).split("\n").pop().trimStart();
    head = text.slice(left, Math.min(right, to(first + ENDS - 1))).split("\n")[0].trimEnd();
  }
  const [middle, rest] = [left + head.length, right - tail.length];
  let [before, after] = ["", ""];
  for (let around = 0; around <= MOST_AROUND; around++) {
    before = text.slice(from(first - around), left).trim().split("\n").pop();
    after = text.slice(right, to(last + around)).trim().split("\n")[0];
    const begin = text.lastIndexOf(before, left);
    const behind = text.indexOf(after, right) + after.length;
    const sought = low.slice(begin, tail ? middle : behind);
    const isFirstEnd = !tail || low.indexOf(low.slice(rest, behind), middle) === rest;
    if (isFirstEnd && low.indexOf(sought) === low.lastIndexOf(sought)) break;
  }
  const parts = [before && `${encoded(before)}-`, encoded(head), encoded(tail), after && `-${encoded(after)}`];
  return `#:~:text=${parts.filter(Boolean).join()}`;
}

/** Offer to copy or share what is selected, in a bar that stands right behind it, for Tab as for the eye. */
export function offerQuotes(row, { copy, share, enable }) {
  const { url, title } = row.dataset;
  const prose = document.querySelector(".prose");
  const bar = row.querySelector("template").content.firstElementChild;
  const status = bar.querySelector("[role=status]");
  let quote, range, timer;

  function offer() {
    const selection = getSelection();
    if (!selection.isCollapsed && bar.contains(document.activeElement)) return;
    bar.remove();
    range = selection.rangeCount && selection.getRangeAt(0).cloneRange();
    quote = flat(String(range || "")).trim();
    if (quote.length < SHORTEST || quote.length > LONGEST || !prose.contains(range.commonAncestorContainer)) return;
    let block = range.endContainer;
    while (block.parentNode !== prose) block = block === prose ? block.childNodes[range.endOffset - 1] : block.parentNode;
    const [words, box] = [range, prose].map((place) => place.getBoundingClientRect());
    const start = document.dir === "rtl" ? box.right - words.right : words.left - box.left;
    bar.style.insetBlockStart = `${words.bottom - box.top}px`;
    bar.style.setProperty("--start", `${start}px`);
    status.textContent = "";
    block.after(bar);
  }

  function settle() {
    clearTimeout(timer);
    timer = setTimeout(offer, SETTLED);
  }

  const link = () => url + directive(range);
  const text = () => bar.dataset.form.replace("{title}", () => title).replace("{url}", link).replace("{quote}", () => quote);
  enable(bar, () => copy(text(), status, bar.dataset), () => share({ title, text: quote, url: link() }, status));
  bar.addEventListener("mousedown", (event) => event.preventDefault()); // which would end the selection before the click
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") bar.remove();
    // Who selected with nothing in focus but what holds the text goes on to the bar, not to the first link of all.
    if (event.key !== "Tab" || event.shiftKey || !bar.isConnected || !document.activeElement.contains(prose)) return;
    event.preventDefault();
    bar.querySelector("button:not([hidden])").focus();
  });
  document.addEventListener("selectionchange", settle);
  settle();
}

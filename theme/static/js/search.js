/** Search: a field, its results and their sections, on a page of their own and in a dialog over any other.
    Pagefind finds them. https://pagefind.app/docs/api/ */

const SIZE = 8; // results at a time
const SECTIONS = 3; // of a page
const PAUSE = 150; // milliseconds without a key after which a search begins
const SLOW = 500; // milliseconds after which it is told that one is under way
// What Pagefind knows of a page beside its text. Nobody who types a word means the address of a picture.
const SOUGHT = ["title", "topic"];
// Long articles are meant more often than short pages. https://pagefind.app/docs/ranking/
const RANKING = { pageLength: 0.4, metaWeights: { image: 0, image_alt: 0, date: 0 } };

/** Start the search in `box`, in a dialog if that was taken from another page; return what shows it. */
export function start(box, page) {
  const search = new Search(box);
  box.hidden = false;
  return page ? inDialog(search, page) : onPage(search);
}

/** The address holds the words; after Enter, other words are another entry of the history. */
function onPage(search) {
  const { form, field } = search;
  const asked = () => new URLSearchParams(location.search).get("q") ?? "";
  const follow = () => search.run((field.value = asked()));
  let isSettled = Boolean(asked());
  field.addEventListener("input", () => {
    const query = field.value.trim();
    const address = query ? `?${new URLSearchParams({ q: query })}` : location.pathname;
    history[isSettled ? "pushState" : "replaceState"](null, "", address);
    isSettled = false;
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    isSettled = true;
    search.run(field.value);
  });
  addEventListener("popstate", follow);
  if (asked()) follow();
  return () => search.focus();
}

function inDialog(search, page) {
  const { box, form, field, list } = search;
  const dialog = document.createElement("dialog");
  const close = search.part("close");
  dialog.className = "search-dialog";
  dialog.lang = page.lang;
  dialog.dir = page.dir;
  dialog.setAttribute("aria-label", search.words.search);
  dialog.append(box);
  document.body.append(dialog);
  close.hidden = false;
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close(); // beside what it holds
  });
  // A search field takes the first Escape for itself in some browsers.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  // A section may stand on the page below.
  list.addEventListener("click", (event) => {
    if (event.target.closest("a") && !(event.ctrlKey || event.metaKey || event.shiftKey)) dialog.close();
  });
  form.addEventListener("submit", (event) => {
    if (!field.value.trim()) event.preventDefault();
  });
  return () => {
    if (!dialog.open) dialog.showModal();
    search.focus();
  };
}

class Search {
  constructor(box) {
    this.box = box;
    this.words = JSON.parse(box.dataset.words);
    this.form = box.querySelector("form");
    this.field = box.querySelector("input");
    [this.status, this.note, this.list, this.more, this.elsewhere] = ["status", "note", "list", "more", "elsewhere"].map(
      (name) => this.part(name),
    );
    this.turn = 0;
    this.field.addEventListener("input", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.run(this.field.value), PAUSE);
    });
    this.more.addEventListener("click", () => this.add());
    box.addEventListener("keydown", (event) => this.move(event));
    this.offerKey();
  }

  part(name) {
    return this.box.querySelector(`[data-search-${name}]`);
  }

  focus() {
    this.field.focus();
    this.field.select();
    this.index().catch(() => {}); // a search tells what is wrong
  }

  /** Pagefind, ready to search. In the page itself: a worker would be the same code once more, for milliseconds. */
  index() {
    this.loading ??= import(this.box.dataset.index).then(async (pagefind) => {
      await pagefind.options({ noWorker: true, ranking: RANKING });
      await pagefind.init();
      return pagefind;
    });
    return this.loading;
  }

  async run(text) {
    clearTimeout(this.pause);
    const turn = ++this.turn;
    const query = text.trim();
    if (!query) return this.show("", []);
    const slow = setTimeout(() => this.say(this.words.loading), SLOW);
    try {
      const results = (await (await this.index()).search(query)).results.filter(isSought);
      const first = await loaded(results.slice(0, SIZE));
      if (turn === this.turn) this.show(query, results, first);
    } catch {
      this.loading?.then((pagefind) => pagefind.destroy()).catch(() => {});
      this.loading = undefined; // the next one may go well
      if (turn === this.turn) this.fail();
    } finally {
      clearTimeout(slow);
    }
  }

  show(query, results, first = []) {
    const count = results.length;
    this.results = results;
    this.list.replaceChildren();
    this.tellLanguage(results[0]);
    this.append(first);
    this.elsewhere.hidden = !query || count > 0;
    this.say(query && filled(count ? this.plural(count) : this.words.none, { count, query }));
  }

  fail() {
    this.show("", []);
    this.elsewhere.hidden = false;
    this.say(this.words.failed);
  }

  say(text) {
    this.status.textContent = text;
  }

  plural(count) {
    const forms = this.words.results;
    return forms[new Intl.PluralRules(this.words.language).select(count)] ?? forms.other;
  }

  /** Say so where results are in another language than the page: one without texts of its own has no index. */
  tellLanguage(result) {
    const found = result?.id.split("_")[0] ?? "";
    const wanted = document.documentElement.lang;
    this.list.lang = found;
    this.note.hidden = !found || primary(found) === primary(wanted);
    if (this.note.hidden) return;
    const names = new Intl.DisplayNames(this.words.language, { type: "language" });
    this.note.textContent = filled(this.words.other, { language: names.of(primary(wanted)), found: names.of(primary(found)) });
  }

  async add() {
    const shown = this.list.childElementCount;
    const { results } = this;
    const next = await loaded(results.slice(shown, shown + SIZE));
    if (results !== this.results || shown !== this.list.childElementCount) return;
    this.append(next);
    this.list.children[shown].querySelector("a").focus();
  }

  append(fragments) {
    this.list.append(...fragments.map((fragment) => this.item(fragment)));
    this.more.hidden = this.list.childElementCount >= this.results.length;
  }

  item({ url, meta, content, excerpt, sub_results }) {
    const item = this.part("result").content.cloneNode(true);
    const [link, facts, time, text, sections] = ["link", "facts", "date", "text", "sections"].map((name) =>
      item.querySelector(`[data-part="${name}"]`),
    );
    link.href = url;
    link.textContent = meta.title;
    facts.prepend(meta.topic ?? "");
    time.textContent = meta.date ? day(meta.date, this.list.lang) : "";
    facts.hidden = !meta.topic && !meta.date;
    text.append(...marked(excerpt, content));
    sections.append(...best(sub_results).map(({ url, title }) => entry(url, title)));
    sections.hidden = !sections.childElementCount;
    return item;
  }

  /** Arrows go through the field and the links of the results. */
  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const stops = [this.field, ...this.list.querySelectorAll("a")];
    const at = stops.indexOf(document.activeElement);
    if (at < 0 || !stops[at + step]) return;
    event.preventDefault();
    stops[at + step].focus();
  }

  /** A key alone can be pressed unawares, by voice too: it can be switched off.
      https://www.w3.org/WAI/WCAG22/Understanding/character-key-shortcuts */
  offerKey() {
    const choice = this.part("key");
    try {
      choice.checked = localStorage.searchKey !== "off";
      choice.addEventListener("change", () => localStorage.setItem("searchKey", choice.checked ? "on" : "off"));
    } catch {
      choice.parentElement.hidden = true; // nothing may be stored here
    }
  }
}

const isSought = ({ words, matchedMetaFields = SOUGHT }) =>
  words.length > 0 || matchedMetaFields.some((name) => SOUGHT.includes(name));
const loaded = (results) => Promise.all(results.map((result) => result.data()));
const primary = (language) => language.split("-")[0].toLowerCase();
const day = (date, language) =>
  new Date(date).toLocaleDateString(language, { dateStyle: "long", timeZone: "UTC" });
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

/** The sections with the most words that were found, in the order of the page. */
function best(sections) {
  const found = sections.filter(({ anchor }) => anchor);
  const most = found.toSorted((one, other) => other.locations.length - one.locations.length).slice(0, SECTIONS);
  return found.filter((section) => most.includes(section));
}

function entry(url, title) {
  const [item, link] = ["li", "a"].map((name) => document.createElement(name));
  link.href = url;
  link.textContent = title;
  item.append(link);
  return item;
}

/** An excerpt as text and marks. Pagefind writes < and > of the text as entities, so that tags are its own. */
function marked(excerpt, content) {
  const parts = excerpt.split(/<\/?mark>/).map((part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">"));
  const text = parts.join("");
  const marks = parts.map((part, place) => (place % 2 ? mark(part) : part));
  return [content.startsWith(text) ? "" : "… ", ...marks, content.endsWith(text) ? "" : " …"];
}

function mark(text) {
  const element = document.createElement("mark");
  element.textContent = text;
  return element;
}

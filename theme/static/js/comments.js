/** Loads the comments of an article once a reader asks for them: a service's own script, or replies from Mastodon. */

const box = document.querySelector("[data-comments]");
const part = (name) => box.querySelector(`[data-comments-${name}]`);
const [intro, button, thread, status] = ["intro", "show", "thread", "status"].map(part);
const BLOCKS = new Set(["P", "LI", "BLOCKQUOTE", "PRE"]);
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "medium" });

/** Return an element with what is in it; text stays text. */
function element(name, attributes = {}, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

/** Return a link to an address that was found elsewhere, or the words alone when it is no address of a page. */
function link(href, ...inside) {
  return /^https?:\/\//i.test(href) ? element("a", { href, rel: "nofollow ugc noopener" }, ...inside) : element("span", {}, ...inside);
}

/** Yield copies of what is in a foreign element: words, line breaks and links, and nothing else that it may hold. */
function* copies(from) {
  for (const node of from.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) yield node.data;
    else if (node.nodeName === "BR") yield element("br");
    else if (node.nodeName === "A") yield link(node.getAttribute("href"), node.textContent);
    else if (BLOCKS.has(node.nodeName)) yield element("p", {}, ...copies(node));
    else if (node.nodeType === Node.ELEMENT_NODE && !/^(SCRIPT|STYLE|TEMPLATE)$/.test(node.nodeName)) yield* copies(node);
  }
}

/** Return a reply; `content` is HTML of somebody else's server, which is read in a document that runs and loads nothing. */
function reply({ account, content, created_at: created, spoiler_text: warning, url, language }) {
  const text = element("div", { dir: "auto", ...(language && { lang: language }) });
  text.append(...copies(new DOMParser().parseFromString(content, "text/html").body));
  const when = element("time", { datetime: created }, day.format(new Date(created)));
  return element(
    "li",
    {},
    element("p", { class: "meta" }, link(account.url, element("bdi", {}, account.display_name || account.username)), link(url, when)),
    warning ? element("details", {}, element("summary", { dir: "auto" }, warning), text) : text,
  );
}

/** Show replies as the server orders them; a reply to a reply stands in a list below the first one. */
function show(replies) {
  const lists = new Map();
  const first = element("ol");
  for (const one of replies) {
    const item = reply(one);
    let list = lists.get(one.in_reply_to_id);
    if (list) {
      if (!list.parentNode) list.item.append(list);
    } else {
      list = first;
    }
    list.append(item);
    lists.set(one.id, list === first ? Object.assign(element("ol"), { item }) : list);
  }
  thread.append(first);
}

/** Load a service's own script, which the page holds as a template, in the scheme that the reader chose. */
function load() {
  const made = document.importNode(part("script").content, true);
  const script = made.querySelector("script");
  const { scheme } = document.documentElement.dataset;
  if (scheme && script.dataset.theme) script.dataset.theme = scheme;
  return new Promise((loaded, failed) => {
    script.addEventListener("load", loaded);
    script.addEventListener("error", failed);
    thread.append(made);
  });
}

async function fetchReplies() {
  const answer = await fetch(box.dataset.comments, { credentials: "omit", referrerPolicy: "no-referrer" });
  if (!answer.ok) throw new Error(answer.status);
  const { descendants } = await answer.json();
  if (descendants.length) show(descendants);
  else status.textContent = status.dataset.none;
}

button.addEventListener("click", async () => {
  button.disabled = true;
  status.textContent = "";
  try {
    await (box.dataset.comments ? fetchReplies() : load());
    button.remove();
    thread.focus({ preventScroll: true });
  } catch {
    thread.replaceChildren();
    status.textContent = status.dataset.failed;
    button.disabled = false;
  }
});
button.hidden = false;

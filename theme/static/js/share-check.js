/** The share check: what networks show of a head that a reader pastes, as plugins/networks reads and cuts it.
    Nothing is sent, and nothing of the page is loaded or run. */

const SHAPES = ["width", "height", "type"].map((name) => `any:og:image:${name}`);
const PARTS = ["title", "description"];
let table, MEASURES, cut;

// Reading a head

/** The tags of a page. A document that is parsed so runs no script and loads nothing. */
export function read(html, url = "") {
  const page = new DOMParser().parseFromString(html, "text/html");
  const all = (name) => [...page.querySelectorAll(name)];
  return {
    url,
    title: words(page.querySelector("title")),
    heading: words(page.querySelector("h1")),
    metas: all("meta").flatMap((element) =>
      ["property", "name", "itemprop"].map((attribute) => ({
        attribute,
        key: text(element, attribute),
        text: text(element, "content"),
      })),
    ),
    links: all("link").map((element) => ({ rel: split(text(element, "rel").toLowerCase()), text: text(element, "href") })),
    blocks: all("script")
      .filter((element) => text(element, "type").toLowerCase() === "application/ld+json")
      .map((element) => block(element.textContent)),
  };
}

const split = (text) => text.split(/\s+/).filter(Boolean);
const words = (element) => element && split(element.textContent).join(" ");
const text = (element, name) => (element.getAttribute(name) ?? "").trim();

function block(source) {
  try {
    return { data: JSON.parse(source) };
  } catch (error) {
    return { problem: error.message };
  }
}

/** All that a place of the table says, in the order of the page. */
function candidates(head, place) {
  const [kind, key] = parted(place);
  const found = (PLACES[kind] ?? ofMetas)(head, key, kind);
  return found.filter(({ text }) => text).map(({ text, key: own }) => ({ text, place: own ? `${kind}:${own}` : place }));
}

function parted(place) {
  const end = place.indexOf(":");
  return end < 0 ? [place, ""] : [place.slice(0, end), place.slice(end + 1)];
}

const readPlace = (head, place, takes) => candidates(head, place).at(takes === "last" ? -1 : 0);
const says = (head, place) => readPlace(head, place)?.text ?? "";

function firstOf(head, order, takes) {
  for (const place of order) {
    const found = readPlace(head, place, takes);
    if (found) return found;
  }
}

/** HTML's own names count in whatever letters, those with a colon as they are written. */
function ofMetas(head, keys, attribute) {
  return head.metas
    .filter((meta) => attribute === "any" || attribute === meta.attribute)
    .map(({ key, text }) => ({ text, key: key.includes(":") ? key : key.toLowerCase() }))
    .filter(({ key }) => keys.split("|").includes(key));
}

const PLACES = {
  title: (head) => [{ text: head.title }],
  h1: (head) => [{ text: head.heading }],
  link: (head, rel) => head.links.filter((link) => split(rel).every((word) => link.rel.includes(word))),
  host: (head) => [{ text: URL.canParse(head.url) && new URL(head.url).hostname.replace(/^www\./, "") }],
  "json-ld": (head, name) => {
    const nodes = table.google.includes(name) ? head.blocks.flatMap(({ data }) => every(data)) : mastodons(head);
    return nodes.map((node) => ({ text: value(node, name) }));
  },
};

const isNode = (data) => data && typeof data === "object" && !Array.isArray(data);
const nodes = (data) => [data].flat().filter(isNode);
const every = (data) => nodes(data).flatMap((node) => [node, ...every(node["@graph"])]);
const mastodons = (head) =>
  head.blocks.flatMap(({ data }) => nodes(data)).filter((node) => table.mastodon.includes(node["@type"])).slice(0, 1);

function value(node, name) {
  if (name === "site") return node["@type"] === "WebSite" && plain(node.name);
  if (name === "publisher" || name === "author") return plain(node[name], "name");
  if (name === "image") return plain(isFilled(node.image) ? node.image : node.primaryImageOfPage, "url");
  return plain(node[name]);
}

const isFilled = (data) => data && (typeof data !== "object" || Object.keys(data).length);

function plain(found, key) {
  if (Array.isArray(found)) return plain(found[0], key);
  if (isNode(found)) return key && plain(found[key]);
  return typeof found === "string" && found.trim();
}

// What a network shows

/** A page as a network shows it, its picture as the page declares it. */
export function shown(head, reader) {
  const [title, description] = texts(head, reader);
  const [picture, remarks] = pictureOf(head, reader);
  const layout = layoutOf(head, reader.picture, picture);
  const ratio = reader.picture[layout === "large" ? "ratio" : "small_ratio"] ?? 0;
  return {
    reader,
    layout,
    title: wordsOf(title, reader.title, layout),
    description: wordsOf(description, reader.description, layout),
    picture: picture && { ...picture, ratio },
    site: firstOf(head, reader.site)?.text,
    byline: firstOf(head, reader.byline)?.text,
    fields: reader.fields.map((pair) => pair.map((place) => says(head, place))).filter((pair) => pair.every(Boolean)),
    problem: obstacles(head, reader, { title, description, picture })[0],
    remarks: [...remarks, ...lacking(head, reader)],
  };
}

function texts(head, reader) {
  let [title, description] = PARTS.map((name) => firstOf(head, reader[name].order, reader[name].takes));
  if (reader.is_search && robots(head).includes("nosnippet")) description = undefined;
  if (reader.together && !title && !description) {
    const pair = reader.together.map((place) => readPlace(head, place));
    if (pair.every(Boolean)) return pair;
  }
  return [title, description];
}

function wordsOf(found, rule, layout) {
  if (!found || rule.hidden_in.includes(layout)) return undefined;
  const text = rule.limit ? cut(found.text, rule.unit, rule.limit) : found.text;
  const isCut = text !== found.text;
  const lines = (layout === "none" && rule.lines_alone) || rule.lines;
  const room = lines * rule.line_length;
  return { text, lines: lines ?? 0, isCut, fits: !isCut && (!room || MEASURES.graphemes(text) <= room) };
}

function pictureOf(head, { picture: rule, is_search: isSearch }) {
  if (isSearch && robots(head).includes("max-image-preview:none"))
    return [undefined, ["the page allows search engines no picture (max-image-preview:none)"]];
  const found = firstOf(head, rule.order, rule.takes);
  const file = found?.place.endsWith("og:image") ? declared(head) : {};
  const remarks = refused(file, rule);
  if (found && !remarks.length) return [{ ...found, ...file, alt: firstOf(head, rule.alt)?.text }, []];
  return [firstOf(head, rule.icons), remarks];
}

function declared(head) {
  const [width, height, type] = SHAPES.map((place) => says(head, place));
  return { width: number(width), height: number(height), type };
}

const number = (text) => (/^\d+$/.test(text) ? Number(text) : 0);

function refused({ width, height, type }, { least, types }) {
  const remarks = [];
  if (width && (width < least[0] || height < least[1]))
    remarks.push(`the picture of ${width}×${height} px is below the ${least.filter((length) => length > 1).join("×")} px that it takes`);
  if (types.length && type && !types.includes(type)) remarks.push(`a picture of the type ${type} is not shown`);
  return remarks;
}

function lacking(head, { asks, picture }) {
  const remarks = asks.filter((place) => !says(head, place)).map((place) => `${parted(place)[1]}, which it asks for, is not there`);
  if (picture.asks_size && firstOf(head, picture.order) && !SHAPES.slice(0, 2).every((place) => says(head, place)))
    remarks.push("the first share shows no picture, since og:image:width and og:image:height are not there");
  return remarks;
}

const robots = (head) =>
  candidates(head, "name:robots").flatMap(({ text }) => text.replaceAll(" ", "").toLowerCase().split(","));

function layoutOf(head, rule, picture) {
  if (!picture) return "none";
  const { place, width = 0, height = 0 } = picture;
  const hasPixels = !width || (width >= rule.large_least[0] && height >= rule.large_least[1]);
  if (rule.icons.includes(place) || (rule.widest && width > rule.widest * height)) return "small";
  const isLarge = {
    card: hasPixels && readPlace(head, "any:twitter:card", "last")?.text === table.large,
    size: hasPixels,
    wide: hasPixels && width >= height,
    "not-square": hasPixels && width && !(height && Math.abs(width / height - 1) < table.square),
    always: true,
    never: false,
  }[rule.large];
  return isLarge ? "large" : "small";
}

function obstacles(head, reader, found) {
  const problems = [];
  const absent = reader.needs.filter((name) => !found[name]);
  if (reader.is_search && robots(head).some((directive) => table.unlisted.includes(directive)))
    problems.push("the page asks not to be listed (noindex)");
  if (reader.needs_any.length && !firstOf(head, reader.needs_any))
    problems.push(`there is neither ${reader.needs_any.map((place) => parted(place)[1]).join(" nor ")}`);
  if (absent.length) problems.push(`there is no ${absent.join(" and no ")} that it reads`);
  if (!Object.values(found).some(Boolean)) problems.push("there is nothing that it reads");
  for (const [name, text, limit] of [
    ["site’s name", firstOf(head, reader.site)?.text, reader.longest_site],
    ["picture’s address", found.picture?.text, reader.longest_url],
    ["picture’s alternative text", found.picture?.alt, reader.longest_alt],
  ])
    if (limit && text && MEASURES.characters(text) > limit)
      problems.push(`the ${name} is longer than ${limit.toLocaleString("en")} characters`);
  return problems;
}

// Findings

const WANTED = {
  title: "search engines show it as the headline",
  "any:description": "search engines show it below the headline",
  "link:canonical": "search engines list it as the address",
  "any:og:title": "networks show it as the headline",
  "any:og:description": "networks show it below the headline",
  "any:og:image": "networks show it as the picture",
  "any:og:url": "networks count shares for it",
  "any:twitter:card": "with summary_large_image X and Discord show a large picture",
};
const ONCE = /^(og:(title|type|url|description|image|site_name|locale)|twitter:.*|description|robots)$/;
const ADDRESSES = ["link:canonical", "any:og:url", "any:og:image", "any:twitter:image"];

/** What is wrong with a head, in sentences. */
function* findings(head, previews) {
  for (const [place, why] of Object.entries(WANTED))
    if (!says(head, place)) yield `${parted(place)[1] || place} is missing: ${why}.`;
  const names = head.metas.map(({ key }) => key).filter((key) => ONCE.test(key));
  names.push(...candidates(head, "link:canonical").map(() => "canonical"));
  for (const name of new Set(names.filter((name, place) => names.indexOf(name) < place)))
    yield `${name} stands there more than once: networks take the first, the last or all.`;
  for (const place of ADDRESSES)
    for (const { text } of candidates(head, place))
      if (!/^https:\/\/./.test(text)) yield `${parted(place)[1]} is “${text}”: it must begin with https://.`;
  for (const { attribute, key } of head.metas) {
    const right = { og: "property", twitter: "name" }[parted(key)[0]];
    if (right && right !== attribute) yield `${key} stands in “${attribute}”: some networks read it in “${right}” alone.`;
  }
  const [canonical, url] = ADDRESSES.map((place) => says(head, place));
  if (canonical && url && canonical !== url) yield `canonical and og:url are two addresses, ${canonical} and ${url}.`;
  for (const { problem } of head.blocks) if (problem) yield `JSON-LD cannot be read: ${problem}.`;
  yield* complaints(previews);
}

/** What single networks complain about, those that say the same in one sentence. */
function complaints(previews) {
  const networks = {};
  for (const preview of previews) {
    const { reader, problem, remarks } = preview;
    const messages = [...(problem ? [`no preview, since ${problem}`] : []), ...remarks];
    for (const name of PARTS)
      if (preview[name]?.isCut) messages.push(`the ${name} is cut at ${reader[name].limit} ${reader[name].unit.replace("graphemes", "characters")}`);
      else if (preview[name]?.fits === false) messages.push(`the ${name} may not be seen whole`);
    for (const message of messages) (networks[message] ??= []).push(reader.name);
  }
  return Object.entries(networks).map(([message, names]) => `${names.join(", ")}: ${message}.`);
}

// The page

const slot = (name) => document.querySelector(`[data-check-${name}]`);

/** An element with words in it, which are never read as markup. */
function element(name, words, attributes) {
  const made = Object.assign(document.createElement(name), attributes);
  made.textContent = words;
  return made;
}

function drawn(preview) {
  const { reader, layout, picture, problem } = preview;
  const figure = slot("preview").content.firstElementChild.cloneNode(true);
  const put = (name, words) => {
    const place = figure.querySelector(`[data-part="${name}"]`);
    if (words) place.append(...[words].flat());
    else place.remove();
    return place;
  };
  figure.dataset.layout = layout;
  put("name", reader.name);
  put("problem", problem && `No preview: ${problem}.`);
  const seen = problem ? {} : preview;
  const { text: address, width, height, ratio } = picture ?? {};
  const size = width ? `${width}×${height} px` : "size not told";
  put("picture", seen.picture && `Picture, ${size}: ${address}`).style.aspectRatio = ratio || width / height || "";
  put("title", seen.title && element("b", seen.title.text)).dataset.lines = seen.title?.lines;
  put("description", seen.description?.text).dataset.lines = seen.description?.lines;
  put("fields", seen.fields?.map((pair) => pair.join(": ")).join("; "));
  put("byline", seen.byline);
  put("site", seen.site);
  put("rules", [
    reader.is_certain ? "As documented by" : "Approximate, after",
    ...reader.sources.flatMap(([url, date]) => [" ", element("a", `${url.split("/")[0]} (${date})`, { href: `https://${url}` })]),
  ]);
  return figure;
}

function check() {
  const head = read(slot("html").value);
  head.url = says(head, "link:canonical") || says(head, "any:og:url");
  const previews = table.readers.map((reader) => shown(head, reader));
  const found = [...findings(head, previews)];
  slot("findings").replaceChildren(...(found.length ? found : ["Nothing."]).map((message) => element("li", message)));
  slot("previews").replaceChildren(...previews.map(drawn));
  slot("results").hidden = false;
  slot("status").textContent = `Findings: ${found.length}. Previews: ${previews.length}.`;
  slot("heading").focus();
}

try {
  const { load } = await import(document.querySelector("script[data-counting]").dataset.counting);
  ({ table, MEASURES, cut } = await load());
  slot("form").addEventListener("submit", (event) => {
    event.preventDefault();
    check();
  });
  slot("button").disabled = false;
} catch {
  slot("status").textContent = "The networks’ rules could not be loaded. Please load the page again.";
}

/** Builders of tagged links: what is typed is put right as in tools/utm.py, and said so below its field. */

const MENDED = {
  small: (text) => text.toLowerCase(),
  plain: (text) => text.replaceAll("ß", "ss").normalize("NFD").replace(/(?<=[a-z])[\u0300-\u036f]+/g, "").normalize(),
  hyphens: (text) => text.replace(/[^\p{L}\p{M}\p{N}.]+/gu, "-").replace(/^-|-$/g, ""),
};
let count = 0;

/** A tag's value as it should be written; what was done to it is added to what is said. */
function mended(text, said) {
  for (const name in MENDED) {
    const before = text;
    text = MENDED[name](text);
    if (text !== before) said.push(name);
  }
  if (encodeURIComponent(text) !== text) said.push("encoded");
  return text;
}

/** The address that a text means, without tags; null where it means none. */
function address(text, said) {
  if (/^[^\s:/]+\.\w/.test(text)) {
    text = `https://${text}`;
    said.push("scheme");
  }
  if (!/^https?:/i.test(text) || !URL.canParse(text)) return said.push("whole") && null;
  const url = new URL(text);
  const all = url.search.slice(1).split("&");
  const own = all.filter((parameter) => !/^utm_/i.test(parameter));
  if (own.length < all.length) said.push("replaced");
  if (url.host === location.host) said.push("own");
  url.search = own.join("&");
  return url;
}

for (const form of document.querySelectorAll("[data-tool=utm-builder]")) {
  const { dataset } = form;
  const [output, copy] = form.querySelectorAll("output, [data-copied]");
  const fields = [...form.querySelectorAll("input, select")];
  const update = () => {
    let url;
    let isWhole = true;
    for (const field of fields) {
      const said = [];
      let value = field.value.trim();
      if (!field.name) url = address(value, said);
      else if (field.type === "text") value = mended(value, said);
      if (url && field.name && value) url.search += `${url.search && "&"}${field.name}=${encodeURIComponent(value)}`;
      const lacks = field.required && !value;
      field.ariaInvalid = lacks || said[0] === "whole";
      isWhole &&= field.ariaInvalid === "false";
      const note = field.parentNode.nextSibling;
      const [, host] = (field.name === "utm_source" && /([^.]+)\.(com?\.)?[a-z]{2,}$/.exec(value)) || [];
      if (host) said.push("name"); // "facebook" in "www.facebook.com"
      const text = lacks ? dataset.required : said.map((key) => dataset[key].replace("{name}", host)).join(" ");
      if (text !== note.textContent) note.textContent = text; // else it would be read out again
    }
    copy.disabled = !isWhole;
    output.value = isWhole ? "" : "–";
    for (const part of isWhole ? url.href.split(/(?=[?&])/) : []) {
      output.appendChild(document.createElement("span")).textContent = part;
    }
  };
  for (const field of fields) {
    const note = document.createElement("small");
    note.id = `_tag${++count}`;
    note.role = "status";
    field.parentNode.after(note);
    field.setAttribute("aria-describedby", note.id);
  }
  output.ariaLive = "off"; // with each key the whole address
  form.addEventListener("input", update);
  form.addEventListener("reset", () => setTimeout(update));
}

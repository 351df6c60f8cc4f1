/** How long a text is for a network, and where it cuts it, as plugins/networks/counting.py has it. */

const segmenter = new Intl.Segmenter("en");
const clusters = (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);

/** The table of networks, and what counts and cuts by it. */
export async function load() {
  const table = await (await fetch(new URL("../networks.json", import.meta.url))).json();

  const MEASURES = {
    bytes: (text) => new TextEncoder().encode(text).length,
    graphemes: (text) => clusters(text).length,
    characters: (text) => [...text].length,
    pixels: (text) => rounded(([...text].reduce((sum, character) => sum + thousandths(character), 0) * table.size) / 1000),
  };

  function thousandths(character) {
    let code = character.codePointAt(0);
    const known = table.widths[code - table.first];
    const step = table.steps.findIndex((distance) => (code -= distance) < 0);
    return known ?? (step % 2 > 0 ? table.wide : table.other);
  }

  function cut(text, unit, limit) {
    const fits = (text) => MEASURES[unit](text) <= limit;
    if (fits(text)) return text;
    const found = clusters(text);
    let [kept, end] = [0, found.length];
    while (end - kept > 1) {
      const middle = (kept + end) >> 1;
      if (fits(found.slice(0, middle).join(""))) kept = middle;
      else end = middle;
    }
    return found.slice(0, kept).join("").trimEnd() + table.ellipsis;
  }

  return { table, MEASURES, cut };
}

/** The nearest whole number; of two the even one, as in Python. */
function rounded(number) {
  const up = Math.round(number);
  return up - number === 0.5 && up % 2 ? up - 1 : up;
}

/** The length meter: what each network shows of the texts that a reader types, as plugins/tools/lengths.py has it. */

const { counting: rules } = document.querySelector("script[data-counting]").dataset;
const filled = (words, values) => words.replace(/{(\w+)}/g, (place, name) => values[name]);
let loading, counting;

for (const form of document.querySelectorAll("[data-tool=length-meter]")) {
  const { summary, whole, failed } = form.dataset;
  const status = form.querySelector("output");
  let timer;

  async function show() {
    let said = failed;
    try {
      loading ??= import(rules).then(({ load }) => load());
      counting = await loading;
      said = filled(summary, [...form.querySelectorAll("input, textarea")].flatMap(column));
    } catch {
      loading = null; // the next letter tries again
    }
    clearTimeout(timer);
    timer = setTimeout(() => (status.textContent = said), 500); // heard once the reader pauses
  }

  /** Show what becomes of a field's text; return on how many networks it is whole, of how many that show one. */
  function column(field, number) {
    const { MEASURES, cut } = counting;
    const text = field.value.split(/\s+/).filter(Boolean).join(" ");
    const count = field.closest("li").lastElementChild;
    const cells = [...form.querySelectorAll(`td:nth-of-type(${number + 1})[data-limits]`)];
    const counts = Object.entries(MEASURES).map(([unit, measure]) => [unit, measure(text)]);
    count.textContent = filled(count.dataset.counts, Object.fromEntries(counts));
    for (const cell of cells) {
      const limits = [...cell.dataset.limits.matchAll(/(\w+) (\d+)/g)];
      const cuts = limits.map(([, unit, most]) => cut(text, unit, most)).filter((part) => part !== text);
      cuts.sort((a, b) => MEASURES.graphemes(a) - MEASURES.graphemes(b));
      cell.toggleAttribute("data-cut", cuts.length);
      cell.firstChild.textContent = text ? (cuts[0] ?? whole) : "–";
    }
    return [text ? cells.filter((cell) => !cell.matches("[data-cut]")).length : "–", cells.length];
  }

  form.addEventListener("input", show);
  form.addEventListener("reset", () => setTimeout(show)); // once the fields hold the example again
}

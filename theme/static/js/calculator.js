/** Calculators: results follow what is typed. Numbers: tools/numbers.py. */

const print = (number, digits) =>
  number.toLocaleString(`${document.documentElement.lang}-u-nu-latn`, {
    useGrouping: true,
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
const decimal = print(0, 1)[1];
const SIGNS = { "÷": (a, b) => (b ? a / b : NaN), "×": (a, b) => a * b, "+": (a, b) => a + b, "−": (a, b) => a - b };
let count = 0;

/** What a field means, or NaN. Of "1,234" the language says what the sign parts. */
function read({ value, dataset }) {
  const text = value
    .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt() & 15)
    .replace(/[€$£%٬'’\s]/g, "")
    .replace("−", "-");
  const [, group, , more] = /^-?[1-9]\d?\d?([.,])(\d\d\1)*\d{3}(?!\d)(.?)/.exec(text) ?? [];
  const plain = more || group !== decimal ? text.replaceAll(group, "") : text;
  return /^[-\d.,٫]+$/.test(text) ? plain.replace(/[,٫]/, ".") / (dataset.per ?? 1) : NaN;
}

function worth(sum, values) {
  const stack = [];
  for (const step of sum.split(" ")) {
    stack.push(SIGNS[step]?.(...stack.splice(-2)) ?? (step[0] === "#" ? values[step.slice(1)] : +step));
  }
  return stack[0];
}

/** A number in the answer's form; in 14 digits floats lose no half. */
function shown(value, { defaultValue, dataset }) {
  if (!isFinite(value)) return "–";
  const text = print(+Math.abs(/%/.test(defaultValue) ? value * 100 : value).toPrecision(14), dataset.digits);
  return (value < 0 && /[1-9]/.test(text) ? "−" : "") + defaultValue.replace("−", "").replace(/\d(.*\d)?/, text);
}

for (const form of document.querySelectorAll("[data-tool=calculator]")) {
  const { wrong, odd } = form.dataset;
  const fields = [...form.querySelectorAll("input")];
  const changed = new Set();
  let timer;
  const update = () => {
    const values = fields.map((field) => {
      const value = read(field);
      const typed = value * (field.dataset.per ?? 1);
      const isOdd = /[1-9].*[.,]\d{3}\D*$/.test(field.value) && typed ** 2 < 1e6; // others read thousands
      const note = field.parentNode.nextSibling;
      const text = isNaN(value) ? wrong : isOdd ? odd.replace("{number}", print(typed)) : "";
      field.ariaInvalid = isNaN(value);
      if (text !== note.textContent) note.textContent = text; // else it would be heard again
      return value;
    });
    for (const output of form.querySelectorAll("output")) {
      values.push(worth(output.dataset.sum, values));
      const text = shown(values.at(-1), output);
      if (text !== output.value) changed.add(output);
      output.ariaLive = "off"; // heard below, by name
      output.value = text;
    }
    clearTimeout(timer);
    timer = setTimeout(() => {
      form.lastChild.textContent = [...changed].map((output) => output.parentNode.firstChild.data + output.value).join("; ");
      changed.clear();
    }, 500);
  };
  for (const field of fields) {
    const note = document.createElement("small");
    note.id = `_value${++count}`;
    note.role = "status";
    field.parentNode.after(note);
    field.setAttribute("aria-describedby", note.id);
  }
  form.addEventListener("input", update);
  form.addEventListener("reset", () => setTimeout(update));
}

// The filters of the list: without this file the list is whole, and they are not there.
const filters = document.getElementById("filters");
const words = document.getElementById("words");
const network = document.getElementById("network");
const left = document.getElementById("left");
const entries = [...document.querySelectorAll(".entries > li")];

function filter() {
  const wanted = words.value.trim().toLowerCase();
  let count = 0;
  for (const entry of entries) {
    const has = entry.textContent.toLowerCase().includes(wanted);
    const lacks = !network.value || entry.dataset.lost.split(" ").includes(network.value);
    entry.hidden = !(has && lacks);
    count += entry.hidden ? 0 : 1;
  }
  left.textContent = `${count} of ${entries.length} shown`;
}

filters.hidden = false;
filters.addEventListener("input", filter);
filters.addEventListener("submit", (event) => event.preventDefault());
filter();

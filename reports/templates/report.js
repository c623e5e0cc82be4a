/* What a reader can do where scripts run: sort tables, find statements and groups. All of it is there without. */
(() => {
const words = document.getElementById("main").dataset;
const decimal = (1.5).toLocaleString(document.documentElement.lang).charAt(1);
const make = (tag, properties, ...children) => {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
};

/* The figure that a cell shows, as it is written in the reader's language; none where there is no figure. */
const figure = cell => {
  if (!cell || cell.classList.contains("span")) return null;
  const seen = [...cell.querySelectorAll("span[class^=v], small[class^=v]")].find(each => each.checkVisibility());
  const text = (seen || cell).textContent.replace("\u2212", "-");
  const found = text.match(/[-+]?\d[\d.,\s\u00a0\u202f]*/);
  return found && parseFloat(found[0].split(decimal).map(each => each.replace(/\D/g, "")).join(".")) * (found[0][0] === "-" ? -1 : 1);
};

const compare = (place, down) => (one, other) => {
  if (place === 0) {
    const [a, b] = [one, other].map(row => row.cells[0].textContent.trim());
    return (down ? -1 : 1) * a.localeCompare(b, document.documentElement.lang);
  }
  const [a, b] = [one, other].map(row => figure(row.cells[place]));
  if (a === null || b === null) return (a === null) - (b === null);
  return down ? b - a : a - b;
};

/* A heading sorts: figures from the largest, then from the smallest, then in the order that the report has. */
const sortable = table => {
  const body = table.tBodies[0];
  const moving = [...body.rows].filter(row => !row.classList.contains("reference"));
  if (moving.length < 3) return;
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, place) => {
    const first = place === 0;
    if (first ? table.classList.contains("items") : !head.classList.contains("number")) return;
    const turns = first ? ["ascending", "descending"] : ["descending", "ascending"];
    const button = make("button", { type: "button", className: "sort", title: `${words.sort} ${head.textContent}` }, ...head.childNodes);
    button.onclick = () => {
      const turn = turns[turns.indexOf(head.ariaSort) + 1];
      heads.forEach(each => { each.ariaSort = null; });
      head.ariaSort = turn || null;
      body.append(...(turn ? [...moving].sort(compare(place, turn === "descending")) : moving));
    };
    head.append(button);
  });
  table.classList.add("sorts");
};

/* A field that hides the rows whose heading does not hold all its words, and says how many are left. */
const finder = (label, none, rows, changed) => {
  const field = make("input", { type: "search", autocomplete: "off" });
  const told = make("output", {});
  const plain = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const texts = rows.map(row => plain(row.cells[0].textContent));
  field.oninput = () => {
    const wanted = plain(field.value).split(/\s+/).filter(Boolean);
    let left = 0;
    rows.forEach((row, place) => {
      row.hidden = !wanted.every(word => texts[place].includes(word));
      left += !row.hidden;
    });
    told.textContent = !wanted.length ? "" : left ? `${left} / ${rows.length}` : none;
    if (changed) changed(wanted.length > 0);
  };
  return make("p", { className: "find" }, make("label", {}, label, field), told);
};

/* A cell of a heatmap tells on demand whose it is, on what, and its figures in all views but the first. */
const tell = (views, cell) => {
  if (!cell || cell.title || !cell.querySelector(".v1")) return;
  const [row, head] = [cell.parentNode.cells[0], views.querySelector("thead tr").cells[cell.cellIndex]];
  const titles = [...views.querySelectorAll(".pick label")].slice(1).map(label => label.textContent);
  const figures = titles.map((title, place) => `${title} ${cell.querySelector(`.v${place + 2}`).textContent}`);
  cell.title = `${row.textContent.trim()} · ${head.textContent.trim()}: ${figures.join(", ")}`;
};

document.querySelectorAll(".sortable").forEach(sortable);
document.querySelectorAll(".views").forEach(views => {
  views.onmouseover = event => tell(views, event.target.closest("td"));
  const rows = [...views.querySelectorAll("tbody tr:not(.reference)")];
  if (rows.length >= 12) views.querySelector(".scroll").before(finder(words.filterGroups, words.noGroup, rows));
});
const section = document.getElementById("hallmarks");
const rows = section ? [...section.querySelectorAll(".items tbody tr")] : [];
if (rows.length > 8) section.querySelector(".hallmark").before(finder(words.filter, words.noMatch, rows, finding => {
  section.classList.toggle("finding", finding);
  section.querySelectorAll(".hallmark").forEach(each => {
    each.hidden = finding && !each.querySelector(".items tbody tr:not([hidden])");
  });
}));
})();

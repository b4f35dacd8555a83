// The evidence table: filter, find, sort. The choice stands in the address. Without this script the table is whole.
"use strict";
(() => {
  const page = document.querySelector("[data-evidence]");
  const table = /** @type {HTMLTableElement | null | undefined} */ (page?.querySelector("table.annotations"));
  if (!page || !table) return;
  /** @param {string} selector @returns {any} */
  const part = (selector) => page.querySelector(selector);
  const input = /** @type {HTMLInputElement} */ (part("input[type=search]"));
  const box = /** @type {HTMLDetailsElement} */ (part("[data-filter-box]"));
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const boxes = /** @type {HTMLInputElement[]} */ ([...part("[data-filters]").querySelectorAll("input")]);
  const facets = [...new Set(boxes.map((one) => one.name))];
  const heads = /** @type {HTMLElement[]} */ ([...table.querySelectorAll("th[data-sort]")]);
  const WORDS = 3;
  const SORTED = "sort";
  const DOWN = "-";
  const WAIT_MS = 120;
  const wide = window.matchMedia("(min-width: 44em)");
  let order = "";
  let timer = 0;

  /** As a person types it. @param {string | null} text */
  const fold = (text) => (text || "").normalize("NFKC").toLocaleLowerCase().replace(/[‘’‚‛]/g, "'").replace(/[“”„«»]/g, '"').replace(/[‐-―−]/g, "-").replace(/\s+/g, " ");

  const words = rows.map((row) => fold(row.cells[WORDS].textContent));
  const values = rows.map((row) => facets.map((name) => row.dataset[name] || ""));
  /** @type {string[][]} */
  let cells = [];

  /** The chosen values of each facet, in order of the facets. @returns {Set<string>[]} */
  const chosen = () => facets.map((name) => new Set(boxes.filter((one) => one.name === name && one.checked).map((one) => one.value)));

  /** The rows that pass: every facet, and for each facet all others. @param {Set<string>[]} sets @param {string[]} wanted */
  const judge = (sets, wanted) => rows.map((_, at) => {
    if (!wanted.every((word) => words[at].includes(word))) return { shown: false, misses: [-1, -1] };
    const misses = sets.flatMap((set, facet) => (set.size && !set.has(values[at][facet]) ? [facet] : []));
    return { shown: !misses.length, misses };
  });

  /** How many rows each value has among those that pass all other facets. @param {{misses: number[]}[]} judged */
  const recount = (judged) => {
    /** @type {Map<string, number>[]} */
    const counts = facets.map(() => new Map());
    judged.forEach(({ misses }, at) => facets.forEach((_, facet) => {
      if (misses.length > 1 || (misses.length === 1 && misses[0] !== facet)) return;
      counts[facet].set(values[at][facet], (counts[facet].get(values[at][facet]) || 0) + 1);
    }));
    for (const one of boxes) {
      const label = /** @type {HTMLElement} */ (one.parentElement);
      const count = counts[facets.indexOf(one.name)].get(one.value) || 0;
      /** @type {HTMLElement} */ (label.querySelector(".n")).textContent = String(count);
      label.classList.toggle("none", !count);
    }
  };

  /** Whether a note that opens on demand holds one of the words. @param {string[]} wanted */
  const open = (wanted) => {
    for (const note of body.querySelectorAll("details")) {
      if (wanted.some((word) => fold(note.textContent).includes(word))) note.open = true;
    }
  };

  const apply = () => {
    const sets = chosen();
    const wanted = fold(input.value).split(" ").filter(Boolean);
    const judged = judge(sets, wanted);
    const count = judged.filter((one) => one.shown).length;
    rows.forEach((row, at) => { row.hidden = !judged[at].shown; });
    recount(judged);
    open(wanted);
    const names = boxes.filter((one) => one.checked).map((one) => one.nextElementSibling?.textContent || "");
    const narrowed = Boolean(wanted.length || names.length);
    part("[data-count]").textContent = narrowed ? `${count} of ${rows.length} annotations` : `${rows.length} ${rows.length === 1 ? "annotation" : "annotations"}`;
    part("[data-chosen]").textContent = [...(wanted.length ? [`“${input.value.trim()}”`] : []), ...names].join("; ");
    part(".count [data-clear]").hidden = !narrowed || !count;
    part("[data-none]").hidden = count > 0;
    part(".scroll").hidden = count === 0;
  };

  /** @param {HTMLTableRowElement} row */
  const text = (row) => [...row.cells].map((cell) => (cell.textContent || "").replace(/^[\s"'“”‘’([]+/u, ""));

  const sort = () => {
    const down = order.startsWith(DOWN);
    const column = heads.findIndex((head) => head.dataset.sort === order.replace(DOWN, ""));
    for (const [at, head] of heads.entries()) {
      if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    }
    if (column >= 0 && !cells.length) cells = rows.map(text);
    const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;
    const places = rows.map((_, at) => at);
    // The first column stands in the order of the articles and their texts, which is the order of the page.
    if (column > 0) places.sort((one, other) => compare(cells[one][column], cells[other][column]) * (down ? -1 : 1) || one - other);
    else if (down) places.reverse();
    body.append(...places.map((at) => rows[at]));
  };

  const remember = () => {
    const address = new URLSearchParams();
    if (input.value.trim()) address.set("q", input.value.trim());
    for (const one of boxes) if (one.checked) address.append(one.name, one.value);
    if (order) address.set(SORTED, order);
    const query = address.toString();
    try { history.replaceState(null, "", query ? `?${query}` : location.pathname); } catch { /* the table is narrowed all the same */ }
  };

  const change = () => { apply(); remember(); };

  const read = () => {
    const address = new URLSearchParams(location.search);
    input.value = address.get("q") || "";
    for (const one of boxes) {
      one.checked = address.getAll(one.name).includes(one.value);
      const group = one.closest("details");
      if (one.checked && group) group.open = true;
    }
    const asked = address.get(SORTED) || "";
    order = heads.some((head) => head.dataset.sort === asked.replace(DOWN, "")) ? asked : "";
    sort();
    apply();
  };

  for (const head of heads) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.addEventListener("click", () => {
      const name = head.dataset.sort || "";
      order = order === name ? DOWN + name : name;
      sort();
      remember();
    });
    head.replaceChildren(button);
  }
  for (const button of page.querySelectorAll("[data-clear]")) {
    button.addEventListener("click", () => {
      input.value = "";
      for (const one of boxes) one.checked = false;
      change();
      input.focus();
    });
  }
  for (const form of page.querySelectorAll("form")) form.addEventListener("submit", (event) => event.preventDefault());
  input.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(change, WAIT_MS); });
  part("[data-filters]").addEventListener("change", change);
  // What a browser puts back into the fields when it comes back is not the choice: the address is.
  window.addEventListener("pageshow", read);
  window.addEventListener("popstate", read);
  box.open = wide.matches;
  box.classList.add("ready");
  wide.addEventListener("change", () => { box.open = box.open || wide.matches; });
  /** @type {HTMLDetailsElement[]} */
  let printed = [];
  window.addEventListener("beforeprint", () => {
    printed = /** @type {HTMLDetailsElement[]} */ ([...body.querySelectorAll("details:not([open])")]);
    for (const note of printed) note.open = true;
  });
  window.addEventListener("afterprint", () => { for (const note of printed) note.open = false; });
  read();
})();

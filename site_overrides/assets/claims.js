// The claim table: find, filter, order. The choice stands in the address. Without this script the table is whole.
"use strict";
(() => {
  const form = /** @type {HTMLFormElement | null} */ (document.querySelector("[data-claim-tools]"));
  const table = document.querySelector("table.claims");
  const body = table?.querySelector("tbody");
  const count = form?.querySelector("[data-count]");
  const reset = /** @type {HTMLButtonElement | null | undefined} */ (form?.querySelector("button[type=reset]"));
  if (!form || !body || !count || !reset) return;
  const NAMES = ["find", "show", "by", "order"];
  const rows = [...body.rows];
  const words = rows.map((row) => (row.textContent || "").toLocaleLowerCase());
  /** @param {HTMLTableRowElement} row */
  const carried = (row) => (row.dataset.by || "").split(" ").filter(Boolean).length;
  /** @param {HTMLTableRowElement} row */
  const name = (row) => row.querySelector("th a")?.textContent || "";
  /** @type {Record<string, (one: HTMLTableRowElement, other: HTMLTableRowElement) => number>} */
  const ORDERS = {
    since: (one, other) => (one.dataset.since || "9999").localeCompare(other.dataset.since || "9999"),
    most: (one, other) => carried(other) - carried(one),
    fewest: (one, other) => carried(one) - carried(other),
    name: (one, other) => name(one).localeCompare(name(other)),
  };

  /** @param {string} field @returns {HTMLInputElement | HTMLSelectElement} */
  const field = (field) => /** @type {HTMLInputElement | HTMLSelectElement} */ (form.elements.namedItem(field));

  const apply = () => {
    const [find, show, by, order] = NAMES.map((each) => field(each).value.trim());
    const wanted = find.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, at) => {
      row.hidden = !(wanted.every((word) => words[at].includes(word))
        && (!show || (row.dataset.groups || "").split(" ").includes(show))
        && (!by || (row.dataset.by || "").split(" ").includes(by)));
      shown += row.hidden ? 0 : 1;
    });
    body.append(...(ORDERS[order] ? [...rows].sort(ORDERS[order]) : rows));
    const narrowed = Boolean(find || show || by);
    count.textContent = narrowed ? (shown ? `${shown} of ${rows.length} claims` : "no claim is like that") : "";
    reset.hidden = !(narrowed || order);
  };

  const remember = () => {
    const query = new URLSearchParams(location.search);
    for (const each of NAMES) {
      query.delete(`claims-${each}`);
      if (field(each).value) query.set(`claims-${each}`, field(each).value);
    }
    const search = query.toString();
    try { history.replaceState(null, "", (search ? `?${search}` : location.pathname) + (search ? "#claims" : location.hash)); } catch { /* the table is narrowed all the same */ }
  };

  const read = () => {
    const query = new URLSearchParams(location.search);
    for (const each of NAMES) {
      const one = field(each);
      one.value = query.get(`claims-${each}`) || "";
      if (one instanceof HTMLSelectElement && one.selectedIndex < 0) one.selectedIndex = 0;
    }
    apply();
  };

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => { apply(); remember(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); remember(); field("find").focus(); }));
  // What a browser puts back into the fields when it comes back is not the choice: the address is.
  window.addEventListener("pageshow", read);
  window.addEventListener("popstate", read);
  read();
})();

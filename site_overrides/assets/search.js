// The search page: Pagefind's API with our own results. Text from the index is set as text, never as HTML.
"use strict";
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", script.src);
  const page = document.querySelector("[data-search]");
  if (!page) return;
  const form = /** @type {HTMLFormElement} */ (page.querySelector("form"));
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const status = /** @type {HTMLElement} */ (page.querySelector("[role=status]"));
  const list = /** @type {HTMLElement} */ (page.querySelector("[data-results]"));
  const groups = /** @type {HTMLElement} */ (page.querySelector("[data-filters]"));
  const more = /** @type {HTMLButtonElement} */ (page.querySelector("[data-more]"));
  page.querySelector("[data-needs-script]")?.remove();
  const STEP = 10;
  const ORDER = ["kind", "outlet", "year", "story", "label", "frame", "source", "claim"];
  const OPEN_GROUP = 8;
  let run = 0;

  /** @param {string} tag @param {string} [text] @param {string} [name] */
  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  /** @returns {Record<string, string[]>} */
  const chosen = () => {
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (groups.querySelectorAll("input:checked"))) {
      (filters[box.name] ||= []).push(box.value);
    }
    return filters;
  };

  /** An excerpt is escaped text with <mark> elements: rebuild it from text nodes. @param {string} html */
  const excerpt = (html) => {
    const paragraph = element("p");
    const parsed = new DOMParser().parseFromString(html, "text/html");
    for (const node of parsed.body.childNodes) {
      paragraph.append(node.nodeName === "MARK" ? element("mark", node.textContent || "") : node.textContent || "");
    }
    return paragraph;
  };

  /** @param {any} found */
  const result = (found) => {
    const item = element("li");
    const link = /** @type {HTMLAnchorElement} */ (element("a", found.meta.title || found.url));
    const text = excerpt(found.excerpt);
    const words = [...new Set([...text.querySelectorAll("mark")].map((mark) => (mark.textContent || "").replace(/[^\p{L}\p{N}’'-]/gu, "")))];
    const url = new URL(found.url.replace(/^\//, ""), root);
    if (words.length) url.searchParams.set("highlight", words.filter(Boolean).join(" "));
    link.href = url.href;
    const kind = found.filters?.kind?.[0] || "";
    item.append(link, element("p", [kind, found.meta.article].filter(Boolean).join(" · "), "meta"), text);
    return item;
  };

  /** @param {Record<string, Record<string, number>>} counts @param {URLSearchParams} address */
  const drawFilters = (counts, address) => {
    const names = Object.keys(counts).sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
    for (const name of names) {
      const values = Object.keys(counts[name]).sort();
      const group = element("details");
      group.open = values.length <= OPEN_GROUP || address.has(name);
      group.append(element("summary", name));
      for (const value of values) {
        const label = element("label");
        const box = document.createElement("input");
        Object.assign(box, { type: "checkbox", name, value, checked: address.getAll(name).includes(value) });
        label.append(box, element("span", value), element("span", "", "n"));
        group.append(label);
      }
      groups.append(group);
    }
  };

  /** @param {Record<string, Record<string, number>>} counts */
  const recount = (counts) => {
    for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (groups.querySelectorAll("input"))) {
      const n = /** @type {HTMLElement} */ (box.parentElement?.querySelector(".n"));
      n.textContent = String(counts[box.name]?.[box.value] ?? 0);
    }
  };

  const keepAddress = () => {
    const address = new URLSearchParams();
    if (input.value.trim()) address.set("q", input.value.trim());
    for (const [name, values] of Object.entries(chosen())) values.forEach((value) => address.append(name, value));
    const query = address.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };

  /** @param {any} pagefind @param {any} all */
  const search = async (pagefind, all) => {
    const mine = ++run;
    keepAddress();
    const words = input.value.trim();
    const filters = Object.fromEntries(Object.entries(chosen()).map(([name, values]) => [name, { any: values }]));
    if (!words && !Object.keys(filters).length) {
      list.replaceChildren();
      more.hidden = true;
      recount(all);
      status.textContent = "Type words, or choose a filter.";
      return;
    }
    const found = await pagefind.search(words || null, { filters });
    if (mine !== run) return;
    recount(Object.keys(found.filters).length ? found.filters : all);
    const total = found.results.length;
    const what = words ? ` for “${words}”` : "";
    status.textContent = total ? `${total} ${total === 1 ? "result" : "results"}${what}` : `Nothing found${what}. Try fewer words or fewer filters.`;
    list.replaceChildren();
    let shown = 0;
    const add = async () => {
      const data = await Promise.all(found.results.slice(shown, shown + STEP).map((/** @type {any} */ one) => one.data()));
      if (mine !== run) return;
      list.append(...data.map(result));
      shown += data.length;
      more.hidden = shown >= total;
    };
    more.onclick = add;
    await add();
  };

  const start = async () => {
    const address = new URLSearchParams(location.search);
    input.value = address.get("q") || "";
    let pagefind;
    try {
      if (location.protocol === "file:") throw new Error("file");
      pagefind = await import(new URL("pagefind/pagefind.js", root).href);
      await pagefind.options({ baseUrl: root.pathname, excerptLength: 36 });
    } catch {
      status.textContent = "Search works when the site is served, not from a folder: run `rashomon serve`, or open the hosted site.";
      return;
    }
    const all = await pagefind.filters();
    drawFilters(all, address);
    const go = () => search(pagefind, all);
    form.addEventListener("submit", (event) => { event.preventDefault(); go(); });
    input.addEventListener("input", () => { window.clearTimeout(start.timer); start.timer = window.setTimeout(go, 180); });
    groups.addEventListener("change", go);
    await go();
  };
  start.timer = 0;
  start();
})();

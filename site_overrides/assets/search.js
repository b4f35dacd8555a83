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
  const box = /** @type {HTMLDetailsElement} */ (page.querySelector("[data-filter-box]"));
  const groups = /** @type {HTMLElement} */ (page.querySelector("[data-filters]"));
  const more = /** @type {HTMLButtonElement} */ (page.querySelector("[data-more]"));
  const STEP = 10;
  const ORDER = ["kind", "outlet", "year", "story", "label", "frame", "source", "claim"];
  const OPEN_GROUP = 8;
  const WAIT_MS = 180;
  const SIGNS = ["pointerover", "focusin", "touchstart"];
  const wide = window.matchMedia("(min-width: 44em)");
  let run = 0;
  let timer = 0;

  /** @param {string} tag @param {string} [text] @param {string} [name] */
  const element = (tag, text, name) => {
    const made = document.createElement(tag);
    if (text !== undefined) made.textContent = text;
    if (name) made.className = name;
    return made;
  };

  /** @returns {HTMLInputElement[]} */
  const boxes = () => [.../** @type {NodeListOf<HTMLInputElement>} */ (groups.querySelectorAll("input"))];

  /** @returns {Record<string, string[]>} */
  const chosen = () => {
    /** @type {Record<string, string[]>} */
    const filters = {};
    for (const one of boxes().filter((each) => each.checked)) (filters[one.name] ||= []).push(one.value);
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

  /** The distinct marked words of an excerpt, without the signs around them. @param {HTMLElement} text */
  const marked = (text) => {
    const words = [...text.querySelectorAll("mark")].map((mark) =>
      (mark.textContent || "").toLocaleLowerCase().replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""));
    return [...new Set(words)].filter(Boolean);
  };

  /** @param {any} found */
  const result = (found) => {
    const item = element("li");
    const link = /** @type {HTMLAnchorElement} */ (element("a", found.meta.title || found.url));
    const text = excerpt(found.excerpt);
    const words = marked(text);
    const url = new URL(found.url.replace(/^\//, ""), root);
    if (words.length) url.searchParams.set("highlight", words.join(" "));
    link.href = url.href;
    const kind = found.filters?.kind?.[0] || "";
    item.append(link, element("p", [kind, found.meta.article].filter(Boolean).join(" · "), "meta"), text);
    return item;
  };

  /** @param {Record<string, Record<string, number>>} counts @param {URLSearchParams} address */
  const drawFilters = (counts, address) => {
    /** @param {string} name */
    const place = (name) => (ORDER.indexOf(name) + ORDER.length + 1) % (ORDER.length + 1);
    for (const name of Object.keys(counts).sort((a, b) => place(a) - place(b))) {
      const values = Object.keys(counts[name]).sort((a, b) => a.localeCompare(b));
      const group = /** @type {HTMLDetailsElement} */ (element("details"));
      group.open = values.length <= OPEN_GROUP || address.has(name);
      group.append(element("summary", name));
      for (const value of values) {
        const label = element("label");
        const check = document.createElement("input");
        Object.assign(check, { type: "checkbox", name, value, checked: address.getAll(name).includes(value) });
        label.append(check, element("span", value), element("span", "", "n"));
        group.append(label);
      }
      groups.append(group);
    }
  };

  /** @param {Record<string, Record<string, number>>} counts */
  const recount = (counts) => {
    for (const one of boxes()) {
      const count = counts[one.name]?.[one.value] ?? 0;
      const label = /** @type {HTMLElement} */ (one.parentElement);
      /** @type {HTMLElement} */ (label.querySelector(".n")).textContent = String(count);
      label.classList.toggle("none", !count);
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
    more.hidden = true;
    if (!words && !Object.keys(filters).length) {
      list.replaceChildren();
      recount(all);
      status.textContent = "Type words, or choose a filter.";
      return;
    }
    const found = await pagefind.search(words || null, { filters });
    if (mine !== run) return;
    recount(found.results.length ? found.filters : all);
    const total = found.results.length;
    const what = words ? ` for “${words}”` : "";
    status.textContent = total ? `${total} ${total === 1 ? "result" : "results"}${what}` : `Nothing found${what}. Try fewer words or fewer filters.`;
    let shown = 0;
    const add = async () => {
      const first = shown === 0;
      const data = await Promise.all(found.results.slice(shown, shown + STEP).map((/** @type {any} */ one) => one.data()));
      if (mine !== run) return;
      const items = data.map(result);
      if (first) list.replaceChildren(...items);
      else list.append(...items);
      shown += items.length;
      more.hidden = shown >= total;
      if (!first) items[0]?.querySelector("a")?.focus();
    };
    more.onclick = () => attempt(add);
    await add();
  };

  /** @param {() => Promise<void>} step */
  const attempt = async (step) => {
    try {
      await step();
    } catch {
      status.textContent = "The search index could not be read. Reload the page to try again.";
    }
  };

  /** @type {Promise<void> | undefined} */
  let begun;
  /** Load the index, once, draw the filters and search. @param {URLSearchParams} address */
  const begin = (address) => begun ||= load(address);

  /** @param {URLSearchParams} address */
  const load = async (address) => {
    let pagefind;
    let all;
    try {
      pagefind = await import(new URL("pagefind/pagefind.js", root).href);
      await pagefind.options({ baseUrl: root.pathname, excerptLength: 36 });
      all = await pagefind.filters();
    } catch {
      status.textContent = "This copy has no search index: “rashomon build” makes one with it.";
      box.hidden = true;
      return;
    }
    drawFilters(all, address);
    const go = () => attempt(() => search(pagefind, all));
    form.addEventListener("submit", (event) => { event.preventDefault(); go(); });
    input.addEventListener("input", () => { window.clearTimeout(timer); timer = window.setTimeout(go, WAIT_MS); });
    groups.addEventListener("change", go);
    await go();
  };

  const start = async () => {
    const address = new URLSearchParams(location.search);
    input.value = address.get("q") || "";
    box.open = wide.matches;
    wide.addEventListener("change", () => { box.open = box.open || wide.matches; });
    if (location.protocol === "file:") {
      status.textContent = "Search needs a web server: run “rashomon serve” in the project and open the address that it prints. Here, look for words on a page with Ctrl+F (on a Mac: Command+F).";
      form.remove();
      box.remove();
      return;
    }
    status.textContent = "Type words, or choose a filter.";
    // The index weighs more than the page: it is asked for when the address or the reader asks.
    if ([...address.keys()].length) await begin(address);
    else for (const sign of SIGNS) page.addEventListener(sign, () => begin(address), { once: true, passive: true });
  };
  start();
})();

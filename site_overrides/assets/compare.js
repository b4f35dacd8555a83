// Side by side: the address names two or three articles and a claim; every column goes to its passage.
"use strict";
(() => {
  const page = document.querySelector("[data-compare]");
  const columns = /** @type {HTMLElement[]} */ ([...(page?.querySelectorAll(".column") || [])]);
  const frame = page?.querySelector("[data-columns]");
  const chosen = page?.querySelector("[data-chosen]");
  const said = page?.querySelector("[data-said]");
  if (!page || !frame || !chosen || !said || !columns.length) return;
  const FEWEST = Math.min(2, columns.length), MOST = 3;
  const picks = /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll("[data-pick] a")]);
  const claims = /** @type {HTMLAnchorElement[]} */ ([...page.querySelectorAll("[data-claims] a[data-claim]")]);
  /** @param {HTMLElement} column */
  const article = (column) => column.dataset.article || "";
  const known = columns.map(article);

  /** @typedef {{articles: string[], claim: string}} View what the address says */

  /** @returns {View} */
  const read = () => {
    const query = new URLSearchParams(location.search);
    const named = [...new Set((query.get("articles") || "").split(","))].filter((id) => known.includes(id)).slice(0, MOST);
    const claim = query.get("claim") || "";
    // What the address leaves out is filled: the first article of the story, and the last.
    const articles = [...new Set([...named, known[0], known[known.length - 1], ...known])].slice(0, Math.max(FEWEST, named.length));
    return { articles, claim: claims.some((link) => link.dataset.claim === claim) ? claim : "" };
  };

  /** @param {View} view @returns {string} */
  const address = ({ articles, claim }) => `?articles=${articles.join(",")}${claim ? `&claim=${encodeURIComponent(claim)}` : ""}`;

  /** Add an article, or take it away; a fourth one takes the place of the last. @param {View} view @param {string} id @returns {View} */
  const toggled = ({ articles, claim }, id) => {
    const rest = articles.filter((each) => each !== id);
    if (rest.length < articles.length) return { articles: rest.length < FEWEST ? articles : rest, claim };
    return { articles: [...articles.slice(0, MOST - 1), id], claim };
  };

  /** Bring a passage into view within its column, without moving the page. @param {HTMLElement} mark */
  const bring = (mark) => {
    const words = /** @type {HTMLElement} */ (mark.closest(".words"));
    const top = mark.getBoundingClientRect().top - words.getBoundingClientRect().top + words.scrollTop;
    words.scrollTo({ top: Math.max(0, top - words.clientHeight / 3) });
    for (const old of words.querySelectorAll(".is-current")) old.classList.remove("is-current");
    for (const part of words.querySelectorAll(`[data-ann~="${CSS.escape(mark.id)}"]`)) part.classList.add("is-current");
  };

  /** @param {HTMLElement} column @param {string} claim */
  const turn = (column, claim) => {
    for (const old of column.querySelectorAll(".is-chosen, .is-current")) old.classList.remove("is-chosen", "is-current");
    for (const cell of /** @type {NodeListOf<HTMLElement>} */ (column.querySelectorAll(".cell"))) {
      cell.hidden = cell.dataset.claim !== claim;
      cell.querySelector("button")?.remove();
      if (cell.hidden || !cell.dataset.marks) continue;
      const ids = cell.dataset.marks.split(" ");
      const marks = ids.map((id) => document.getElementById(id)).filter((mark) => mark !== null);
      for (const id of ids) for (const part of column.querySelectorAll(`[data-ann~="${CSS.escape(id)}"]`)) part.classList.add("is-chosen");
      if (!marks.length) continue;
      bring(marks[0]);
      if (marks.length < 2) continue;
      let at = 0;
      const next = document.createElement("button");
      next.type = "button";
      next.textContent = `passage 1 of ${marks.length}, next`;
      next.addEventListener("click", () => {
        at = (at + 1) % marks.length;
        next.textContent = `passage ${at + 1} of ${marks.length}, next`;
        bring(marks[at]);
      });
      cell.append(next);
    }
  };

  /** @param {View} view */
  const show = (view) => {
    for (const column of columns) column.hidden = !view.articles.includes(article(column));
    frame.classList.add("ready");
    page.querySelector(".choice")?.classList.add("ready");
    for (const link of picks) {
      const id = link.dataset.article || "";
      link.href = address(toggled(view, id));
      if (view.articles.includes(id)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    let statement = "";
    for (const link of claims) {
      const current = link.dataset.claim === view.claim;
      link.href = address({ ...view, claim: link.dataset.claim || "" });
      if (!current) link.removeAttribute("aria-current");
      else {
        link.setAttribute("aria-current", "true");
        statement = link.textContent || "";
      }
    }
    chosen.replaceChildren(statement);
    if (view.claim) {
      const none = document.createElement("a");
      none.href = address({ ...view, claim: "" });
      none.textContent = "show without a claim";
      chosen.append(" ", none);
    }
    for (const column of columns) if (!column.hidden) turn(column, view.claim);
  };

  /** @param {string} to an address of this page @returns {boolean} whether it could be gone to without loading the page anew */
  const go = (to) => {
    try { history.pushState(null, "", to); } catch { return false; }
    show(read());
    return true;
  };

  /** The next claim of the list, or the one before. @param {number} step */
  const step = (step) => {
    const at = claims.findIndex((link) => link.dataset.claim === read().claim);
    const next = claims[at < 0 && step < 0 ? claims.length - 1 : (at + step + claims.length) % claims.length];
    if (next) go(address({ ...read(), claim: next.dataset.claim || "" }));
  };
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !["n", "p"].includes(event.key)) return;
    step(event.key === "n" ? 1 : -1);
    event.preventDefault();
  });

  page.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : null;
    const mark = target?.closest("mark[data-ann]");
    if (mark instanceof HTMLElement && !window.getSelection()?.toString()) {
      const ids = (mark.dataset.ann || "").split(" ");
      const cell = /** @type {HTMLElement | null | undefined} */ (mark.closest(".column")?.querySelector(ids.map((id) => `.cell[data-marks~="${CSS.escape(id)}"]`).join()));
      if (cell?.dataset.claim) go(address({ ...read(), claim: cell.dataset.claim }));
      return;
    }
    const link = target?.closest("a");
    if (!link?.getAttribute("href")?.startsWith("?") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const before = read().articles;
    if (!go(link.href)) return; // the link itself leads to the same view
    const gone = before.filter((id) => !read().articles.includes(id));
    const name = (/** @type {string} */ id) => picks.find((one) => one.dataset.article === id)?.textContent || id;
    said.textContent = gone.length && before.length === MOST && read().articles.length === MOST ? `${name(gone[0])} made room: three articles fit.`
      : link.dataset.article && before.join() === read().articles.join() ? "Two articles stay: choose another one first." : "";
    event.preventDefault();
    const list = link.closest("details");
    if (list instanceof HTMLDetailsElement) {
      list.open = false;
      list.querySelector("summary")?.focus({ preventScroll: true });
    }
  });
  window.addEventListener("popstate", () => show(read()));
  show(read());
})();

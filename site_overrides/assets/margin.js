// Notes stand in the margin at the line of their words, as near as their neighbours let them.
// Without this script, and in narrow windows, they stand beside or after their paragraph.
"use strict";
(() => {
  const text = /** @type {HTMLElement | null} */ (document.querySelector(".rashomon.article .text"));
  if (!text) return;
  const wide = window.matchMedia("(min-width: 62em)");
  const GAP = 5;
  const HELD = 1e6;

  /**
   * Where each box goes so that none overlaps the next and the sum of squared distances from the wished places is
   * least: isotonic regression by pooling adjacent violators (Ayer et al. 1955). Heavier boxes move less.
   * @param {{wish: number, height: number, weight: number}[]} boxes in the order in which they are to stand
   * @returns {number[]} the top of each box, in CSS pixels, none above 0
   */
  const settle = (boxes) => {
    /** @type {{mean: number, weight: number, count: number}[]} */
    const pools = [];
    let above = 0;
    for (const { wish, height, weight } of boxes) {
      let pool = { mean: wish - above, weight, count: 1 };
      above += height;
      for (let last = pools[pools.length - 1]; last && last.mean > pool.mean; last = pools[pools.length - 1]) {
        pools.pop();
        const sum = last.weight + pool.weight;
        pool = { mean: (last.mean * last.weight + pool.mean * pool.weight) / sum, weight: sum, count: last.count + pool.count };
      }
      pools.push(pool);
    }
    const starts = pools.flatMap((pool) => Array(pool.count).fill(Math.max(0, pool.mean)));
    let before = 0;
    return boxes.map(({ height }, at) => {
      const top = starts[at] + before;
      before += height;
      return top;
    });
  };

  const place = () => {
    if (!wide.matches) {
      if (text.classList.contains("placed")) text.classList.remove("placed");
      text.style.removeProperty("min-height");
      return;
    }
    const margin = text.querySelector(".row > .notes");
    if (margin) text.style.setProperty("--margin", `${margin.getBoundingClientRect().width}px`);
    // A class that is added again is a change to an observer: it would call this function without end.
    if (!text.classList.contains("placed")) text.classList.add("placed");
    // No note stands above the first line.
    const origin = (text.querySelector(".row") || text).getBoundingClientRect().top;
    const above = origin - text.getBoundingClientRect().top;
    const found = [.../** @type {NodeListOf<HTMLElement>} */ (text.querySelectorAll(".row .note"))]
      .map((note) => ({ note, mark: document.getElementById(note.id.slice("note_".length)) }))
      .filter(({ note, mark }) => mark && note.offsetHeight > 0)
      .map(({ note, mark }, order) => {
        const line = /** @type {HTMLElement} */ (mark).getClientRects()[0] || /** @type {HTMLElement} */ (mark).getBoundingClientRect();
        const weight = note.classList.contains("is-current") ? HELD : 1;
        return { note, order, wish: line.top - origin, height: note.offsetHeight + GAP, weight };
      });
    found.sort((one, other) => one.wish - other.wish || one.order - other.order);
    const tops = settle(found);
    found.forEach(({ note }, at) => { note.style.top = `${Math.round(above + tops[at])}px`; });
    const last = found.length - 1;
    text.style.minHeight = last < 0 ? "" : `${Math.ceil(above + tops[last] + found[last].height)}px`;
  };

  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(place);
  };
  place();
  document.fonts?.ready.then(later);
  wide.addEventListener("change", later);
  text.addEventListener("toggle", later, true);
  const watched = new ResizeObserver(later);
  for (const row of text.querySelectorAll(".row > :not(.notes)")) watched.observe(row);
  // Layers that are hidden or shown, and the note that is read, are classes.
  new MutationObserver(later).observe(text, { attributes: true, attributeFilter: ["class"], subtree: true });
})();

// The reading page: layers, read first, keys, a mark and its note. Everything can be read without this script.
"use strict";
(() => {
  const column = document.querySelector(".rashomon.article");
  const text = column?.querySelector(".text");
  const switches = column?.querySelector("[data-layers]");
  if (!column || !text || !switches) return;
  const KEYS = [["n", "next note"], ["p", "previous note"], ["m", "suggest a mark, of the selected words"], ["Esc", "from a note back to its words"], ["/", "search"], ["?", "these keys"]];
  const STICKY = 120;

  /** @param {string} name @param {boolean} on */
  const remember = (name, on) => {
    try { sessionStorage.setItem(`rashomon-${name}`, on ? "1" : ""); } catch { /* private window: nothing is kept */ }
  };
  /** @param {string} name @returns {string | null} */
  const remembered = (name) => {
    try { return sessionStorage.getItem(`rashomon-${name}`); } catch { return null; }
  };

  for (const box of /** @type {NodeListOf<HTMLInputElement>} */ (switches.querySelectorAll("input"))) {
    const layer = box.dataset.layer;
    const name = layer || "read-first";
    const kept = remembered(name);
    if (kept !== null) box.checked = kept === "1";
    // The headline stands outside of the text, so the whole column carries the class, too.
    const apply = () => [column, text].forEach((part) => part.classList.toggle(layer ? `hide-${layer}` : "read-first", layer ? !box.checked : box.checked));
    box.addEventListener("change", () => { apply(); remember(name, box.checked); });
    apply();
  }

  /** @param {string} id @returns {HTMLElement[]} every segment of a mark, in order */
  const segments = (id) => [...column.querySelectorAll(`[data-ann~="${CSS.escape(id)}"]`)].map((mark) => /** @type {HTMLElement} */ (mark));

  /** @returns {{note: HTMLElement, mark: HTMLElement}[]} the notes that are shown, each with the first words of its mark */
  const stops = () => [.../** @type {NodeListOf<HTMLElement>} */ (column.querySelectorAll(".note[id]"))]
    .filter((note) => note.offsetParent !== null)
    .map((note) => ({ note, mark: segments(note.id.slice("note_".length))[0] }))
    .filter((stop) => stop.mark);

  /** @type {HTMLElement | null} */
  let current = null;
  /** @type {HTMLDetailsElement[]} notes that were opened here, and are closed when the reader goes on */
  let opened = [];

  /** Open notes and outline the last of them with its words. @param {HTMLElement[]} notes */
  const show = (notes) => {
    for (const old of column.querySelectorAll(".is-current")) old.classList.remove("is-current");
    for (const old of opened) if (!notes.includes(old)) old.open = false;
    opened = opened.filter((old) => old.open);
    for (const note of notes) {
      const around = note.parentElement?.closest("details");
      if (around) around.open = true;
      if (note instanceof HTMLDetailsElement && !note.open) {
        note.open = true;
        opened.push(note);
      }
    }
    current = notes[notes.length - 1];
    current.classList.add("is-current");
    for (const mark of segments(current.id.slice("note_".length))) mark.classList.add("is-current");
  };

  const enter = () => {
    /** @type {HTMLElement | null | undefined} */ (current?.querySelector("summary"))?.focus({ preventScroll: true });
  };

  /** @param {number} step */
  const move = (step) => {
    const all = stops();
    if (!all.length) return;
    /** @param {HTMLElement} mark */
    const top = (mark) => mark.getBoundingClientRect().top;
    let at = all.findIndex((stop) => stop.note === current);
    if (at < 0 || top(all[at].mark) < 0 || top(all[at].mark) > window.innerHeight) {
      // Begin where the reader is, not where the last note was.
      const below = all.findIndex((stop) => top(stop.mark) >= STICKY);
      at = (below < 0 ? all.length : below) - (step > 0 ? 1 : 0);
    }
    const { note, mark } = all[(at + step + all.length) % all.length];
    show([note]);
    // At once: on the way, the words would be out of sight, and the next key would begin elsewhere.
    mark.scrollIntoView({ block: "center", behavior: "instant" });
    enter();
  };

  column.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("[data-ann]") : null;
    if (!(mark instanceof HTMLElement) || window.getSelection()?.toString()) return;
    const around = mark.parentElement?.closest("[data-ann]")?.getAttribute("data-ann") || "";
    const notes = `${around} ${mark.dataset.ann || ""}`.trim().split(" ").map((id) => document.getElementById(`note_${id}`))
      .filter((note) => note !== null && (note.offsetParent !== null || note.closest(".headline-notes") !== null));
    if (!notes.length || column.classList.contains("read-first")) return;
    show(/** @type {HTMLElement[]} */ (notes));
    enter();
    current?.scrollIntoView({ block: "nearest" });
  });

  // A mark and its note point at each other.
  for (const [event, on] of /** @type {[string, boolean][]} */ ([["mouseover", true], ["mouseout", false]])) {
    column.addEventListener(event, ({ target }) => {
      const over = target instanceof Element ? target.closest("[data-ann], .note[id]") : null;
      if (!(over instanceof HTMLElement)) return;
      const ids = over.dataset.ann ? over.dataset.ann.split(" ") : [over.id.slice("note_".length)];
      for (const id of ids) {
        for (const part of [document.getElementById(`note_${id}`), ...segments(id)]) part?.classList.toggle("is-hinted", on);
      }
    });
  }

  /** The address may name a mark or a note. */
  const follow = () => {
    let id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch { /* an address that somebody typed: as it stands */ }
    id = id.replace(/^note_/, "");
    const note = id && document.getElementById(`note_${id}`);
    if (note) show([note]);
  };
  window.addEventListener("hashchange", follow);
  follow();

  /** @type {HTMLDetailsElement[]} */
  let printed = [];
  window.addEventListener("beforeprint", () => {
    printed = [.../** @type {NodeListOf<HTMLDetailsElement>} */ (column.querySelectorAll("details:not([open])"))];
    for (const note of printed) note.open = true;
  });
  window.addEventListener("afterprint", () => { for (const note of printed) note.open = false; });

  /** @param {string} tag @param {string} [words] */
  const element = (tag, words) => {
    const made = document.createElement(tag);
    if (words) made.textContent = words;
    return made;
  };

  const help = document.createElement("dialog");
  help.className = "keys";
  const title = element("h2", "Keys");
  title.id = "keys-title";
  help.setAttribute("aria-labelledby", title.id);
  const list = element("dl");
  for (const [key, meaning] of KEYS) {
    const row = element("div");
    const term = element("dt");
    term.append(element("kbd", key));
    row.append(term, element("dd", meaning));
    list.append(row);
  }
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "Close";
  close.addEventListener("click", () => help.close());
  help.append(title, list, close);
  column.append(help);

  const end = switches.querySelector(".end");
  if (end) {
    const ask = document.createElement("button");
    ask.type = "button";
    ask.append(element("kbd", "?"), " keys");
    ask.addEventListener("click", () => help.showModal());
    end.append(" ", ask);
  }

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
      || (target instanceof HTMLInputElement && target.type !== "checkbox"));
    if (typing || event.ctrlKey || event.metaKey || event.altKey || target instanceof Element && target.closest(".capture")) return;
    if (event.key === "?") help.open ? help.close() : help.showModal();
    else if (help.open) return;
    else if (event.key === "n") move(1);
    else if (event.key === "p") move(-1);
    else if (event.key === "Escape" && target instanceof Element && target.closest(".note") === current && current) {
      const mark = segments(current.id.slice("note_".length))[0];
      if (!mark) return;
      mark.tabIndex = -1;
      mark.focus();
    } else if (event.key === "Enter" && target instanceof HTMLElement && target.matches("[data-ann]")) target.click();
    else return;
    event.preventDefault();
  }, true);
})();

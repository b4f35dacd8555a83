// The reading page: layers, read first, keys. Everything can be read without this script.
"use strict";
(() => {
  const text = document.querySelector(".rashomon .text");
  const switches = document.querySelector("[data-layers]");
  if (!text || !switches) return;

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
    const apply = () => text.classList.toggle(layer ? `hide-${layer}` : "read-first", layer ? !box.checked : box.checked);
    box.addEventListener("change", () => { apply(); remember(name, box.checked); });
    apply();
  }

  const marks = () => [...text.querySelectorAll("mark[id]")].filter((mark) => {
    const note = document.getElementById(`note-${mark.id}`);
    return note && note.offsetParent !== null;
  });
  let current = -1;

  /** @param {Element} mark */
  const show = (mark) => {
    for (const old of document.querySelectorAll(".rashomon .is-current")) old.classList.remove("is-current");
    mark.classList.add("is-current");
    const note = document.getElementById(`note-${mark.id}`);
    mark.scrollIntoView({ block: "center" });
    if (!(note instanceof HTMLDetailsElement)) return;
    note.classList.add("is-current");
    note.open = true;
    note.querySelector("summary")?.focus({ preventScroll: true });
  };

  /** @param {number} step */
  const move = (step) => {
    const all = marks();
    if (!all.length) return;
    current = (current + step + all.length) % all.length;
    show(all[current]);
  };

  text.addEventListener("click", (event) => {
    const mark = event.target instanceof Element ? event.target.closest("mark[data-ann]") : null;
    if (!mark || window.getSelection()?.toString()) return;
    const first = document.getElementById((mark.dataset.ann || "").split(" ").pop() || "");
    if (!first) return;
    const target = first.matches("mark") ? first : mark;
    current = marks().indexOf(target);
    for (const id of (mark.dataset.ann || "").split(" ")) {
      const note = document.getElementById(`note-${id}`);
      if (note instanceof HTMLDetailsElement) note.open = true;
    }
    show(target);
  });

  const help = document.createElement("dialog");
  const title = document.createElement("h2");
  title.textContent = "Keys";
  const list = document.createElement("dl");
  for (const [key, meaning] of [["n", "next note"], ["p", "previous note"], ["/", "search"], ["?", "this help"], ["Esc", "close"]]) {
    const dt = document.createElement("dt");
    dt.textContent = key;
    const dd = document.createElement("dd");
    dd.textContent = meaning;
    list.append(dt, dd);
  }
  help.append(title, list);
  text.after(help);

  document.addEventListener("keydown", (event) => {
    const target = event.target;
    const typing = target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
      || (target instanceof HTMLInputElement && target.type !== "checkbox"));
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "n") move(1);
    else if (event.key === "p") move(-1);
    else if (event.key === "?") help.open ? help.close() : help.showModal();
    else return;
    event.preventDefault();
  }, true);
})();

// Suggest a mark: a button, a key, and a button beside a selection. What does the work is loaded when somebody begins.
"use strict";
(() => {
  const column = /** @type {HTMLElement | null} */ (document.querySelector(".rashomon.article"));
  const row = column?.querySelector("[data-layers]");
  const { src } = /** @type {HTMLScriptElement} */ (document.currentScript);
  if (!column || !row) return;

  /** @param {string} tag @param {Object<string, any>} what @param {...(Node | string)} inside @returns {any} */
  const make = (tag, what, ...inside) => {
    const made = Object.assign(document.createElement(tag), what);
    made.append(...inside);
    return made;
  };
  const said = make("span", { className: "n", role: "status" });
  row.insertBefore(said, row.querySelector(".end"));
  if (column.dataset.reach === "none") {
    said.append("No words can be marked here: this edition does not show the text.");
    return;
  }
  const button = make("button", { type: "button", ariaKeyShortcuts: "m", onclick: () => begin(selected()) }, "Suggest a mark");
  const float = make("button", { type: "button", className: "mark-this", hidden: true, onclick: () => begin(selected() || range) }, "Mark these words");
  said.before(button, " ");
  column.append(float);
  const capture = window.rashomonCapture = { column, button, said, make, key: `rashomon-drafts ${new URL(".", location.href).pathname}` };

  /** Load a part; one that fails can be asked for again. @param {string} tag @param {Object<string, any>} what */
  const part = (tag, what) => new Promise((onload, fail) => {
    const made = make(tag, { ...what, onload, onerror: () => { made.remove(); fail(); } });
    document.head.append(made);
  });
  /** @param {string} name */
  const asset = (name) => new URL(name, src).href;
  /** @type {Promise<unknown> | null} */
  let style = null;
  /** @type {Promise<unknown> | null} */
  let loading = null;
  const forget = () => { style = loading = null; };
  const dress = () => (style ??= part("link", { rel: "stylesheet", href: asset("capture.css") }));
  const load = () => (loading ??= Promise.all([dress(), ...["../registry.js", asset("capture.js")].map((src) => part("script", { src, async: false }))]));

  /** The selection, as far as it touches the text. */
  const selected = () => {
    const now = document.getSelection();
    const found = now?.rangeCount && !now.isCollapsed ? now.getRangeAt(0).cloneRange() : null;
    return found && [...column.querySelectorAll("#p_0, [data-number]")].some((block) => found.intersectsNode(block)) ? found : null;
  };
  /** @param {Range | null} words @param {boolean} [byKey] */
  const begin = (words, byKey) => {
    float.hidden = true;
    load().then(() => capture.open(words, byKey), () => {
      forget();
      said.textContent = "This could not be loaded. Try again.";
    });
  };

  let pointer = "", isDown = false, asked = 0;
  /** @type {Range | null} */
  let range = null;
  const place = () => {
    const last = [...(range?.getClientRects() || [])].pop();
    if (!last) return;
    float.style.top = `${Math.min(last.bottom + 8, innerHeight - 60)}px`;
    float.style.left = `${Math.min(last.right, innerWidth - 180)}px`;
  };
  const look = async () => {
    range = pointer && !isDown ? selected() : null;
    if (range) await dress().catch(forget);
    // Beside the words the system of a telephone shows buttons of its own.
    float.classList.toggle("touch", pointer === "touch");
    float.hidden = !range;
    place();
  };
  const later = () => {
    clearTimeout(asked);
    asked = setTimeout(look, 150);
  };
  document.addEventListener("selectionchange", later);
  addEventListener("pointerdown", (event) => { pointer = event.pointerType; isDown = pointer === "mouse"; }, true);
  addEventListener("pointerup", () => { isDown = false; later(); }, true);
  addEventListener("scroll", place, { passive: true });
  // The selection stays.
  for (const one of [button, float]) one.onmousedown = (/** @type {Event} */ event) => event.preventDefault();
  addEventListener("keydown", (event) => {
    pointer = "";
    if (event.key !== "m" || event.ctrlKey || event.metaKey || event.altKey || event.target instanceof Element && event.target.closest("input:not([type=checkbox]), textarea, select, dialog")) return;
    event.preventDefault();
    begin(selected(), true);
  });
  // A private window may keep no drafts.
  try { if (localStorage.getItem(capture.key)) load().catch(forget); } catch { }
})();

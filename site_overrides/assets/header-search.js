// A search box in the header of every page; without scripts the navigation's Search page says what is needed.
"use strict";
(() => {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const root = new URL("../", script.src);
  const header = document.querySelector(".md-header__inner");
  // A folder opened by double-click has no search; its search page says why.
  if (!header || location.protocol === "file:") return;

  const form = document.createElement("form");
  form.className = "header-search";
  form.action = new URL("search/", root).href;
  form.setAttribute("role", "search");
  form.setAttribute("aria-label", "Search from any page");
  const input = document.createElement("input");
  input.type = "search";
  input.name = "q";
  input.placeholder = "Search";
  input.autocomplete = "off";
  input.setAttribute("aria-label", "Search all stories");
  input.setAttribute("aria-keyshortcuts", "/");
  const hint = document.createElement("kbd");
  hint.textContent = "/";
  hint.setAttribute("aria-hidden", "true");
  form.append(input, hint);
  const title = header.querySelector(".md-header__title");
  if (title) title.after(form);
  else header.append(form);

  /** @param {EventTarget | null} target */
  const isTyping = (target) =>
    target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName)
      || (target instanceof HTMLInputElement && !/^(checkbox|radio|button|submit)$/.test(target.type)));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });
})();

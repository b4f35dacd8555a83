// Cite this: the address of the page where the site has one, and a button that copies. The text stands without it.
"use strict";
(() => {
  const canonical = /** @type {HTMLLinkElement | null} */ (document.querySelector("link[rel=canonical]"));
  for (const place of document.querySelectorAll("[data-permalink]")) {
    if (canonical) place.textContent = canonical.href;
  }
  if (!navigator.clipboard) return;
  for (const citation of document.querySelectorAll("[data-cite]")) {
    const button = document.createElement("button");
    const said = document.createElement("span");
    button.type = "button";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy the citation of the ${citation.getAttribute("data-cite")}`);
    said.setAttribute("role", "status");
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText((citation.textContent || "").replace(/\s+/g, " ").trim());
        said.textContent = "copied";
      } catch {
        said.textContent = "could not copy: select the words instead";
      }
    });
    citation.after(button, " ", said);
  }
})();

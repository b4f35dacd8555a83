// On arrival from a search: show where the words stand, and go to the first. The text itself is not changed.
"use strict";
(() => {
  const words = (new URLSearchParams(location.search).get("highlight") || "").split(/\s+/).filter(Boolean).slice(0, 20);
  const column = document.querySelector(".rashomon");
  if (!words.length || !column) return;

  /** @param {string} word */
  const pattern = (word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&").replace(/['’]/g, "['’]");
  const anyWord = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.map(pattern).join("|")})`, "giu");

  /** @param {Element} scope @returns {Range[]} */
  const find = (scope) => {
    const ranges = [];
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".notes, .num, .layers, [hidden]")) continue;
      for (const match of (node.textContent || "").matchAll(anyWord)) {
        const range = document.createRange();
        range.setStart(node, match.index);
        range.setEnd(node, match.index + match[0].length);
        ranges.push(range);
      }
    }
    return ranges;
  };

  const text = column.querySelector(".text");
  const inText = text ? find(text) : [];
  const ranges = inText.length ? inText : find(column);
  if (!ranges.length) return;
  const canShow = "highlights" in CSS && typeof Highlight === "function";
  if (canShow) CSS.highlights.set("found", new Highlight(...ranges));

  const bar = document.createElement("p");
  bar.className = "found-bar";
  bar.setAttribute("role", "status");
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "clear";
  clear.addEventListener("click", () => {
    if (canShow) CSS.highlights.delete("found");
    bar.remove();
    history.replaceState(null, "", location.pathname + location.hash);
  });
  bar.append(`${ranges.length} ${ranges.length === 1 ? "match" : "matches"} for ${words.join(" ")} · `, clear);
  column.append(bar);

  if (location.hash) return;
  const first = ranges[0].startContainer.parentElement;
  for (let closed = first?.closest("details:not([open])"); closed; closed = first?.closest("details:not([open])")) {
    /** @type {HTMLDetailsElement} */ (closed).open = true;
  }
  first?.scrollIntoView({ block: "center" });
})();

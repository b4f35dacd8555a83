// On arrival from a search: show where the words stand, and go to the first. The text itself is not changed.
"use strict";
(() => {
  const words = (new URLSearchParams(location.search).get("highlight") || "").split(/\s+/).filter(Boolean);
  const column = document.querySelector(".rashomon");
  if (!words.length || !column) return;
  const scope = column.querySelector(".text") || column;

  /** @param {string} text */
  const letters = (text) => text.toLocaleLowerCase().normalize("NFC");

  /** @returns {Range[]} */
  const find = () => {
    const ranges = [];
    const walker = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.parentElement?.closest(".notes, .num, script")) continue;
      const text = letters(node.data);
      for (const word of words.map(letters)) {
        for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
          if (/[\p{L}\p{N}]/u.test(text[at - 1] || " ")) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + word.length);
          ranges.push(range);
        }
      }
    }
    return ranges;
  };

  const ranges = find();
  if (!ranges.length) return;
  ranges.sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b));
  if ("highlights" in CSS) CSS.highlights.set("found", new Highlight(...ranges));

  const bar = document.createElement("p");
  bar.className = "found-bar";
  const count = document.createElement("span");
  count.textContent = `${ranges.length} ${ranges.length === 1 ? "match" : "matches"} for ${words.join(" ")}`;
  const clear = document.createElement("button");
  clear.type = "button";
  clear.textContent = "clear";
  clear.addEventListener("click", () => {
    if ("highlights" in CSS) CSS.highlights.delete("found");
    bar.remove();
    history.replaceState(null, "", location.pathname + location.hash);
  });
  bar.append(count, clear);
  column.prepend(bar);
  if (!location.hash) ranges[0].startContainer.parentElement?.scrollIntoView({ block: "center" });
})();

// Who comes from a note is told the file that it stands in, and led to where it can be changed. Without this script the
// page names the folder.
"use strict";
(() => {
  const query = new URLSearchParams(location.search);
  const file = query.get("file") || "", mark = query.get("mark") || "";
  const heading = document.getElementById("correct");
  if (!heading || !/^annotations\/[\w./-]+\.yml$/.test(file) || file.includes("..")) return;
  const line = document.createElement("p");
  const name = document.createElement("code");
  name.textContent = file;
  line.append("The note that you come from stands in ", name, ".");
  heading.after(line);

  const ways = /** @type {HTMLElement | null} */ (document.querySelector("[data-ways]"));
  if (!ways) return;
  /** @type {Object<string, string>} */
  const values = { file, mark: /^[a-z][a-z0-9-]{2,63}$/.test(mark) ? mark : "" };
  for (const link of ways.querySelectorAll("a")) link.href = link.href.replace(/~(\w+)~/g, (_, slot) => values[slot]);
  line.after(ways);
  ways.hidden = false;
})();

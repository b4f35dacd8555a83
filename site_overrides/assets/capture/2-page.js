// The text of the article as it stands on the page: read from it, and found again in it.
const { column, button, said: counted, make, key } = window.rashomonCapture;
const { article: id, story, day, reach } = column.dataset;
/** @type {{node: Text, skip: number, at: number, end: number}[]} */
const runs = [];
/** @type {{name: string, at: number}[]} */
const blocks = [];
let text = "", wall = false;
/** Add the words between two gaps. @param {Text[]} nodes @param {string} join */
const add = (nodes, join) => {
  const raw = nodes.map((node) => node.data).join("");
  const from = raw.search(/[^ \n]/), to = raw.replace(/[ \n]+$/, "").length;
  if (from < 0) return false;
  text += wall ? WALL : text && join;
  wall = false;
  let seen = 0;
  for (const node of nodes) {
    const skip = Math.max(0, from - seen), last = Math.min(node.length, to - seen), at = text.length + seen + skip - from;
    if (last > skip) runs.push({ node, skip, at, end: at + last - skip });
    seen += node.length;
  }
  text += raw.slice(from, to);
  return true;
};
for (const block of /** @type {NodeListOf<HTMLElement>} */ (column.querySelectorAll("h1#p_0, .text [data-number]"))) {
  const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  /** @type {Text[]} */
  let nodes = [];
  let join = "\n";
  const close = () => {
    const first = runs.length;
    if (add(nodes, join) && join) {
      blocks.push({ name: block.dataset.number ? `paragraph ${block.dataset.number}` : "headline", at: runs[first].at });
      join = "";
    }
    nodes = [];
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.parentElement?.closest(".gap")) nodes.push(/** @type {Text} */ (node));
    else {
      close();
      wall = true;
    }
  }
  close();
}
const article = prepare(text);

/** Where a point of the page stands in the text: at the next letter. @param {Node} node @param {number} offset */
const offsetOf = (node, offset) => {
  const point = document.createRange();
  point.setStart(node, offset);
  for (const run of runs) {
    if (run.node === node && offset <= run.skip + run.end - run.at) return run.at + Math.max(0, offset - run.skip);
    if (run.node !== node && point.comparePoint(run.node, 0) >= 0) return run.at;
  }
  return text.length;
};

/** @param {number} at whether a word goes on over this place */
const within = (at) => at > 0 && at < text.length && LETTER.test(text[at - 1]) && LETTER.test(text[at]);

/** The passage of a range of the page, without white space at its ends. @param {Range} range @returns {Span} */
const spanOf = (range) => {
  let start = offsetOf(range.startContainer, range.startOffset), end = offsetOf(range.endContainer, range.endOffset);
  while (start < end && /[ \n\0]/.test(text[start])) start++;
  while (end > start && /[ \n\0]/.test(text[end - 1])) end--;
  return { start, end };
};
/** The words of a range, never half a one; over a gap as `start … end`. @param {Range} range */
const wordsOf = (range) => {
  let { start, end } = spanOf(range);
  if (start >= end) return null;
  while (within(start)) start--;
  while (within(end)) end++;
  const parts = text.slice(start, end).split(WALL);
  return { words: squeezed(parts.length > 1 ? `${parts[0]} … ${parts.pop()}` : parts[0]), span: { start, end } };
};

/** The passage as ranges of the page, one for each stretch of it. @param {Span} span @returns {Range[]} */
const ranges = ({ start, end }) => runs.filter((run) => run.at < end && run.end > start).map((run) => {
  const range = document.createRange();
  range.setStart(run.node, run.skip + Math.max(0, start - run.at));
  range.setEnd(run.node, run.skip + Math.min(run.end, end) - run.at);
  return range;
});

/** How the site names the block that holds an offset. @param {number} offset */
const placeOf = (offset) => blocks.findLast((block) => block.at <= offset)?.name || "headline";

/** How the site names the blocks of a passage. @param {Span} span */
const placesOf = ({ start, end }) => (placeOf(start) === placeOf(end - 1) ? placeOf(start) : `${placeOf(start)} to ${placeOf(end - 1)}`.replace(/^(paragraph)( .*)\1 /, "$1s$2"));

/** What stands beside a passage, as far as it is shown: where parts are left out, nobody can tell here how often words stand. @param {Span} span @param {Prepared} _ @param {string} exact @returns {Quote} */
const beside = ({ start, end }, _, exact) => ({
  exact,
  prefix: split(text.slice(0, start).split(WALL).pop() || "").slice(-BESIDE).join(" "),
  suffix: split(text.slice(end).split(WALL)[0]).slice(0, BESIDE).join(" "),
});

/** @type {Prepared | undefined} */
let small;
/** Passages, capitals aside. @param {string} words */
const alike = (words) => match({ exact: words.toLowerCase() }, (small ??= prepare(text.toLowerCase())));
/** @param {string} word without the signs beside it */
const bare = (word) => plain(word).replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");

/**
 * The passage most like some words: the same but for capitals; or a row in one block, more than six in ten of them the
 * same, that begins or ends as they do. @param {string} words
 */
const nearest = (words) => {
  const wanted = split(words).map(bare), known = new Set(wanted);
  let best = wanted.length * 0.6, found = alike(words).map(({ start, end }) => squeezed(text.slice(start, end))).find((one) => plain(one) === plain(words)) || "";
  if (found) return found;
  for (const block of text.split(/[\n\0]/)) {
    const every = split(block), bares = every.map(bare);
    bares.forEach((first, at) => {
      const row = bares.slice(at, at + wanted.length), last = row.findLastIndex((one) => known.has(one)), same = row.filter((one) => known.has(one)).length;
      if (same <= best || !known.has(first) || first !== wanted[0] && row[last] !== wanted.at(-1)) return;
      best = same;
      found = every.slice(at, at + last + 1).join(" ").replace(/[.,;:]$/, "");
    });
  }
  return found;
};

/** The words within 160 code points of a passage, as a cue is looked for: checks/cue_not_in_passage.py. @param {Span} span */
const near = ({ start, end }) => plain([...text.slice(0, start)].slice(-NEAR).join("") + text.slice(start, end) + [...text.slice(end)].slice(0, NEAR).join(""));

/** Where words stand in the text, capitals aside. @param {string} words */
const stands = (words) => alike(words).map((span) => placeOf(span.start));

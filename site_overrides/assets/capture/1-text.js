// Words and where they stand, as generator/text.py and generator/anchor.py have it. The files of this folder are one
// script (generator/scripts.py) and share one scope. Offsets count UTF-16 units; a wall stands for words left out.
// White space as Python has it: JavaScript's own class has one sign more and five fewer.
const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
const GAP = /^(.*?) (?:\.\.\.|…) (.*)$/s;
const WALL = "\0", MOST_WORDS = 24, BESIDE = 8, MOST_PASSAGES = 1000, LONGEST = 4000, LONGEST_CONTEXT = 400, NEAR = 160;
// Letters of the scripts that part words by spaces, with the marks that belong to them.
const LETTER = /(?![\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}])[\p{L}\p{M}\p{N}]/u;
/** @typedef {{exact: string, prefix: string, suffix: string}} Quote */
/** @typedef {{start: number, end: number}} Span */

/** @param {string} text */
const split = (text) => text.split(SPACE).filter(Boolean);
/** @param {string} text */
const squeezed = (text) => split(text).join(" ");

/** @param {string} words */
const capital = (words) => words.replace(/^./u, (first) => first.toUpperCase());
/** @param {string} [words] */
const sentence = (words) => (words ? `${capital(words)}.` : "");

/** @param {string} sign as a person types it */
const typed = (sign) => (/[‘’‚‛ʼ′]/.test(sign) ? "'" : /[“”„‟«»″]/.test(sign) ? "\"" : /[‐‑‒–—―−]/.test(sign) ? "-" : sign === "…" ? "..." : SPACE.test(sign) ? " " : sign);
/** `text` as a person types it, and where each of its signs came from: generator/text.py, `fold`. @param {string} text */
const fold = (text) => {
  const signs = [], offsets = [];
  for (let at = 0; at < text.length; at++) {
    for (const sign of typed(text[at])) {
      if (sign === " " && signs.at(-1) === " ") continue;
      signs.push(sign);
      offsets.push(at);
    }
  }
  return { text: signs.join(""), offsets: [...offsets, text.length] };
};
/** @param {string} words */
const folded = (words) => fold(words.normalize("NFC")).text.replace(/^ | $/g, "");
/** @param {string} words what two texts are compared by where no offset is needed: `fold_words`, in small letters */
const plain = (words) => fold(squeezed(words.replace(/[\0-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]/g, "").normalize("NFC"))).text.toLowerCase();

/** @param {string} text @param {string} words */
const findAll = (text, words) => {
  const found = [];
  for (let at = words ? text.indexOf(words) : -1; at >= 0; at = text.indexOf(words, at + 1)) found.push(at);
  return found;
};

/** Text made ready for `match`. @param {string} text */
const prepare = (text) => ({ whole: text, ...fold(text) });
/** @typedef {ReturnType<typeof prepare>} Prepared */

/** Every passage that a quote can mean: generator/anchor.py, `match`. @param {Partial<Quote>} quote @param {Prepared} article @returns {Span[]} */
const match = ({ exact = "", prefix = "", suffix = "" }, { text, offsets }) => {
  const words = folded(exact), before = folded(prefix), after = folded(suffix);
  const passages = findAll(text, words).map((at) => [at, at + words.length]), gap = exact.normalize("NFC").match(GAP);
  if (!passages.length && gap) {
    const [start, end] = [gap[1], gap[2]].map(folded), stops = findAll(text, end);
    for (const at of findAll(text, start)) {
      for (const stop of stops) if (stop >= at + start.length && passages.length < MOST_PASSAGES) passages.push([at, stop + end.length]);
    }
  }
  /** @param {number} at */
  const whole = (at) => at === 0 || offsets[at] !== offsets[at - 1];
  return passages.filter(([start, end]) => whole(start) && whole(end)
    && text.endsWith(before, before && text[start - 1] === " " ? start - 1 : start) && text.startsWith(after, text[end] === " " ? end + 1 : end))
    .map(([start, end]) => ({ start: offsets[start], end: offsets[end - 1] + 1 }));
};

/** @param {string} text how long a text is to Python */
const points = (text) => [...text].length;

/**
 * The quote that means a passage and no other, with as few words of context as will do: generator/anchor.py,
 * `describe`; null where it raises. `exact` is given where the passage is written as `start … end`.
 * @param {Span} span @param {Prepared} article @param {string} [exact] @returns {Quote | null}
 */
const describe = ({ start, end }, article, exact = squeezed(article.whole.slice(start, end))) => {
  const before = split(article.whole.slice(0, start)), after = split(article.whole.slice(end));
  if (!exact || points(exact) > LONGEST) return null;
  for (let words = 0; words <= MOST_WORDS; words++) {
    for (const [left, right] of [[words >> 1, words - (words >> 1)], [words, 0], [0, words]]) {
      const quote = { exact, prefix: before.slice(Math.max(0, before.length - left)).join(" "), suffix: after.slice(0, right).join(" ") };
      if (Math.max(points(quote.prefix), points(quote.suffix)) > LONGEST_CONTEXT) return null;
      if (match(quote, article).length === 1) return quote;
    }
  }
  return null;
};

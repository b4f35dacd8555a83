// Drafts: what they hold, whether the check would take them, where they are kept. What is asked comes with the registry.
const registry = window.rashomonRegistry, isWhole = reach === "whole", ways = registry.ways, HANDLE = "rashomon-handle", refused = registry.refused, AGAIN = refused.again;
// Bytes: GitHub refuses addresses of more than about 8,190.
const LONGEST_ADDRESS = 7500;

/** @typedef {Object<string, string>} Draft what a person chose and wrote, by field; `id` tells it apart */

/** @param {string} words @param {() => void} onclick */
const act = (words, onclick) => make("button", { type: "button", onclick }, words);
const live = () => make("p", { className: "help", role: "status" });
/** @param {string} words @param {string} href */
const away = (words, href) => make("a", { href, target: "_blank", rel: "noopener" }, words);

let kept = true;
/** @param {string} name */
const recall = (name) => { try { return localStorage.getItem(name) || ""; } catch { return ""; } };
/** @param {string} name @param {string} value */
const keep = (name, value) => { try { localStorage.setItem(name, value); } catch { kept = false; } };
const random = () => Math.random().toString(36).slice(2, 8);
const blank = () => ({ own: random(), drafts: /** @type {Draft[]} */ ([]) });
const read = () => {
  try {
    const { own, drafts } = JSON.parse(recall(key));
    return { own: own.replace(/\W/g, ""), drafts: /** @type {Draft[]} */ (drafts.filter((/** @type {object} */ one) => Object.values(one).every((value) => typeof value === "string"))) };
  } catch { return blank(); }
};
let state = read(), by = recall(HANDLE), tried = false;
/** @type {Draft | null} the draft in the form; null while the file is shown */
let draft = null;

/** @param {string} list @param {string} name */
const entry = (list, name) => registry[list].find((/** @type {Draft} */ one) => one.id === name);
/** The claim, source or label of a draft: what its first field names. @param {Draft} of */
const what = (of) => { const [first] = entry("kind", of.kind)?.fields || []; return first && entry(first.id, of[first.id]); };
/** @param {Draft} of */
const omits = (of) => of.kind === "claim" && of.stance === "omits";
/** The fields of a draft that are asked for. @param {Draft} of @returns {{id: string, needed: boolean}[]} */
const asked = (of) => (entry("kind", of.kind)?.fields || [{ id: "quote" }]).filter((/** @type {any} */ one) => of.kind !== "claim" || ({
  quote: !omits(of), searched: omits(of), source: ![undefined, "asserts", "omits"].includes(of.stance), value: !omits(of) && what(of)?.type === "quantity",
})[one.id] !== false);

/** Where the words of a draft stand, and the quote that is written for them. @param {Draft} of */
const place = ({ quote = "", prefix, suffix }) => known[[quote, prefix, suffix].join("\0")] ??= looked(quote, prefix, suffix);
const known = Object.create(null);
/** @param {string} words @param {string} prefix @param {string} suffix */
const looked = (words, prefix, suffix) => {
  const exact = squeezed(words), every = match({ exact }, article);
  const [span, other] = every.length > 1 && (prefix || suffix) ? match({ exact, prefix, suffix }, article) : every;
  if (!span || other) return { every, quote: every.length || isWhole || !exact ? null : { exact } };
  // A passage may be written as `start … end`; so is one that holds an invisible sign.
  const own = squeezed(text.slice(span.start, span.end)), seen = own.split(HIDDEN);
  const told = plain(own) !== plain(exact) ? exact : seen.length > 1 ? squeezed(`${seen[0]} … ${seen.pop()}`) : own;
  return { every, span, quote: (isWhole ? describe : beside)(span, article, told) };
};
/** What no two marks of an article may share. @param {Draft} of */
const identity = (of) => { const { span, quote } = place(of); return [of.kind, what(of)?.id, ...(omits(of) ? [] : span ? [span.start, span.end] : [quote?.exact])].join(" "); };
const standing = [...column.querySelectorAll(".note[id]")].map((note) => {
  const parts = column.querySelectorAll(`[data-ann~="${CSS.escape(note.id.slice(5))}"]`), range = document.createRange();
  if (!parts.length) return "";
  range.setStart(parts[0], 0);
  range.setEndAfter(parts[parts.length - 1]);
  const { start, end } = spanOf(range);
  return [note.classList[1], note.querySelector(".ways a:last-child")?.getAttribute("href")?.split("/").slice(-2)[0], start, end].join(" ");
});

/** What the check would refuse, by field. @param {Draft} of @returns {Object<string, string>} */
const wrongs = (of) => {
  const { span, quote } = place(of), claim = what(of), same = identity(of), others = state.drafts.filter((one) => one.id !== of.id);
  /** @type {Object<string, string>} */
  const found = of.kind ? {} : { kind: "choose the kind" };
  for (const { id: name, needed } of asked(of)) {
    const value = (of[name] || "").trim(), most = name === "note" ? 8000 : 2000, hidden = value.match(HIDDEN), list = registry[name];
    if (name === "quote") continue;
    if (hidden) found[name] = `${refused.hidden}: U+${hidden[0].codePointAt(0).toString(16).padStart(4, "0")}`;
    else if (points(value) > most) found[name] = `the text is longer than ${most} characters`;
    else if (list ? !entry(name, value) : !value) {
      if (name === "searched") found[name] = refused.searched;
      else if (name === "source" && of.stance === "attributes") found[name] = refused.source;
      else if (needed) found[name] = `${list ? "choose" : "write"} the ${name}`;
    }
  }
  if (omits(of)) {
    if ([...standing, ...others.map(identity)].some((one) => one.startsWith(`claim ${of.claim} `))) found.claim ??= refused.carries;
    if (day && day < claim?.since) found.claim ??= `the article is of ${day}, the claim is known since ${claim.since}`;
    if (registry.absent.includes(`${id} ${of.claim}`)) found.claim ??= AGAIN;
  } else if (!quote) found.quote = !of.quote ? "choose the quote" : span ? refused.apart : refused.once;
  else if (Object.values(quote).some((part) => HIDDEN.test(part))) found.quote = refused.hidden;
  else if (isWhole && of.cue && of.kind === "source" && !near(span).includes(plain(of.cue))) found.cue = refused.cue;
  if (standing.includes(same)) found.quote ??= refused.standing;
  if (others.some((one) => identity(one) === same)) found[omits(of) ? "claim" : "quote"] ??= AGAIN;
  return found;
};
const isHandle = () => RegExp(registry.handle.is).test(by) && !RegExp(registry.handle.not).test(by);

/** The words of a list that is written with commas. @param {string} [text] */
const listed = (text = "") => text.split(/[,\n]/).map((word) => word.trim()).filter(Boolean);
/** Where a draft stands in the file, as `rashomon fmt` has it. @param {Draft} of */
const rank = (of) => { const { span } = place(of); return registry.kind.indexOf(entry("kind", of.kind)) * 1e13 + (span && !omits(of) ? span.start * 1e6 - span.end : 9e12 + registry.claim.indexOf(what(of))); };
/** A draft as it stands in the file. @param {Draft} of */
const marked = (of) => ({ section: entry("kind", of.kind).section, pairs: asked(of).flatMap(({ id: name }) => {
  const value = (of[name] || "").trim(), { span, quote } = place(of);
  if (!value) return [];
  if (name !== "quote") return [[name, name === "searched" ? listed(value) : value]];
  const parts = Object.entries(quote).filter((pair) => pair[1]), pair = [name, parts[1] ? Object.fromEntries(parts) : quote.exact];
  return isWhole ? [["#", `${placesOf(span)}, characters ${points(text.slice(0, span.start))} to ${points(text.slice(0, span.end))}`], pair] : [pair];
}) });

const begun = () => state.drafts.filter((one) => one.kind || one.quote);
const save = () => {
  const drafts = begun();
  keep(key, drafts.length ? JSON.stringify({ ...state, drafts }) : "");
  counted.textContent = drafts.length ? `${drafts.length} ${drafts.length > 1 ? "drafts" : "draft"}` : "";
  if (CSS.highlights) CSS.highlights.set("draft", new Highlight(...drafts.flatMap((one) => { const { span } = place(one); return span && !omits(one) ? ranges(span) : []; })));
};


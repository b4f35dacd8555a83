// The sheet beside the text, with one draft in its form; every change is kept at once.
const title = make("h2", { id: "capture-title", tabIndex: -1 }), body = make("div", {}), said = live();
// On a telephone the sheet can make room for the text.
const lower = act("", () => lay(!sheet.classList.contains("low")));
const sheet = make("dialog", { className: "capture" }, make("header", {}, title, lower, act("Close", () => shut()), said), body);
/** @param {boolean} isLow */
const lay = (isLow) => {
  sheet.classList.toggle("low", isLow);
  lower.textContent = isLow ? "Show the form" : "Show the text";
};
sheet.setAttribute("aria-labelledby", title.id);
column.append(sheet);
/** @type {Element | null} */
let cameFrom = null;
const enter = () => title.focus({ preventScroll: true });
/** @param {string} words @param {() => void} [undo] */
const tell = (words, undo) => said.replaceChildren(words, " ", ...(undo ? [act("Undo", () => { undo(); save(); list(); })] : []));
const shut = () => {
  sheet.close();
  document.documentElement.classList.remove("capturing");
  /** @type {HTMLElement} */ (cameFrom?.isConnected ? cameFrom : button).focus({ preventScroll: true });
};
addEventListener("keydown", ({ key: pressed }) => {
  if (pressed === "Escape" && sheet.open && !document.querySelector("dialog[open]:not(.capture)")) shut();
});

/** @type {Map<string, any>} the fields that are shown, each with the place for what is wrong in it */
const fields = new Map();
/** A field: its label, its control, the place for what is wrong. @param {string} name @param {any} control @param {string} about @param {(value: string) => void} [put] what a control takes; a group takes nothing itself */
const field = (name, control, about, put) => {
  const wrong = make("b", { id: `capture-${name}-wrong` }), label = make(put ? "label" : "legend", {}, make("b", {}, capital(name)), " ", make("small", {}, about));
  control.setAttribute("aria-describedby", wrong.id);
  if (put) Object.assign(control, { id: label.htmlFor = `capture-${name}`, autocomplete: "off", oninput: () => put(control.value) });
  else control.prepend(label);
  const box = make("div", { className: "field", wrong }, ...(put ? [label] : []), control, wrong);
  fields.set(name, box);
  return box;
};
/** A list to choose one of, searched where it is long; a short menu; or a line to write. @param {{id: string, about: string, needed: boolean}} field */
const built = ({ id: name, about, needed }) => {
  const list = registry[name], note = about + (needed || name === "searched" ? "" : " Optional.");
  if (!list || /target|polarity|frame/.test(name)) {
    const control = list ? make("select", {}, new Option("—", ""), ...list.map((/** @type {Draft} */ one) => new Option(one.name, one.id))) : make(name === "note" ? "textarea" : "input", {});
    control.value = draft?.[name] || "";
    return field(name, control, note, (value) => put(name, value));
  }
  const rows = list.map((/** @type {Draft} */ one) => make("label", { dir: "auto" }, make("input", { type: "radio", name: `capture-${name}`, value: one.id, checked: draft?.[name] === one.id, onchange: () => put(name, one.id) }),
    make("span", {}, make(name === "kind" ? "mark" : "b", { className: one.id }, one.name), " ", make("small", {}, one.about || ""))));
  const set = make("fieldset", {}, make("div", { className: "list" }, ...rows)), count = live();
  if (rows.length > 7) set.prepend(make("input", { type: "search", placeholder: "Search", ariaLabel: `Search: ${name}`, oninput: (/** @type {any} */ event) => {
    const words = plain(event.target.value).split(" ");
    for (const row of rows) row.hidden = !words.every((word) => plain(row.textContent).includes(word)) && !row.firstChild.checked;
    count.textContent = `${rows.filter((/** @type {any} */ row) => !row.hidden).length} of ${rows.length}`;
  } }), count);
  if (/claim|source/.test(name)) set.append(make("details", {}, make("summary", {}, "Not in the list?"), `The list is the registry, annotations/${story}/story.yml. `,
    ways ? away("Ask for it", ways.ask) : "Tell who keeps this site."));
  return field(name, set, note);
};

const where = live(), which = make("p", { className: "help" }), guide = make("p", { className: "help", dir: "auto" }), answers = live(), more = make("div", {}), output = make("div", {});
const words = make("textarea", { rows: 2, dir: "auto" }), passage = field("quote", words, "Select it, type it or paste it.", (value) => put("quote", value));
words.after(where, which);
/** Say where the words stand, and offer what helps. @param {Draft} of */
const locate = (of) => {
  const { every, span } = place(of), times = every.length, nth = span ? placesOf(span) : "", like = of.quote && !times && nearest(of.quote);
  which.replaceChildren();
  where.textContent = !of.quote ? "" : !isWhole ? `They ${times ? "" : "do not "}stand in what is shown here. The check will decide.` : times > 1 ? (span ? `${capital(nth)}. They stand ${times} times, so the words beside them are added.` : `They stand ${times} times. Which do you mean?`) : times ? `They stand once: ${nth}.` : "They do not stand in this article.";
  if (like) which.append(`The article says: “${like}” `, act("Use these words", () => take(like)));
  if (times > 1) which.append(make("select", { ariaLabel: "Which passage", oninput: (/** @type {any} */ event) => take(of.quote, every[event.target.value]) }, new Option("Choose …", ""),
    ...every.slice(0, 50).map((one, at) => new Option(`${placesOf(one)}: … ${squeezed(text.slice(Math.max(0, one.start - 24), one.end + 24))} …`, `${at}`, false, one.start === span?.start))));
};
/** Take words as the passage; a span says which of several. @param {string} quote @param {any} [span] */
const take = (quote, span) => {
  const { prefix = "", suffix = "" } = (span && describe(span, article, quote)) || {};
  words.value = quote;
  if (draft) Object.assign(draft, { quote, prefix, suffix });
  refresh();
};
/** @param {string} name @param {string} value */
const put = (name, value) => {
  if (!draft) return;
  draft[name] = value;
  if (name === "kind") {
    tried = false;
    form(draft);
  }
  refresh();
};
const refresh = () => {
  if (!draft) return;
  const names = asked(draft).map((one) => one.id), found = tried ? wrongs(draft) : {}, { when, not } = what(draft) || {};
  for (const [name, box] of fields) {
    box.hidden = name !== "kind" && !names.includes(name);
    box.wrong.textContent = sentence(found[name]);
  }
  locate(draft);
  guide.replaceChildren(...(when ? [make("b", {}, "Use when: "), when, make("br", {}), make("b", {}, "Not when: "), not] : []));
  answers.textContent = listed(draft.searched).map((word) => `“${word}”: ${[...new Set(stands(word))].slice(0, 5).join(", ") || "not in what is shown here"}`).join("; ");
  save();
};
/** The fields of a kind. @param {Draft} of */
const form = (of) => {
  for (const name of fields.keys()) if (!/quote|kind/.test(name)) fields.delete(name);
  more.replaceChildren(...(entry("kind", of.kind)?.fields || []).filter((/** @type {Draft} */ one) => one.id !== "quote").map(built));
  fields.get("label")?.append(guide);
  fields.get("searched")?.append(answers);
};
/** @param {Draft} [one] */
const edit = (one = { id: random() }) => {
  draft = one;
  tried = false;
  if (!state.drafts.includes(one)) state.drafts.push(one);
  tell("");
  title.textContent = "Suggest a mark";
  words.value = one.quote || "";
  fields.clear();
  fields.set("quote", passage);
  body.replaceChildren(passage, built({ id: "kind", about: "", needed: true }), more, make("p", { className: "help" }, registry.compare), make("p", { className: "acts" }, act("Make the file", done), act("Remove", () => remove(one))));
  form(one);
  refresh();
  enter();
};
const done = () => {
  tried = true;
  refresh();
  const first = [...fields.values()].find((box) => !box.hidden && box.wrong.textContent);
  if (first) first.querySelector("textarea, input, select").focus();
  else list();
};
/** @param {Draft} one */
const remove = (one) => {
  const at = state.drafts.indexOf(one);
  state.drafts.splice(at, 1);
  save();
  list();
  tell("The draft is removed.", () => state.drafts.splice(at, 0, one));
};


// The file of all drafts of the article, and the ways to send it.
const list = () => {
  draft = null;
  tell("");
  title.textContent = "Your file";
  state.drafts = begun();
  body.replaceChildren(make("ol", {}, ...state.drafts.map((one) => make("li", { dir: "auto" }, make("mark", { className: one.kind }, entry("kind", one.kind)?.name || "?"), ` ${what(one)?.name || ""} `, ...(one.quote && !omits(one) ? [make("q", {}, one.quote.replace(/^["“„]+|["”]+$/g, ""))] : []), " ",
    ...Object.values(wrongs(one)).map((wrong) => make("small", {}, `Not finished: ${wrong}. `)), act("Edit", () => edit(one)), " ", act("Remove", () => remove(one))))),
  make("p", {}, act("Mark something else", () => edit())), field("handle", make("input", { value: by, spellcheck: false, autocapitalize: "none" }), registry.handle.about, (value) => { by = value.trim(); keep(HANDLE, by); show(); }), output);
  show();
  enter();
};
/** The text of the file and the ways to send it, or what is still missing. */
const show = () => {
  // Sweden writes dates as our files do.
  const marks = state.drafts.filter((one) => !Object.keys(wrongs(one)).length).sort((one, other) => rank(one) - rank(other)).map(marked), on = new Date().toLocaleDateString("sv-SE");
  const text = file(by, on, marks), name = `${on}-${by.toLowerCase().replace(/[\W_]+/g, "-")}-${state.own}.yml`;
  fields.get("handle").wrong.textContent = by && !isHandle() ? sentence(registry.handle.wrong) : "";
  output.replaceChildren();
  if (!marks.length || !isHandle()) return output.append(marks.length ? "With a handle, the file is ready." : "No draft is finished yet.");
  const code = make("pre", { tabIndex: 0, role: "region", ariaLabel: "Text of the file" }, text), folded = make("details", {}, make("summary", {}, "The file"), code);
  const copy = async (/** @type {string} */ words) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(words);
    } catch {
      folded.open = true;
      getSelection()?.selectAllChildren(code);
      tell("The text is selected: copy it.");
    }
  };
  /** A link, without the text where it would be too long. @param {string} words @param {string} about @param {string} address */
  const way = (words, about, address) => {
    const at = (/** @type {string} */ text) => address.replace(/~(\w+)~/g, (_, slot) => encodeURIComponent({ article: id, name, text }[slot] || ""));
    const link = away(words, at(text)), isLong = link.href.length > LONGEST_ADDRESS;
    if (isLong) Object.assign(link, { href: at(""), onclick: () => { copy("Copied."); } });
    return make("p", { hidden: !address }, link, " ", make("small", {}, isLong ? ways.long : about));
  };
  output.append(...(ways ? [
    way(`Issue at ${ways.host}`, ways.account, ways.issue),
    way(`New file at ${ways.host}`, ways.opens, ways.file),
  ] : []), make("p", {}, act("Copy", () => copy("Copied.")), " ", make("a", { href: `data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`, download: name }, "Download")), folded,
  make("p", { className: "help" }, `The file belongs in annotations/${story}/${id}/ and is published under CC BY 4.0. ${kept ? "Drafts stay in this browser." : "This browser keeps no drafts."} `, act("Clear the drafts", () => {
    const old = state;
    state = blank();
    save();
    list();
    tell("The drafts are cleared.", () => { state = old; });
  })));
};

addEventListener("storage", (event) => {
  if (event.key !== key) return;
  // Another window has changed them.
  state = read();
  if (draft) state.drafts = [...state.drafts.filter((one) => one.id !== draft?.id), draft];
  else if (sheet.open) list();
});

/** Open the sheet, for the words of a range where there is one. @param {Range | null} range @param {boolean} byKey */
window.rashomonCapture.open = (range, byKey) => {
  const found = range && wordsOf(range), wasOpen = sheet.open;
  lay(false);
  if (!wasOpen) {
    cameFrom = document.activeElement === document.body ? button : document.activeElement;
    sheet.show();
    document.documentElement.classList.add("capturing");
  }
  if (found ? !wasOpen || !draft : !wasOpen && !begun()[0]) edit();
  else if (!wasOpen) list();
  if (!found) return byKey && draft ? words.focus() : enter();
  take(found.words, found.span);
  if (CSS.highlights) getSelection()?.removeAllRanges();
  // What the sheet would cover comes into sight.
  const { top, bottom } = ranges(found.span)[0].getBoundingClientRect(), edge = sheet.getBoundingClientRect();
  if (top < 110 || bottom > (edge.left < 1 ? edge.top : innerHeight)) scrollBy({ top: top - 110, behavior: "instant" });
};
save();

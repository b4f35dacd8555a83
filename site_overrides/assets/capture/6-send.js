// The file of all drafts of the article, and the ways to send it.
const list = () => {
  draft = null;
  tell("");
  title.textContent = "Your file";
  state.drafts = begun();
  body.replaceChildren(make("ol", {}, ...state.drafts.map((one) => make("li", { dir: "auto" }, make("mark", { className: one.kind }, one.kind || "?"), ` ${what(one)?.name || ""} `, ...(one.quote && !omits(one) ? [make("q", {}, one.quote)] : []), " ",
    ...Object.values(wrongs(one)).map((wrong) => make("small", {}, `Not finished: ${wrong}. `)), act("Edit", () => edit(one)), " ", act("Remove", () => remove(one))))),
  make("p", {}, act("Mark something else", () => edit())), field("handle", make("input", { value: by, spellcheck: false, autocapitalize: "none" }), registry.handle.about, (value) => { by = value.trim(); keep(HANDLE, by); show(); }), output);
  show();
  enter();
};
/** The text of the file and the ways to send it, or what is still missing. */
const show = () => {
  // Sweden writes dates as our files do.
  const marks = state.drafts.filter((one) => !Object.keys(wrongs(one)).length).map(marked), on = new Date().toLocaleDateString("sv-SE");
  const text = file(by, on, marks), name = `${on}-${by.toLowerCase().replace(/[\W_]+/g, "-")}-${state.own}.yml`;
  fields.get("handle").wrong.textContent = by && !isHandle() ? registry.handle.wrong : "";
  output.replaceChildren();
  if (!marks.length || !isHandle()) return output.append(marks.length ? "With a handle, the file is ready." : "No draft is finished yet.");
  const code = make("pre", { tabIndex: 0, role: "region", ariaLabel: "Text of the file" }, text);
  const copy = async (/** @type {string} */ words) => {
    try {
      await navigator.clipboard.writeText(text);
      tell(words);
    } catch {
      getSelection()?.selectAllChildren(code);
      tell("The text is selected: copy it with your keys.");
    }
  };
  /** A link, without the text where it would be too long. @param {string} words @param {string} about @param {string} address */
  const way = (words, about, address) => {
    const at = (/** @type {string} */ text) => address.replace(/~(\w+)~/g, (_, slot) => encodeURIComponent({ article: id, name, text }[slot] || ""));
    const link = away(words, at(text));
    if (link.href.length > LONGEST_ADDRESS) Object.assign(link, { href: at(""), onclick: () => { copy("The text is too long for an address. It is copied: paste it into the page that has opened."); } });
    return make("p", { hidden: !address }, link, " ", make("small", {}, about));
  };
  output.append(code, ...(ways ? [
    way(`New file at ${ways.host}`, "Opens with the text in it. You need an account there.", ways.file),
    way(`Issue at ${ways.host}`, "A maintainer makes the file.", ways.issue),
  ] : []), make("p", { className: "acts" }, act("Copy", () => copy("Copied.")), make("a", { href: `data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`, download: name }, "Download")),
  make("p", { className: "help" }, `The file belongs in annotations/${story}/${id}/ and is published under CC BY 4.0. ${kept ? "Drafts stay in this browser." : "This browser keeps no drafts: they are gone with the page."} `, act("Clear the drafts", () => {
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

/** Open the sheet, for the words of a range where there is one. @param {Range | null} range */
window.rashomonCapture.open = (range) => {
  const found = range && wordsOf(range), wasOpen = sheet.open;
  lay(false);
  if (!wasOpen) {
    cameFrom = document.activeElement === document.body ? button : document.activeElement;
    sheet.show();
    document.documentElement.classList.add("capturing");
  }
  if (found ? !wasOpen || !draft : !wasOpen && !begun()[0]) edit();
  else if (!wasOpen) list();
  if (!found) return enter();
  take(found.words, found.span);
  if (CSS.highlights) getSelection()?.removeAllRanges();
  // What the sheet would cover comes into sight.
  const { top, bottom } = ranges(found.span)[0].getBoundingClientRect(), edge = sheet.getBoundingClientRect();
  if (top < 110 || bottom > (edge.left < 1 ? edge.top : innerHeight)) scrollBy({ top: top - 110, behavior: "instant" });
};
save();

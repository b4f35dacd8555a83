// Marks -> the text of an annotation file, which the check reads back as the same values.
// What the check refuses: generator/yamlfile.py, `_HIDDEN`.
const HIDDEN = /[\u2028-\u202e\u2066-\u2069\u200b\u2060-\u2064\ufeff\u{e0000}-\u{e007f}\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]/u;
const ESCAPED = new RegExp(`${HIDDEN.source}|[\ufffe\uffff]`, "gu");
// Letters, digits and quiet signs, a letter first: no sign of YAML, no number, no date.
const PLAIN = /^(?!(y|n|yes|no|on|off|true|false|null|nan|inf)$)[\p{L}“‘]([\p{L}\p{M}\p{N} ,.;()'’“”‘…–—%$€£-]*[\p{L}\p{M}\p{N}.;()'’“”‘…–—%$€£-])?$/iu;

/** @param {string} text in one line between quotation marks */
const quoted = (text) => JSON.stringify(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(ESCAPED, (sign) => {
  const code = sign.codePointAt(0).toString(16);
  return code.length > 4 ? `\\U${code.padStart(8, "0")}` : `\\u${code.padStart(4, "0")}`;
});
/** @param {string} text as itself only where nothing else can be read */
const scalar = (text) => (PLAIN.test(text) ? text : quoted(text));
/** @typedef {string | string[] | {[key: string]: string}} Value */
/** @param {[string, Value]} pair a key with its value; the key `#` makes a comment @returns {string[]} */
const lines = ([key, value]) => {
  if (typeof value === "string") return [key === "#" ? `# ${value}` : `${key}: ${scalar(value)}`];
  if (Array.isArray(value)) return [`${key}: [${value.map(quoted).join(", ")}]`];
  return [`${key}:`, ...Object.entries(value).flatMap(lines).map((line) => `  ${line}`)];
};
/** The whole file. @param {string} by @param {string} on @param {{section: string, pairs: [string, Value][]}[]} marks */
const file = (by, on, marks) => {
  const head = ["# yaml-language-server: $schema=../annotation.schema.json", `by: ${scalar(by)}`, `on: ${on}`];
  for (const section of new Set(marks.map((mark) => mark.section))) {
    head.push(`${section}:`, ...marks.filter((mark) => mark.section === section).flatMap(({ pairs }) => pairs.flatMap(lines).map((line, at) => (at ? "  " : "- ") + line)));
  }
  return `${head.join("\n")}\n`;
};

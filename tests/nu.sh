#!/bin/sh
# The Nu HTML checker for tests/test_html.py: Java, and the checker's jar in .venv/nu/.
version=26.9.27
java -version >/dev/null 2>&1 || { echo "installing Java for the HTML checker"; sh "$(dirname "$0")/apt.sh" default-jre-headless; }
java -version >/dev/null 2>&1 || { echo "install Java 11 or newer (package default-jre-headless), then run make test again" >&2; exit 2; }
grep -qs "\"version\": *\"$version\"" .venv/nu/node_modules/vnu-jar/package.json && exit 0
npm --version >/dev/null 2>&1 || { echo "installing npm, which carries the HTML checker"; sh "$(dirname "$0")/apt.sh" npm; }
# Its install script fetches a Java of its own where there is none: not needed, not run.
npm install --loglevel=error --ignore-scripts --no-audit --no-fund --no-save --no-package-lock --prefix .venv/nu "vnu-jar@$version" \
  || { echo "the package vnu-jar@$version could not be installed (npm says why above); then run make test again" >&2; exit 2; }

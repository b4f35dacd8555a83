#!/bin/sh
# LibreOffice for the tests of packets in Word's format: it opens them and saves them again.
soffice --version >/dev/null 2>&1 && exit 0
echo "installing LibreOffice, which opens the packets' Word files"
sh "$(dirname "$0")/apt.sh" libreoffice-writer-nogui
soffice --version >/dev/null 2>&1 || { echo "install the package libreoffice-writer-nogui, then run make test again" >&2; exit 2; }

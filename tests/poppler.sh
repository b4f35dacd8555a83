#!/bin/sh
# The programs that read a PDF in the tests of packets: pdftotext, pdftoppm, pdfinfo.
pdftotext -v >/dev/null 2>&1 && exit 0
echo "installing poppler-utils, which reads the packets' PDF"
sh "$(dirname "$0")/apt.sh" poppler-utils
pdftotext -v >/dev/null 2>&1 || { echo "install the package poppler-utils, then run make test again" >&2; exit 2; }

"""`python -m generator` is the `rashomon` command."""

from generator.cli import main

main()

"""`python -m oscec VERB`."""

from oscec.cli import main

main(prog_name="python -m oscec")

"""`python -m oscec VERB`."""

import gc

from oscec.cli import main

# A run makes many small objects and leaves little rubbish: looking for it less often saves a tenth of the time.
gc.set_threshold(100_000, 50, 50)

main(prog_name="python -m oscec")

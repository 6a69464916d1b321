"""`python -m oscec VERB`."""

import atexit
import gc

from oscec.cli import main

# A run makes many small objects and leaves little rubbish: looking for it less often saves a tenth of the time.
gc.set_threshold(100_000, 50, 50)

# And what there is at the end need not be searched for rubbish.
atexit.register(gc.freeze)

main(prog_name="python -m oscec")

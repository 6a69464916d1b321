"""`python -m oscec VERB`."""

import atexit
import gc
import os

from oscec.cli import main

# A run makes many small objects and leaves little rubbish: looking for it less often saves a tenth of the time.
gc.set_threshold(100_000, 50, 50)
# And what there is at the end need not be searched for rubbish.
atexit.register(gc.freeze)
# Pydantic, which the verbs load, looks for plugins in every installed package, unless told that there are none.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

main(prog_name="python -m oscec")

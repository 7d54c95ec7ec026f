#!/usr/bin/env bash
# Everything that must hold, from a fresh clone: restore, build once, format, test.
# The last line is "N passed, N failed"; the exit code is not 0 when anything failed.
set -uo pipefail
cd "$(dirname "$0")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_UI_LANGUAGE=en

end() { # passed failed
  echo "$1 passed, $2 failed"
  [ "$2" -eq 0 ]
  exit
}

step() { # what, command…
  echo "== $1"
  shift
  "$@" || end 0 1
}

# The browser tests drive Debian's chromium and read Japanese on it; others start a PostgreSQL in a temporary folder.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }
missing=()
command -v chromium >/dev/null || missing+=(chromium)
fc-list :lang=ja 2>/dev/null | grep -q . || missing+=(fonts-noto-cjk)
[ -x /usr/lib/postgresql/15/bin/initdb ] || missing+=(postgresql-15)
if [ ${#missing[@]} -gt 0 ] && command -v apt-get >/dev/null; then
  echo "== install ${missing[*]}"
  { as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fontconfig >/dev/null; } \
    || echo "could not install ${missing[*]}: the tests that need it will say so"
fi

step restore dotnet restore OrleansCommerce.sln
# With the checks of a debug build, and compiled to run fast: the tests try some things a hundred thousand times.
step build dotnet build OrleansCommerce.sln --no-restore -p:Optimize=true
failed=0
# The build has judged the style of the code already (EnforceCodeStyleInBuild); this adds what no compiler sees.
echo "== format"
dotnet format whitespace . --folder --exclude artifacts --verify-no-changes || { echo "dotnet format would change files"; failed=1; }

# Everything that the tests store, log and trace is kept below one folder until it has been looked through for secrets.
echo "== test"
left=$(mktemp -d)
chmod 711 "$left"   # PostgreSQL runs as somebody else
log=$left/test.log
trap 'rm -rf "$left"' EXIT
export TMPDIR=$left COMMERCE_KEEP_TESTS=1
dotnet test OrleansCommerce.sln --no-build --logger "console;verbosity=minimal" 2>&1 | tee "$log"
ran=${PIPESTATUS[0]}

sum() { grep -E '(Passed|Failed)!' "$log" | grep -oE "$1: +[0-9]+" | grep -oE '[0-9]+' | awk '{ all += $1 } END { print all + 0 }'; }
passed=$(sum Passed)
failed=$((failed + $(sum Failed)))
# A run that broke off has counted nothing of what it did not reach.
if [ "$ran" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
if [ "$passed" -eq 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi

echo "== secrets"
.ci/scan-secrets --self-test || failed=$((failed + 1))
.ci/scan-secrets "$left" || { echo "card data or secrets were left behind"; failed=$((failed + 1)); }
end "$passed" "$failed"

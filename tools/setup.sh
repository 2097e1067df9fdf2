# SPDX-License-Identifier: GPL-3.0-or-later
# For ./run, ./run-tests and bench/run: packages and builds. Sourced; wants $here.

# The same source in another clone is not compiled again.
CCACHE_BASEDIR=$here
CCACHE_NOHASHDIR=1
CCACHE_SLOPPINESS=pch_defines,time_macros
export CCACHE_BASEDIR CCACHE_NOHASHDIR CCACHE_SLOPPINESS

# package_list [GROUP]: names in tools/debian-packages that stand before the
# first group and, if one is given ("full", "bench"), those of the group.
package_list() {
  awk -v wanted="${1:-}" '
    { sub(/#.*/, "") }
    /^[a-z]+:$/ { group = substr($1, 1, length($1) - 1); next }
    NF && (group == "" || group == wanted) { print $1 }
  ' "$here/tools/debian-packages"
}

install_packages() {
  stamp=$here/build/packages-${1:-plain}
  if [ -f "$stamp" ] && [ "$stamp" -nt "$here/tools/debian-packages" ]; then
    return 0
  fi
  missing=
  for package in $(package_list "${1:-}"); do
    # Other builds of nodejs bring npm along and cannot live beside Debian's.
    if [ "$package" = npm ] && command -v npm >/dev/null; then continue; fi
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null |
      grep -q 'ok installed' || missing="$missing $package"
  done
  if [ -n "$missing" ]; then
    as_root=
    if [ "$(id -u)" != 0 ]; then as_root=sudo; fi
    echo "installing:$missing" >&2
    $as_root apt-get update -q >&2
    # shellcheck disable=SC2086  # one word a package
    DEBIAN_FRONTEND=noninteractive $as_root apt-get install -q -y \
      --no-install-recommends $missing >&2
  fi
  mkdir -p "$here/build"
  touch "$stamp"
}

# Other people's programs that the tests of --full run: readers of what we write
# into build/npm, a server of the AT Protocol into build/atproto. What they are
# is in tests/end_to_end, with the hash of each package. Without a network the
# tests that need them say so and are skipped.
install_readers() {
  install_npm npm
  install_npm atproto better-sqlite3
}

# install_npm NAME [PACKAGE]: no package may run anything while it is installed,
# but PACKAGE, which has to be compiled (some minutes).
install_npm() {
  wanted=$here/tests/end_to_end/$1
  folder=$here/build/$1
  if cmp -s "$wanted/package-lock.json" "$folder/installed.json"; then
    return 0
  fi
  mkdir -p "$folder"
  cp "$wanted/package.json" "$wanted/package-lock.json" "$folder/"
  if npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund >&2 &&
    { [ -z "${2:-}" ] || npm rebuild --prefix "$folder" "$2" >&2; }; then
    cp "$wanted/package-lock.json" "$folder/installed.json"
  else
    echo "npm packages ($1) could not be installed; their tests will be skipped" >&2
  fi
}

# build PRESET [TARGET...]: configures if need be, builds what has changed.
build() {
  preset=$1
  shift
  directory=$here/build/$preset
  if [ ! -f "$directory/build.ninja" ]; then
    (cd "$here" && cmake --preset "$preset" \
      -DCMAKE_CXX_COMPILER_LAUNCHER=ccache >&2)
  fi
  # Nothing to do must cost nothing: ninja finds out in a blink.
  ninja -C "$directory" "$@" >"$directory/build.log" 2>&1 || {
    cat "$directory/build.log" >&2
    exit 7
  }
}

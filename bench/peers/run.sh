#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Crawls one loopback site with Scrapy, wget2 and ritmon, in turn, and prints
# speed, CPU and memory side by side. See bench/README.md.
#
# "ritmon" fetches, parses and follows as the others do; "ritmon-read" also
# archives, reads and classifies every page.
#
#   CLIENTS="scrapy ritmon" ROUNDS=3 WORKERS=2 PORT=18947 bench/peers/run.sh [CRAWL_BENCH]
set -eu

peers=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$peers/../.." && pwd)
bench=${1:-$root/build/release/bench/crawl_bench}
fixtures=${RITMON_FIXTURES:-$root/../shared/fixtures}
warc=$fixtures/extraction-de/german-pages-dev.warc.gz
rounds=${ROUNDS:-3}
clients=${CLIENTS:-scrapy wget2 ritmon ritmon-read}
workers=${WORKERS:-2}
port=${PORT:-18947}
expected=4000

missing=
need() {
  [ -x "$1" ] || missing="$missing $2"
}
need /usr/sbin/nginx nginx-light
need /usr/bin/scrapy python3-scrapy
need /usr/bin/wget2 wget2
need /usr/bin/time time
if [ -n "$missing" ]; then
  echo "missing; install with: apt-get install$missing" >&2
  exit 3
fi
if [ ! -x "$bench" ]; then
  echo "no $bench; build it: cmake --preset release -DRITMON_BENCH=ON &&" \
    "ninja -C build/release crawl_bench" >&2
  exit 3
fi
if [ ! -f "$warc" ]; then
  echo "no $warc; set RITMON_FIXTURES" >&2
  exit 3
fi

# In memory, so that no client is measured by the disk of the machine.
if [ -d /dev/shm ] && [ -w /dev/shm ]; then shm=/dev/shm; else shm=/tmp; fi
work=$(mktemp -d "$shm/ritmon-peers-XXXXXX")
nginx_pid=
stop() {
  if [ -n "$nginx_pid" ]; then
    kill "$nginx_pid" 2>/dev/null || :
    wait "$nginx_pid" 2>/dev/null || :
  fi
  rm -rf "$work"
}
trap stop EXIT
trap 'exit 130' INT TERM
chmod 755 "$work" # the server's worker may be another user

python3 "$peers/build_site.py" "$warc" "$work" "$port"
sed -e "s|@WORK@|$work|g" -e "s|@PORT@|$port|g" "$peers/nginx.conf.in" \
  >"$work/nginx.conf"
/usr/sbin/nginx -p "$work" -e "$work/nginx.log" -c "$work/nginx.conf" &
nginx_pid=$!
# It writes its pid once it listens.
for _ in 1 2 3 4 5 6 7 8; do
  [ -s "$work/nginx.pid" ] && break
  sleep 0.5
done
if [ ! -s "$work/nginx.pid" ]; then
  echo "nginx does not start; is port $port free? (PORT=...)" >&2
  exit 1
fi

# measure CLIENT COMMAND...: runs it, leaves its output in $work/out.
measure() {
  client=$1
  shift
  rm -rf "$work/run"
  mkdir "$work/run"
  if ! (cd "$work/run" && /usr/bin/time -f '%e %U %S %M' -o "$work/time" \
    "$@" >"$work/out" 2>"$work/err"); then
    echo "$client did not end well:" >&2
    tail -n 5 "$work/err" >&2
  fi
}

# record CLIENT PAGES: to the table; all must have fetched all.
record() {
  if [ "$2" != "$expected" ]; then
    echo "$1 fetched $2 pages, not $expected" >&2
    exit 1
  fi
  echo "$1 $2 $(tail -n 1 "$work/time")" >>"$work/results"
  echo "$1 $2 pages, seconds user sys KB: $(tail -n 1 "$work/time")"
}

pages_of() { sed -n 's/^pages \([0-9]*\) .*/\1/p' "$work/out"; }

run_client() {
  case $1 in
    scrapy)
      measure scrapy /usr/bin/scrapy runspider "$peers/scrapy_spider.py" \
        -a seeds="$work/seeds"
      record scrapy "$(pages_of)"
      ;;
    wget2)
      measure wget2 /usr/bin/wget2 --quiet --no-config --recursive --level=3 \
        --max-threads=32 --tries=1 --no-cookies --no-hsts --no-ocsp \
        --host-directories --follow-tags=a/href,area/href \
        --user-agent=wget2/bench --input-file="$work/seeds"
      record wget2 "$(find "$work/run" -name '*.html' | wc -l | tr -d ' ')"
      ;;
    ritmon)
      measure ritmon "$bench" "$work/seeds" . --workers="$workers"
      record ritmon "$(pages_of)"
      cp "$work/out" "$work/split-ritmon"
      ;;
    ritmon-read)
      measure ritmon-read "$bench" "$work/seeds" . --workers="$workers" \
        --read="$root/keyword-lists"
      record ritmon-read "$(pages_of)"
      cp "$work/out" "$work/split-ritmon-read"
      ;;
    *)
      echo "no such client: $1" >&2
      exit 2
      ;;
  esac
}

round=1
while [ "$round" -le "$rounds" ]; do
  echo "round $round of $rounds"
  for client in $clients; do run_client "$client"; done
  round=$((round + 1))
done

echo
python3 "$peers/print_table.py" "$work/results"
for split in "$work"/split-*; do
  if [ ! -f "$split" ]; then continue; fi
  echo
  echo "${split##*/split-}, last round:"
  cat "$split"
done

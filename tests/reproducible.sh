#!/bin/sh
# Builds everything twice, from scratch and in two folders, and compares bundles, launcher and distribution byte by byte.
# On one JDK: javac writes other class files from one feature release to the next, with --release too.
set -eu

top=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/wherry-reproducible.XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT TERM

# What is committed or would be: no build output, nothing ignored.
copy() {
    mkdir "$work/$1"
    (cd "$top" && git ls-files -z --cached --others --exclude-standard | xargs -0 tar -cf - --ignore-failed-read --) |
        tar -xf - -C "$work/$1"
}

build() {
    (cd "$work/$1" && mvn -B -q -Dcheckstyle.skip -Dspotless.check.skip -Dmaven.test.skip package </dev/null) || {
        echo "reproducible: build $1 failed" >&2
        exit 1
    }
    (cd "$work/$1" && find bundles launcher runtime -path '*/target/*.jar' -o -path 'runtime/target/*.tar.gz' | LC_ALL=C sort | xargs sha256sum) >"$work/$1.sums"
}

copy first
copy second
build first
build second

diff "$work/first.sums" "$work/second.sums" >&2 || {
    echo "reproducible: the files above differ between two builds of the same tree" >&2
    exit 1
}
echo "reproducible: $(wc -l <"$work/first.sums") files are the same bytes"

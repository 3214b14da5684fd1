#!/usr/bin/env bash
# Builds, serves and tests Entente. `./build.sh help` lists the commands; it works from any directory.
# Everything that it installs goes under target/, www/node_modules and tests/node_modules; only a browser for
# the tests and a missing Rust toolchain go where apt-get and rustup put them.
set -euo pipefail
# Paths that are given are meant from where the command was typed.
readonly ORIGIN=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"

readonly WASM_TARGET=wasm32-unknown-unknown
readonly TOOLS=$PWD/target/tools
readonly LOGS=target/test
# What every current browser has (2023 and later); SIMD is left out, nothing here gains from it.
readonly WASM_FEATURES=(--enable-bulk-memory --enable-mutable-globals --enable-nontrapping-float-to-int
  --enable-sign-ext --enable-reference-types --enable-multivalue)

usage() {
  cat <<'TEXT'
./build.sh              build the site into dist/ and the one-file page dist/entente.html, print their sizes
./build.sh serve [PORT] build what is stale, serve dist/ on 127.0.0.1, print the address
./build.sh publish CORPUS_DIR [--out DIR]  make a site from your own folder of documents (CORPUS_DIR-site)
./build.sh test         format, lints, native, wasm, front-end and browser tests; ends with "N passed, N failed"
./build.sh bench [NAME…] timings, as tables under target/bench/; bench lighthouse audits the served page
./build.sh bench pipeline [--megabytes=50] [--chromium] [--only]
                        raw bytes to index, natively and in Chromium; or in Chromium alone; or without hostile texts
./build.sh bench peers [--sizes=10000,50000] [--engines=A,B] [--reps=3]
                        Entente and other engines side by side in one Chromium
./build.sh bench rank [FOLDER… [--unmarked] [--queries-from FOLDER]]
                        nDCG, MAP, recall, MRR over docs.jsonl, queries.jsonl, qrels.tsv; else the judged queries
./build.sh reproduce    make wasm and glue again from a copy elsewhere and compare the bytes
./build.sh help         this text
TEXT
}

main() {
  [ $# -gt 0 ] || set -- build
  case $1 in
    # Semicolons, not &&: inside an && list bash does not stop at an error.
    build) no_more "$@"; build; sizes; how_to_open ;;
    serve) shift; serve "$@" ;;
    publish) shift; publish "$@" ;;
    test) no_more "$@"; run_tests ;;
    bench) shift; bench "$@" ;;
    reproduce) no_more "$@"; reproduce ;;
    help | -h | --help) usage ;;
    *) die "unknown command '$1'; expected build, serve, publish, test, bench, reproduce or help" ;;
  esac
}

say() { printf '%s\n' "$*" >&2; }
die() { say "build.sh: $*"; exit 1; }
no_more() { [ $# -le 1 ] || die "'$1' takes no argument, got '$2'"; }

# --- What has to be there ----------------------------------------------------------------------------------

need_node() {
  command -v node >/dev/null && command -v npm >/dev/null ||
    die "node or npm is missing; install Node.js 20 or newer (https://nodejs.org, or 'apt-get install nodejs npm') and run this again"
  local major
  major=$(node -p 'process.versions.node.split(".")[0]')
  [ "$major" -ge 20 ] || die "Node.js $(node --version) is too old; install version 20 or newer (https://nodejs.org) and run this again"
}

# The toolchain that rust-toolchain.toml names, with the wasm target. rustup may be told not to install on its own
# (RUSTUP_AUTO_INSTALL=0), so it is asked in words.
need_rust() {
  command -v cargo >/dev/null ||
    die "cargo is missing; install Rust with rustup (https://rustup.rs) and run this again"
  local channel
  channel=$(sed -n 's/^channel *= *"\(.*\)"/\1/p' rust-toolchain.toml)
  if ! rustc --version >/dev/null 2>&1 || ! cargo fmt --version >/dev/null 2>&1 || ! cargo clippy --version >/dev/null 2>&1; then
    command -v rustup >/dev/null || die "Rust $channel with rustfmt, clippy and rust-src is missing; install rustup (https://rustup.rs) and run this again"
    rustup toolchain install "$channel" --no-self-update --profile minimal --component rustfmt --component clippy --component rust-src --target "$WASM_TARGET" ||
      die "rustup could not install Rust $channel; check the connection and run 'rustup toolchain install $channel'"
  fi
  [ -f "$(std_source)/library/std/Cargo.toml" ] || rustup component add rust-src ||
    die "the source of Rust's standard library is missing; run 'rustup component add rust-src'"
  [ -d "$(rustc --print sysroot)/lib/rustlib/$WASM_TARGET" ] || rustup target add "$WASM_TARGET" ||
    die "the Rust target $WASM_TARGET is missing; run 'rustup target add $WASM_TARGET'"
}

std_source() { printf '%s\n' "$(rustc --print sysroot)/lib/rustlib/src/rust"; }

# `npm ci` where the lock file changed since the last time.
need_packages() {
  local dir=$1 stamp=$1/node_modules/.installed-lock
  cmp -s "$dir/package-lock.json" "$stamp" && return
  say "installing the packages of $dir/"
  (cd "$dir" && npm ci --no-audit --no-fund --no-update-notifier --ignore-scripts --loglevel=error >&2) ||
    die "npm ci failed in $dir/; check the connection and run it there by hand"
  cp "$dir/package-lock.json" "$stamp"
}

# wasm-bindgen's command line, in exactly the version of the crate in Cargo.lock: their format is private to a version.
need_bindgen() {
  local version
  version=$(awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock)
  PATH="$TOOLS/bin:$PATH"
  [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $version" ] &&
    [ "$(wasm-bindgen-test-runner --version 2>/dev/null)" = "wasm-bindgen-test-runner $version" ] && return
  say "installing wasm-bindgen-cli $version into target/tools (once; some minutes)"
  # The tool runs for a second; compiling it without optimisation saves minutes.
  CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 \
    cargo install --quiet --locked --root "$TOOLS" --target-dir target/tools-build \
    --version "=$version" wasm-bindgen-cli --bin wasm-bindgen --bin wasm-bindgen-test-runner ||
    die "cargo could not install wasm-bindgen-cli $version; check the connection and run this again"
  rm -rf target/tools-build
}

# A Chromium for the browser tests; its path goes to the tests as CHROMIUM.
need_browser() {
  find_browser && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    say "installing chromium for the browser tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium; } >&2 || true
    find_browser && return
  fi
  die "no Chromium found for the browser tests; install it ('sudo apt-get install chromium') or set CHROMIUM to its path"
}

find_browser() {
  local name
  for name in "${CHROMIUM-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null; then
      CHROMIUM=$(command -v "$name")
      export CHROMIUM
      return 0
    fi
  done
  return 1
}

# Programs that others wrote, which read the exports: tests/readers/. In an environment of their own.
need_readers() {
  local wanted=tests/readers/requirements.txt stamp=target/readers/.installed
  cmp -s "$wanted" "$stamp" && return
  rm -rf target/readers
  python3 -m venv target/readers && target/readers/bin/pip install --quiet --disable-pip-version-check -r "$wanted" || {
    rm -rf target/readers
    die "the readers of exports could not be installed; check the connection, and that python3 has venv ('apt-get install python3-venv')"
  }
  cp "$wanted" "$stamp"
}

# --- Building ----------------------------------------------------------------------------------------------

# The JavaScript package in target/pkg, which every site is made of.
build_package() {
  need_rust
  need_node
  need_packages www
  need_bindgen
  local small
  compile_wasm target release --lib &
  small=$!
  compile_wasm target/fast fast --lib || { wait $small || true; return 1; }
  wait $small
  make_package target target/pkg
}

build() {
  build_package
  make_site
}

# The same sources give the same bytes wherever the checkout, cargo's home and the toolchain lie: all three are renamed in
# panic messages. The standard library is compiled along with the rest, small, and a panic is a trap without the code that
# would word it and without its place; together that saves 6 % after gzip. Both need options that the pinned compiler still counts as unstable,
# hence RUSTC_BOOTSTRAP, here alone: everything else, tests and the native build too, is plain stable Rust. `cfg(page)`
# marks this build, for what only it can say (`optimize(speed)`). The profile is `release`, for size, or `fast`. The small one
# keeps what the linker knows of the data, which www/split.js divides.
compile_wasm() {
  local target_dir=$1 profile=$2 flags features=() linked=() strip=symbols
  shift 2
  [ "$profile" = fast ] || {
    features=(-Zbuild-std-features=optimize_for_size)
    linked=(-Clink-arg=--emit-relocs)
    strip=none
  }
  flags=("--remap-path-prefix=$PWD=entente" "--remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
    "--remap-path-prefix=$(std_source)=rust" -Zunstable-options -Cpanic=immediate-abort
    -Zlocation-detail=none --cfg page ${linked[@]+"${linked[@]}"})
  RUSTC_BOOTSTRAP=1 CARGO_PROFILE_RELEASE_STRIP=$strip CARGO_ENCODED_RUSTFLAGS=$(IFS=$'\x1f'; printf '%s' "${flags[*]}") \
    cargo build --quiet --locked --profile "$profile" "$@" --target "$WASM_TARGET" --target-dir "$target_dir" \
    -Zbuild-std=std,panic_abort ${features[@]+"${features[@]}"} || return 1
  [ "$profile" = fast ] || node www/objects.js "$target_dir/$WASM_TARGET/$profile/entente.wasm"
}

# wasm → JavaScript glue and types, then a smaller wasm; beside it the one compiled for speed, whole. Takes what
# `compile_wasm` was given as its folder, and the package's folder.
make_package() {
  local wasm=$1/$WASM_TARGET/release/entente.wasm fast=$1/fast/$WASM_TARGET/fast/entente.wasm out=$2
  fresh "$out.stamp" "$wasm" "$fast" Cargo.lock build.sh www/package-lock.json www/*.js www/corpus src && return
  rm -rf "$out"
  wasm-bindgen --target web --out-dir "$out" --out-name entente "$wasm"
  # Only what makes the file smaller when packed: binaryen's -Oz saves 8 % raw and costs 13 % gzip. The lowest memory is
  # unused: the stack, which grows downwards, lies before the data.
  www/node_modules/.bin/wasm-opt --strip-producers --duplicate-function-elimination --dce --vacuum --rse --vacuum \
    --remove-unused-brs --remove-unused-names --optimize-instructions --low-memory-unused --optimize-added-constants-propagate \
    --vacuum --reorder-locals "${WASM_FEATURES[@]}" \
    "$out/entente_bg.wasm" -o "$out/small.wasm"
  mv "$out/small.wasm" "$out/entente_bg.wasm"
  node www/knowledge.js --pkg "$out"
  node www/split.js --pkg "$out" --corpus www/corpus
  wasm-bindgen --target web --no-typescript --out-dir "$out" --out-name entente_fast "$fast"
  sped_up "$out/entente_fast_bg.wasm"
  node www/knowledge.js --pkg "$out" --name entente_fast
  stamp "$out.stamp"
}

# What binaryen finds in code compiled for speed: 5 % less time, and a smaller file. It is not to inline what has one caller:
# a browser compiles a function well once it was called often, so a loop that ends up in one that runs once stays slow.
sped_up() {
  www/node_modules/.bin/wasm-opt -O3 --one-caller-inline-max-function-size=1 --strip-producers --low-memory-unused "${WASM_FEATURES[@]}" "$1" -o "$1.out"
  mv "$1.out" "$1"
}

make_site() {
  fresh target/dist.stamp target/pkg www build.sh && [ -f dist/entente.html ] && return
  node www/bundle.js --pkg target/pkg --corpus www/corpus --out dist
  stamp target/dist.stamp
}

# Whether the inputs are those of the last `stamp` of the same name. By content, so a checkout or a touch rebuilds nothing.
fresh() {
  local name=$1 && shift
  FRESH_SUM=$(find "$@" -name node_modules -prune -o -type f -exec cksum {} + | LC_ALL=C sort | cksum)
  [ "$(cat "$name" 2>/dev/null)" = "$FRESH_SUM" ]
}
stamp() { printf '%s\n' "$FRESH_SUM" >"$1"; }

sizes() { node www/sizes.js dist; }

how_to_open() {
  cat <<TEXT

Open the one-file page from disk: $PWD/dist/entente.html
Or serve the site:                ./build.sh serve
TEXT
}

serve() {
  [ $# -le 1 ] || die "serve takes one port, got '$*'"
  case "${1-}" in *[!0-9]*) die "'$1' is not a port; expected a number from 1 to 65535" ;; esac
  build
  exec node www/serve.js dist "$@"
}

# A site of the same kind from somebody's own folder. The folder is read first; where it has an error nothing is written.
publish() {
  local corpus="" out=""
  while [ $# -gt 0 ]; do
    case $1 in
      --out) [ $# -ge 2 ] || die "--out needs a folder to write the site to"; out=$2; shift 2 ;;
      -*) die "unknown option '$1'; expected --out DIR" ;;
      *) [ -z "$corpus" ] || die "publish takes one folder, got '$corpus' and '$1'"; corpus=$1; shift ;;
    esac
  done
  [ -n "$corpus" ] || die "publish needs a folder with corpus.json and documents/; usage: ./build.sh publish CORPUS_DIR [--out DIR]"
  corpus=${corpus%/}
  out=${out:-$corpus-site}
  case $corpus in /*) ;; *) corpus=$ORIGIN/$corpus ;; esac
  case $out in /*) ;; *) out=$ORIGIN/$out ;; esac
  build_package
  node www/check.js --pkg target/pkg --corpus "$corpus" --out "$out" || return 1
  node www/bundle.js --pkg target/pkg --corpus "$corpus" --out "$out"
  cat <<TEXT

The site:          $out ($(du -sh "$out" | cut -f1)); copy it to any static host, under any path
On GitHub Pages:   commit its content to the branch or folder that Pages serves
See it here:       node www/serve.js "$out"
One file, offline: $out/entente.html
TEXT
}

# Makes the package a second time from a copy in another place, without any cached artefact, and compares all of it.
reproduce() {
  build
  local copy
  copy=$(mktemp -d)
  cp -R Cargo.toml Cargo.lock rust-toolchain.toml build.sh src tests "$copy/"
  mkdir "$copy/www"
  find www -mindepth 1 -maxdepth 1 ! -name node_modules -exec cp -R {} "$copy/www/" \;
  ln -s "$PWD/www/node_modules" "$copy/www/node_modules"
  (cd "$copy" && compile_wasm "$copy/target" release --lib && compile_wasm "$copy/target/fast" fast --lib && make_package target target/pkg)
  if diff -r target/pkg "$copy/target/pkg"; then
    rm -rf "$copy"
    say "the same bytes"
  else
    die "the second build differs; it is kept in $copy"
  fi
}

# Each [[bench]] of Cargo.toml is a program that prints a table; the table also goes to target/bench/NAME.txt.
bench() {
  need_rust
  mkdir -p target/bench
  if [ "${1-}" = peers ]; then
    shift
    bench_peers "$@"
    return
  fi
  if [ "${1-}" = pipeline ] && [ $# -gt 1 ]; then
    shift
    bench_pipeline "$@"
    return
  fi
  # Its folders are meant from where the command was typed.
  if [ "${1-}" = rank ] && [ $# -gt 1 ]; then
    shift
    local name here=()
    for name in "$@"; do case $name in -* | /*) here+=("$name") ;; *) here+=("$ORIGIN/$name") ;; esac; done
    cargo bench --quiet --locked --features cli --bench rank -- "${here[@]}" | tee target/bench/rank.txt
    return
  fi
  local name all
  all=$(awk '/^\[\[bench\]\]/ { getline; gsub(/^name = "|"$/, ""); print }' Cargo.toml)
  for name in "$@"; do
    [ "$name" != lighthouse ] || continue
    grep -qx "$name" <<<"$all" || die "no benchmark '$name'; expected peers, lighthouse or one of:" $all
  done
  [ $# -gt 0 ] || set -- $all
  for name in "$@"; do
    say "--- $name"
    [ "$name" != lighthouse ] || { lighthouse | tee target/bench/lighthouse.txt; continue; }
    { cargo bench --quiet --locked --features cli --bench "$name" &&
      if [ "$name" = pipeline ]; then pipeline_in_chromium; fi; } | tee "target/bench/$name.txt"
  done
}

# Lighthouse is large and needed by nothing else: it is fetched when it is asked for, in this version.
lighthouse() {
  local dir=target/lighthouse
  build >&2
  need_packages tests
  need_browser
  [ -d "$dir/node_modules/lighthouse" ] || {
    mkdir -p "$dir"
    npm install --prefix "$dir" --no-audit --no-fund --no-update-notifier --ignore-scripts --loglevel=error lighthouse@13.5.0 >&2 ||
      die "npm could not fetch Lighthouse; check the connection and run this again"
  }
  node tests/bench/lighthouse.mjs "$PWD/$dir"
}

# The pipeline over another number of bytes, or in the browser alone: a long run under load need not be done twice.
bench_pipeline() {
  local option megabytes=50 native=1 only=""
  for option in "$@"; do
    case $option in
      --megabytes=*[!0-9]* | --megabytes= | --megabytes=0) die "'$option': expected a whole number of megabytes, e.g. --megabytes=50" ;;
      --megabytes=*) megabytes=${option#*=} ;;
      --chromium) native=0 ;;
      --only) only=--only ;;
      *) die "unknown option '$option'; expected --megabytes=N, --chromium or --only" ;;
    esac
  done
  {
    if [ "$native" = 1 ]; then
      cargo bench --quiet --locked --features cli --bench pipeline -- --megabytes "$megabytes" $only
    fi
    pipeline_in_chromium "$megabytes" $only
  } | tee target/bench/pipeline.txt
}

# The same program as a wasm of its own, with the profile of the shipped one that reads many documents. Takes megabytes
# and `--only`.
pipeline_in_chromium() {
  need_node
  need_packages www
  need_packages tests
  need_bindgen
  need_browser
  compile_wasm target/fast fast --example pipeline
  rm -rf target/bench/pipeline
  "$TOOLS/bin/wasm-bindgen" --target web --out-dir target/bench/pipeline --out-name entente \
    "target/fast/$WASM_TARGET/fast/examples/pipeline.wasm"
  sped_up target/bench/pipeline/entente_bg.wasm
  node www/knowledge.js --pkg target/bench/pipeline
  printf '\nin Chromium:\n'
  node tests/bench/pipeline/pipeline.js target/bench/pipeline www/corpus/documents "$@"
}

# The package as it is shipped against other engines, in the browser; takes half an hour.
bench_peers() {
  build >&2
  need_packages tests
  need_packages tests/bench/peers
  need_browser
  node --max-old-space-size=8000 tests/bench/peers/run.js "$@"
}

# --- Testing -----------------------------------------------------------------------------------------------

PASSED=0
FAILED=0

run_tests() {
  local begun=$SECONDS
  mkdir -p "$LOGS"
  need_rust
  need_node
  need_packages www
  need_packages tests
  stage lint "format" cargo fmt --all --check
  stage lint "clippy, native" cargo clippy --quiet --locked --all-targets --features cli -- -D warnings
  stage lint "clippy, wasm" cargo clippy --quiet --locked --lib --target "$WASM_TARGET" -- -D warnings
  stage lint "documentation" env RUSTDOCFLAGS="-D warnings" cargo doc --quiet --locked --no-deps --document-private-items
  if command -v python3 >/dev/null; then
    stage lint "readers of exports" need_readers
  else
    say "--- readers of exports: skipped, there is no python3; the exports are only held against their golden files"
  fi
  stage cargo "native" cargo test --quiet --locked --features cli
  stage lint "tools" need_bindgen
  PATH="$TOOLS/bin:$PATH"
  stage cargo "wasm" env CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
    cargo test --locked --target "$WASM_TARGET" --test web
  stage lint "build" build
  stage lint "sizes" sizes
  stage lint "same bundle twice" same_bundle_twice
  stage lint "types" www/node_modules/.bin/tsc --noEmit -p www
  stage node "front end" node --test --test-reporter=spec tests/front/*.test.js
  stage lint "browser found" need_browser
  find_browser || true
  stage node "browser" node --test --test-reporter=spec tests/browser/*.test.js
  say "all stages: $((SECONDS - begun)) s"
  printf '%d passed, %d failed\n' "$PASSED" "$FAILED"
  [ "$FAILED" = 0 ]
}

# stage KIND NAME COMMAND…: runs the command, whatever came before, and counts its results: `lint` counts as one,
# `cargo` and `node` by the runner's own summary. A runner that fails without counting a failure counts as one.
stage() {
  local kind=$1 name=$2 log begun=$SECONDS status=0 passed=0 failed=0
  shift 2
  log=$LOGS/${name//[^a-z]/-}.log
  say "--- $name"
  set +e
  ( set -e; "$@" ) >"$log" 2>&1
  status=$?
  set -e
  case $kind in
    cargo)
      passed=$(sum "$log" 's/^test result: .* \([0-9]*\) passed; .*/\1/p')
      failed=$(sum "$log" 's/^test result: .* \([0-9]*\) failed; .*/\1/p')
      ;;
    node)
      passed=$(sum "$log" 's/^[^a-z]* pass \([0-9]*\)$/\1/p')
      failed=$(sum "$log" 's/^[^a-z]* fail \([0-9]*\)$/\1/p')
      ;;
    *) [ $status != 0 ] || passed=1 ;;
  esac
  if [ $status != 0 ] && [ "$failed" = 0 ]; then failed=1; fi
  if [ $status != 0 ]; then cat "$log" >&2; fi
  PASSED=$((PASSED + passed))
  FAILED=$((FAILED + failed))
  say "    $passed passed, $failed failed, $((SECONDS - begun)) s"
}

sum() { sed -n "$2" "$1" | awk '{ n += $1 } END { print n + 0 }'; }

same_bundle_twice() {
  rm -rf "$LOGS/dist"
  node www/bundle.js --pkg target/pkg --corpus www/corpus --out "$LOGS/dist"
  diff -r dist "$LOGS/dist"
}

main "$@"

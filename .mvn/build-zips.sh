# shellcheck shell=bash
# build_zips: builds the function's zips and target/local.classpath if a source is newer than they are.

# When the last build began that went well.
readonly built_stamp=target/zips-built

zips_are_current() {
  local output
  for output in target/otlp2parquet-lambda-linux-{amd64,arm64}.zip target/local.classpath "$built_stamp"; do
    [[ -f $output ]] || return 1
  done
  [[ -z $(find pom.xml src/main src/local -type f -newer "$built_stamp" -print -quit) ]] || return 1
  # It names the classes of the last build, which may have been a full one, or cleaned.
  [[ -f $(cut -d: -f1 target/local.classpath)/io/github/otlp2parquet/local/Main.class ]]
}

# Maven: the machine's if it is 3.8.7 or later, else the wrapper's.
maven() {
  local version
  if command -v mvn >/dev/null; then
    version=$(mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -1)
    if [[ $(printf '3.8.7\n%s\n' "$version" | sort -V | head -1) == 3.8.7 ]]; then
      mvn "$@"
      return
    fi
  fi
  ./mvnw "$@"
}

# Maven's steps, and a line for every 50 files downloaded.
progress() {
  awk '/^\[INFO\] --- / { print "  " $3; fflush() }
    /Downloaded from/ { if (++files % 50 == 0) { print "  " files " files downloaded"; fflush() } }'
}

build_zips() {
  if zips_are_current; then
    return
  fi
  echo "Building the function's zips (the first time Maven downloads what it needs) …" >&2
  local started=$SECONDS log
  log=$(mktemp)
  mkdir -p target
  touch "$built_stamp.new"
  local -x MAVEN_OPTS="-XX:TieredStopAtLevel=1 -XX:+UseSerialGC ${MAVEN_OPTS:-}"
  if ! maven -B -Dquick package 2>&1 | tee "$log" | progress >&2; then
    cat "$log" >&2
    rm -f "$log"
    echo "The build failed." >&2
    exit 1
  fi
  rm -f "$log"
  mv "$built_stamp.new" "$built_stamp"
  echo "Built in $((SECONDS - started)) s." >&2
}

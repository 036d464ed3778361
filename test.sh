#!/usr/bin/env bash
# Checks the whole way of the data on this machine, or measures how fast it is.
set -euo pipefail

started_in=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=.mvn/find-jdk.sh
source .mvn/find-jdk.sh
# shellcheck source=.mvn/build-zips.sh
source .mvn/build-zips.sh

usage() {
  cat <<'TEXT'
usage: ./test.sh --local [--memory MB] [FILE|DIR ...]
       ./test.sh --bench [--memory MB] [--seconds S] [[SIGNAL:]FILE ...]

--local  builds the function, starts the local stack on free ports, invokes the function with every
         file of testdata/, shows its log, the tables and sample queries with their results, checks
         every count, and stops. Ends with 0 if all is right; else says what differs and ends with 1.
         Files and directories named after it are sent in place of testdata: OTLP as protobuf, as
         JSON or as JSON lines, plain or with gzip or zstd, told from their bytes.
--bench  measures decode -> Arrow -> Parquet of each file in memory, with one thread and no lake:
         OTLP as protobuf or JSON. Prints a tab-separated line a file. Without files it measures
         generated payloads of 100, 1,000 and 10,000 records. SIGNAL (logs, traces, metrics) says
         what a file holds where its bytes do not.

  --memory MB    memory of the function, 128 to 10240 (512)
  --seconds S    seconds to measure each file, after as many to warm up (5)
  --help         this text

It needs a JDK 25 and nothing else; Maven downloads the rest.
The check of a stack on AWS comes with the deployment to AWS, in a later version.
TEXT
}

refuse() {
  printf '%s\n\n' "$1" >&2
  usage >&2
  exit 2
}

# Heap and flags as the function's.
java_25() {
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
    --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED \
    --sun-misc-unsafe-memory-access=allow -cp "$(cat target/local.classpath)" "$@"
}

# The user's paths, seen from where this script has gone.
absolute() {
  local prefix=""
  if [[ $1 =~ ^(logs|traces|metrics): && $mode == bench ]]; then
    prefix=${BASH_REMATCH[0]}
  fi
  local path=${1#"$prefix"}
  [[ $path == /* ]] || path=$started_in/$path
  [[ -e $path ]] || refuse "No such file or directory: ${1#"$prefix"}"
  printf '%s%s' "$prefix" "$path"
}

main() {
  local mode="" flag path
  local -a arguments=()
  while (($# > 0)); do
    flag=$1
    case "$flag" in
      --help) usage && exit 0 ;;
      --local | --bench)
        [[ -z $mode ]] || refuse "Only one of --local and --bench"
        mode=${flag#--}
        ;;
      --memory | --seconds)
        [[ ${2:-} =~ ^[0-9]{1,5}$ ]] || refuse "Not a number: $flag ${2:-}"
        arguments+=("$flag" "$2") && shift
        ;;
      -*) refuse "Unknown flag: $flag" ;;
      *)
        [[ -n $mode ]] || refuse "Say --local or --bench first: $flag"
        path=$(absolute "$flag") || exit
        arguments+=("$path")
        ;;
    esac
    shift
  done

  case "$mode" in
    local) set -- io.github.otlp2parquet.local.check.Check testdata ;;
    bench) set -- io.github.otlp2parquet.local.Bench ;;
    *) refuse "The check of a stack on AWS comes with a later version; this one has --local and --bench." ;;
  esac
  find_jdk
  build_zips
  java_25 "$@" "${arguments[@]}"
}

main "$@"

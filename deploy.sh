#!/usr/bin/env bash
# Starts the local stack: S3, the Iceberg REST catalog, Lambda and OTLP/HTTP on this machine.
set -euo pipefail

started_in=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=.mvn/find-jdk.sh
source .mvn/find-jdk.sh
# shellcheck source=.mvn/build-zips.sh
source .mvn/build-zips.sh

usage() {
  cat <<'TEXT'
usage: ./deploy.sh --local [flags]

Starts the local stack and keeps it up until Ctrl-C. This version installs only the local stack.

  --otlp-port N     OTLP/HTTP (4318)
  --lambda-port N   Lambda's Invoke API (9001)
  --catalog-port N  Iceberg REST catalog (8181)
  --s3-port N       S3 (9000)
                    Port 0 takes any free one; the line "ready …" says which.
  --memory MB       memory of the function, 128 to 10240 (512)
  --timeout S       timeout of one invocation in seconds (60)
  --data DIR        keep the tables in this directory (without it they are in memory)
  --help            this text

Clients use access key "local", secret "local-secret", region "us-east-1" and warehouse
"arn:aws:s3tables:us-east-1:000000000000:bucket/otlp2parquet-local".
Variables OTLP2PARQUET_… of this shell are the function's too.
TEXT
}

refuse() {
  printf '%s\n\n' "$1" >&2
  usage >&2
  exit 2
}

main() {
  local on_this_machine=false
  local -a flags=()
  while (($# > 0)); do
    case "$1" in
      --help) usage && exit 0 ;;
      --local) on_this_machine=true ;;
      --otlp-port | --lambda-port | --catalog-port | --s3-port | --memory | --timeout)
        [[ ${2:-} =~ ^[0-9]{1,6}$ ]] || refuse "Not a number: $1 ${2:-}"
        flags+=("$1" "$2") && shift
        ;;
      --data)
        [[ -n ${2:-} ]] || refuse "Directory is missing: $1"
        # Relative to where the user is, not to this script.
        [[ $2 == /* ]] && flags+=("$1" "$2") || flags+=("$1" "$started_in/$2")
        shift
        ;;
      *) refuse "Unknown flag: $1" ;;
    esac
    shift
  done
  [[ $on_this_machine == true ]] ||
    refuse "This version installs only the local stack: ./deploy.sh --local"

  find_jdk
  build_zips
  # exec: signals reach the stack itself, which stops all of its parts.
  exec "$JAVA_HOME/bin/java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$(cat target/local.classpath)" io.github.otlp2parquet.local.Main "${flags[@]}"
}

main "$@"

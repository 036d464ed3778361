# shellcheck shell=bash
# find_jdk: sets JAVA_HOME to a JDK 25 of this machine, or says what is missing and ends with 1.

is_jdk_25() {
  [[ -x $1/bin/javac ]] && [[ $("$1/bin/javac" -version 2>&1) == "javac 25"* ]]
}

find_jdk() {
  local candidate on_path=""
  if command -v javac >/dev/null; then
    on_path=$(dirname "$(dirname "$(readlink -f "$(command -v javac)" 2>/dev/null || command -v javac)")")
  fi
  for candidate in "${JAVA_HOME:-}" "$on_path" /usr/lib/jvm/*25* /usr/java/*25* /opt/*25* \
    "$HOME"/.sdkman/candidates/java/25* "$HOME"/.jdks/*25* "$HOME"/.asdf/installs/java/*25* \
    "$HOME"/.local/share/mise/installs/java/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [[ -n $candidate ]] && is_jdk_25 "$candidate"; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  cat >&2 <<'TEXT'
A JDK 25 is missing. Get one, for example:
  Debian, Ubuntu:  sudo apt install openjdk-25-jdk
  Amazon Linux:    sudo dnf install java-25-amazon-corretto-devel
  macOS:           brew install openjdk@25
  anywhere:        https://adoptium.net/temurin/releases/?version=25
If it is installed, set JAVA_HOME to its directory.
TEXT
  exit 1
}

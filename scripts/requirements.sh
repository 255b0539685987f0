# Says in one line each what is missing on this machine, and how to get it. To be sourced; sh, no arguments.
# shellcheck shell=sh

missing=0

complain() {
  echo "$1" >&2
  missing=1
}

# Whether version $1 is at least $2: numbers with dots between.
at_least() {
  [ "$(printf '%s\n%s\n' "$2" "$1" | sort -V | head -n 1)" = "$2" ]
}

require_maven() {
  if ! command -v mvn >/dev/null 2>&1; then
    complain "Maven 3.8.7 or newer is needed (Debian: apt-get install maven)."
    return
  fi
  if ! report=$(mvn -v 2>&1); then
    complain "Maven does not run: $(echo "$report" | head -n 1)"
    return
  fi
  maven=$(echo "$report" | sed -n 's/.*Apache Maven \([0-9.]*\).*/\1/p' | head -n 1)
  at_least "${maven:-0}" 3.8.7 || complain "Maven 3.8.7 or newer is needed; this is ${maven:-unknown}."
  runtime=$(echo "$report" | sed -n 's/^Java version: \([0-9]*\).*/\1/p')
  at_least "${runtime:-0}" 17 || complain "Maven must run on Java 17 or newer; it runs on ${runtime:-an unknown one} (see JAVA_HOME)."
}

# Where Maven's toolchains look too. It need not be the default Java. Sets jdk_home to it.
require_jdk() {
  for folder in "${JAVA_HOME:-}" "${JDK_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/* /opt/java/* "$HOME"/.sdkman/candidates/java/* \
    "$HOME"/.jdks/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -x "$folder/bin/javac" ] && [ -r "$folder/release" ]; then
      jdk=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$folder/release")
      if [ "${jdk:-0}" -ge 25 ]; then
        jdk_home=$folder
        return 0
      fi
    fi
  done
  complain "A JDK 25 or newer is needed to build (https://adoptium.net); it need not be the default one."
}

require_node() {
  if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
    complain "Node 20 or newer with npm is needed (https://nodejs.org)."
    return
  fi
  node=$(node --version | sed 's/^v//')
  at_least "$node" 20 || complain "Node 20 or newer is needed; this is $node."
}

find_chromium() {
  for name in "${CHAT_CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable; do
    if [ -n "$name" ] && command -v "$name" >/dev/null 2>&1; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

require_chromium() {
  if ! find_chromium >/dev/null; then
    install_packages chromium
  fi
  find_chromium >/dev/null || complain "Chromium is needed for the browser tests (Debian: apt-get install chromium), or its path in CHAT_CHROMIUM."
}

# Requires program $1, which the package of that name brings, because of $2. Installs it where it may.
require_program() {
  if ! find_program "$1"; then
    install_packages "$1"
  fi
  find_program "$1" || complain "$1 is needed $2 (Debian: apt-get install $1)."
}

# Servers lie where only an administrator looks.
find_program() {
  PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null 2>&1
}

# Installs packages of Debian's, where it may.
install_packages() {
  if command -v apt-get >/dev/null 2>&1 && as_root true 2>/dev/null; then
    echo "Installing $*" >&2
    as_root apt-get update -qq >&2 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2 || true
  fi
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -n "$@"
  fi
}

stop_if_missing() {
  [ "$missing" -eq 0 ] || exit 1
}

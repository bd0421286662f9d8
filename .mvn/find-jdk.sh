# Sourced by mvnw (POSIX sh, `set -euf` in force). Finds a JDK 25 and exports JAVA_HOME, so that Maven
# and everything inside it run on the Java the project is written in, whatever `java` is the default.
# NURTUREHUB_JDK_PATH may replace the places searched (colon separated folders, used by the test).

nh_jdk_wanted=25

# A JDK says its version in the file `release`; reading it is much quicker than starting it.
nh_is_wanted_jdk() {
  [ -x "$1/bin/javac" ] || return 1
  if [ -r "$1/release" ]; then
    grep -Eq "^JAVA_VERSION=\"?${nh_jdk_wanted}([.+\"-]|\$)" "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | grep -Eq "^javac ${nh_jdk_wanted}([.+-]|\$)"
  fi
}

# The home behind a `javac` on PATH, through links such as /etc/alternatives.
nh_home_of_javac() {
  nh_file="$1"
  nh_hops=0
  while [ -L "$nh_file" ] && [ "$nh_hops" -lt 20 ]; do
    nh_link="$(readlink "$nh_file")"
    case "$nh_link" in
      /*) nh_file="$nh_link" ;;
      *) nh_file="$(dirname "$nh_file")/$nh_link" ;;
    esac
    nh_hops=$((nh_hops + 1))
  done
  (cd "$(dirname "$nh_file")/.." 2>/dev/null && pwd -P) || :
}

nh_candidates() {
  [ -z "${JAVA_HOME-}" ] || printf '%s\n' "$JAVA_HOME"
  nh_on_path="$(command -v javac 2>/dev/null || :)"
  [ -z "$nh_on_path" ] || nh_home_of_javac "$nh_on_path"
  if [ "$(uname)" = Darwin ] && [ -x /usr/libexec/java_home ]; then
    /usr/libexec/java_home -v "$nh_jdk_wanted" 2>/dev/null || :
  fi
  nh_home="${HOME-/nonexistent}"
  set +f
  if [ -n "${NURTUREHUB_JDK_PATH-}" ]; then
    nh_ifs="$IFS"
    IFS=:
    for nh_dir in $NURTUREHUB_JDK_PATH; do printf '%s\n' "$nh_dir"/*; done
    IFS="$nh_ifs"
  else
    printf '%s\n' \
      /usr/lib/jvm/* \
      /usr/java/* \
      /opt/java/* \
      /opt/jdk* \
      "${SDKMAN_DIR:-$nh_home/.sdkman}"/candidates/java/* \
      "${ASDF_DATA_DIR:-$nh_home/.asdf}"/installs/java/* \
      "${MISE_DATA_DIR:-$nh_home/.local/share/mise}"/installs/java/* \
      "$nh_home"/.jdks/* \
      "$nh_home"/.gradle/jdks/* \
      "$nh_home"/Library/Java/JavaVirtualMachines/*/Contents/Home \
      /Library/Java/JavaVirtualMachines/*/Contents/Home \
      /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
      /home/linuxbrew/.linuxbrew/opt/openjdk*/libexec
  fi
  set -f
}

nh_found="$(
  nh_candidates | while IFS= read -r nh_dir; do
    if nh_is_wanted_jdk "$nh_dir"; then
      printf '%s\n' "$nh_dir"
      break
    fi
  done
)"
if [ -z "$nh_found" ]; then
  echo "This project needs a JDK ${nh_jdk_wanted}: install one (for example Eclipse Temurin ${nh_jdk_wanted}, 'sdk install java ${nh_jdk_wanted}-tem') or point JAVA_HOME at it, then run ./mvnw again." >&2
  exit 1
fi
JAVA_HOME="$nh_found"
export JAVA_HOME

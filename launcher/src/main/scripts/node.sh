# Starts and stops the node. Sourced after folders.sh.
. "$lib/java.sh"

# Seconds that a start or a stop may take.
deadline=30

# Sets `pid` to the process of the node that is ready, if there is one.
ready() {
  pid=
  { read -r pid <"$sockets/node.pid"; } 2>/dev/null && kill -0 "$pid" 2>/dev/null
}

nap() {
  sleep 0.05 2>/dev/null || sleep 1
}

# What git says to its children of one repository must not reach a node that serves many. A locale of bytes would keep Java
# from opening files with other letters in their names.
clean_environment() {
  unset GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_CONFIG GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_DIR \
    GIT_EXEC_PATH GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_INTERNAL_SUPER_PREFIX GIT_NAMESPACE \
    GIT_NO_REPLACE_OBJECTS GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_PROTOCOL GIT_QUARANTINE_PATH GIT_REPLACE_REF_BASE \
    GIT_SHALLOW_FILE GIT_WORK_TREE
  LC_ALL=C.UTF-8
  export LC_ALL
}

# Runs Java with the node's class path and folders. The first argument is put before `java`.
node_java() {
  before=$1
  shift
  distribution=$(cd -- "$lib/.." && pwd -P) || die "cannot enter $lib/.."
  find_java
  # Felix reaches into sun.misc.Unsafe, of which Java 24 and later warn, with an option that Java 17 does not know.
  # shellcheck disable=SC2086 # options of the user are words
  exec $before "$java" -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow \
    -Dsun.jnu.encoding=UTF-8 -XX:+UseSerialGC -Xshare:auto ${WHERRY_JAVA_OPTIONS-} \
    "-Dwherry.distribution=$distribution" "-Dwherry.state=$state" "-Dwherry.configuration=$configuration" \
    "-Dwherry.bundles=$bundles" "-Dwherry.programs=$programs" "-Dwherry.sockets=$sockets" \
    -cp "$distribution/lib/wherry-launcher.jar:$distribution/lib/org.apache.felix.framework.jar:$distribution/lib/slf4j-api.jar:$distribution/lib/slf4j-jdk14.jar" \
    wherry.launcher.Main "$@"
}

# Runs the node in this process.
run_node() {
  clean_environment
  node_java '' --foreground
}

# Starts the node in the background and waits until it answers. Several may try at once: one of them starts it, the lock of
# the node itself decides in the end.
start_node() {
  mkdir -p -- "$state/log" 2>/dev/null || die "cannot make the folder $state; set WHERRY_HOME to a folder of your own"
  [ -w "$state/log" ] || die "cannot write to $state; set WHERRY_HOME to a folder of your own"
  turn=$state/starting
  end=$(($(date +%s) + deadline))
  until ln -s "$$" "$turn" 2>/dev/null; do
    holder=$(readlink "$turn") || holder=
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$turn"
    elif ready; then
      return 0
    elif [ "$(date +%s)" -ge "$end" ]; then
      die "another process ($holder) has been starting the node for $deadline s; see $state/log"
    else
      nap
    fi
  done
  trap 'rm -f "$turn"' EXIT
  trap 'exit 130' INT TERM
  ready || launch
  rm -f "$turn"
  trap - EXIT INT TERM
}

launch() {
  [ ! -t 2 ] || printf 'wherry: starting the node ...' >&2
  command -v setsid >/dev/null 2>&1 && session=setsid || session=nohup
  (
    clean_environment
    cd / && node_java "$session"
  ) </dev/null >"$state/log/start.log" 2>&1 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&- &
  child=$!
  until ready; do
    if ! kill -0 "$child" 2>/dev/null; then
      wait "$child" && code=0 || code=$?
      # 3: somebody else's node holds the lock and will be ready soon.
      [ "$code" -eq 3 ] || start_failed
    fi
    [ "$(date +%s)" -lt "$end" ] || die "the node is not ready after $deadline s; see $state/log"
    nap
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

start_failed() {
  [ ! -t 2 ] || printf '\r\033[K' >&2
  if grep -q UnsupportedClassVersionError "$state/log/start.log"; then
    die "needs Java 17 or later, and $(find_java; echo "$java") is older; set JAVA_HOME"
  fi
  tail -n 5 "$state/log/start.log" >&2
  exit 1
}

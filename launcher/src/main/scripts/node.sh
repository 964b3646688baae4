# Starts and stops the node. Sourced after folders.sh.
. "$lib/java.sh"

linger=

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

# A line about what takes a while, on a terminal only; without words, removes it.
progress() {
  [ ! -t 2 ] || printf '\r\033[K%s' "$*" >&2
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

# Finds what exec_node needs, while the working directory is still the caller's.
prepare_node() {
  distribution=$(cd -- "$lib/.." && pwd -P) || die "cannot enter $lib/.."
  find_java
}

# Becomes the node. The first argument, if not empty, is a program that runs Java.
exec_node() {
  runner=$1
  shift
  clean_environment
  jars=$distribution/lib
  # Felix reaches into sun.misc.Unsafe, of which Java 24 and later warn, with an option that Java 17 does not know.
  # shellcheck disable=SC2086 # options of the user are words, and no runner is none
  exec_closed $runner "$java" -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow \
    -Dsun.jnu.encoding=UTF-8 -Dorg.jline.terminal.dumb=true -XX:+UseSerialGC ${linger:+-Dwherry.linger=true} \
    ${WHERRY_JAVA_OPTIONS-} \
    "-Dwherry.distribution=$distribution" "-Dwherry.state=$state" "-Dwherry.configuration=$configuration" \
    "-Dwherry.bundles=$bundles" "-Dwherry.programs=$programs" "-Dwherry.sockets=$sockets" \
    -cp "$jars/wherry-launcher.jar:$jars/org.apache.felix.framework.jar:$jars/slf4j-api.jar:$jars/slf4j-jdk14.jar" \
    wherry.launcher.Main "$@"
}

# Starts the node in the background and waits until it answers. Several may try at once: they take turns, and the lock of the
# node itself decides in the end. With `linger` set, that node stops itself once nothing uses it.
start_node() {
  problem=$(umask 077 && mkdir -p -- "$state/log" 2>&1) || die "${problem#mkdir: }; set WHERRY_HOME to a folder of your own"
  [ -w "$state" ] && [ -w "$state/log" ] || die "cannot write to $state; set WHERRY_HOME to a folder of your own"
  prepare_node
  turn=$state/starting
  end=$(($(date +%s) + deadline))
  until ln -s "$$" "$turn" 2>/dev/null; do
    holder=$(readlink "$turn") || holder=
    if [ -n "$holder" ] && ! kill -0 "$holder" 2>/dev/null; then
      rm -f "$turn"
    elif ready; then
      return 0
    elif [ "$(date +%s)" -ge "$end" ]; then
      die "process $holder has been starting the node for $deadline s; see $state/log"
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
  progress 'wherry: starting the node ...'
  command -v setsid >/dev/null 2>&1 && session=setsid || session=nohup
  (cd / && exec_node "$session") \
    </dev/null >"$state/log/start.log" 2>&1 &
  child=$!
  until ready; do
    if ! kill -0 "$child" 2>/dev/null; then
      code=0
      wait "$child" || code=$?
      # 3: somebody else's node holds the lock and will be ready soon.
      [ "$code" -eq 3 ] || start_failed
    fi
    [ "$(date +%s)" -lt "$end" ] || die "the node is not ready after $deadline s; see $state/log"
    nap
  done
  progress
}

start_failed() {
  progress
  if grep -q UnsupportedClassVersionError "$state/log/start.log"; then
    die "needs Java 17 or later, and $java is older; set JAVA_HOME"
  fi
  tail -n 5 "$state/log/start.log" >&2
  exit 1
}

# `wherry daemon --foreground`: the node is this process.
run_node() {
  prepare_node
  exec_node '' --foreground
}

# `wherry serve --foreground [ARGUMENT]...`: a node in this process for just one repository, with a state that ends with it.
serve_alone() {
  count=$#
  while [ "$count" -gt 0 ]; do
    [ "$1" = --foreground ] || set -- "$@" "$1"
    shift
    count=$((count - 1))
  done
  prepare_node
  alone=$(mktemp -d "${TMPDIR:-/tmp}/wherry-serve.XXXXXX") || exit 1
  fits "$alone/run" || { rmdir "$alone"; alone=$(mktemp -d /tmp/wherry-serve.XXXXXX) || exit 1; }
  state=$alone/state
  programs=$alone/bin
  sockets=$alone/run
  exec_node '' --alone "$alone" "$PWD" "$@"
}

# `wherry stop`: returns when the process has gone.
stop_node() {
  ready || pid=
  . "$lib/relay.sh"
  (exec_relay wherry "$@")
  code=$?
  if [ "$code" -eq 0 ] && [ -n "$pid" ]; then
    end=$(($(date +%s) + deadline))
    while kill -0 "$pid" 2>/dev/null; do
      [ "$(date +%s)" -lt "$end" ] || die "the node (process $pid) is still stopping after $deadline s"
      nap
    done
  fi
  exit "$code"
}

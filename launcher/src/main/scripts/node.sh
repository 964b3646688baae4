# Starts and stops the node. Sourced after folders.sh and relay.sh.
. "$lib/java.sh"

linger=

# Seconds that a start or a stop may take.
deadline=30

# Sets `pid` to the process of the node, if there is one: the number that its lock holds, if that is still the node's.
node_process() {
  pid=
  { read -r pid <"$state/node.lock"; } 2>/dev/null
  [ -n "$pid" ] && is_node "$pid" || pid=
  [ -n "$pid" ]
}

is_node() {
  if [ -d /proc/self ]; then
    tr '\0' '\n' 2>/dev/null <"/proc/$1/cmdline" | grep -Fqx -e "-Dwherry.state=$state"
  else
    ps -ww -o args= -p "$1" 2>/dev/null | grep -Fq -e "-Dwherry.state=$state "
  fi
} 2>/dev/null

# Whether a process has ended; in a container there may be nobody to take leave of it.
ended() {
  kill -0 "$1" 2>/dev/null || return 0
  stat=
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null
  case $stat in
    *') Z '*) return 0 ;;
    *) return 1 ;;
  esac
}

nap() {
  sleep 0.05 2>/dev/null || sleep 1
}

# A line about what takes a while, on a terminal only; without words, removes it.
progress() {
  [ ! -t 2 ] || printf '\r\033[K%s' "$*" >&2
}

# What is said to the programs of one call must not reach a node that serves many, and what that starts: git's words about one
# repository, a peer's token, the rights of one connection. A locale of bytes would keep Java from opening files with other
# letters in their names.
clean_environment() {
  unset GIT_ALTERNATE_OBJECT_DIRECTORIES GIT_COMMON_DIR GIT_CONFIG GIT_CONFIG_COUNT GIT_CONFIG_PARAMETERS GIT_DIR \
    GIT_EXEC_PATH GIT_GRAFT_FILE GIT_IMPLICIT_WORK_TREE GIT_INDEX_FILE GIT_INTERNAL_SUPER_PREFIX GIT_NAMESPACE \
    GIT_NO_REPLACE_OBJECTS GIT_OBJECT_DIRECTORY GIT_PREFIX GIT_PROTOCOL GIT_QUARANTINE_PATH GIT_REPLACE_REF_BASE \
    GIT_SHALLOW_FILE GIT_WORK_TREE GIT_ANNEX_P2P_AUTHTOKEN GIT_ANNEX_SHELL_APPENDONLY GIT_ANNEX_SHELL_DIRECTORY \
    GIT_ANNEX_SHELL_LIMITED GIT_ANNEX_SHELL_READONLY
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

# Starts the node in the background; returns when it is ready, or another one answers. Several may try at once: the lock of the
# node itself decides. With `linger` set, that node stops itself once nothing uses it.
start_node() {
  problem=$(umask 077 && mkdir -p -- "$state/log" 2>&1) || die "${problem#mkdir: }; set WHERRY_HOME to a folder of your own"
  [ -w "$state" ] && [ -w "$state/log" ] || die "cannot write to $state; set WHERRY_HOME to a folder of your own"
  prepare_node
  end=$(($(date +%s) + deadline))
  progress 'wherry: starting the node ...'
  said=$state/log/start.$$
  trap 'rm -f "$said"' EXIT
  trap 'exit 130' INT TERM
  launch
  until ready "$child"; do
    if ! kill -0 "$child" 2>/dev/null; then
      code=0
      wait "$child" || code=$?
      # 3: another one holds the lock; it will be ready soon, or is ending.
      [ "$code" -eq 3 ] || start_failed
      ! answers || break
      [ "$(date +%s)" -lt "$end" ] || start_failed
      sleep 1
      launch
    fi
    [ "$(date +%s)" -lt "$end" ] || die "the node is not ready after $deadline s; see $state/log"
    nap
  done
  # What the JVM itself has to say, now or when it dies.
  ! ready "$child" || mv -f "$said" "$state/log/start.log"
  rm -f "$said"
  trap - EXIT INT TERM
  progress
}

launch() {
  command -v setsid >/dev/null 2>&1 && session=setsid || session=nohup
  (cd / && exec_node "$session") \
    </dev/null >"$said" 2>&1 &
  child=$!
}

# Whether the node of this process has said that it is ready.
ready() {
  announced=
  { read -r announced <"$sockets/node.pid"; } 2>/dev/null
  [ "$announced" = "$1" ]
}

start_failed() {
  progress
  if grep -q UnsupportedClassVersionError "$said"; then
    die "needs Java 17 or later, and $java is older; set JAVA_HOME"
  fi
  tail -n 5 "$said" >&2
  exit 1
}

# `wherry daemon --foreground`: the node is this process.
run_node() {
  prepare_node
  stay exec_node '' --foreground
}

# `wherry serve --foreground [ARGUMENT]...`: a node in this process for just one repository, with a state that ends with it.
serve_alone() {
  count=$#
  options=yes
  while [ "$count" -gt 0 ]; do
    [ "$1" != -- ] || options=
    [ "$options$1" = yes--foreground ] || set -- "$@" "$1"
    shift
    count=$((count - 1))
  done
  prepare_node
  stay exec_node '' --alone "$PWD" "$@"
}

# Becomes a program. The first process of a container stays instead and looks after it: nobody else would take leave of
# orphans there, such as what a hook of git leaves behind.
stay() {
  [ "$$" -eq 1 ] || "$@"
  child=
  trap 'stopping=yes; [ -z "$child" ] || kill -s TERM "$child"' TERM INT HUP
  stopping=
  "$@" &
  child=$!
  [ -z "$stopping" ] || kill -s TERM "$child"
  while :; do
    code=0
    wait "$child" || code=$?
    kill -0 "$child" 2>/dev/null || exit "$code"
  done
}

# `wherry stop`: returns when the process has gone.
stop_node() {
  node_process || pid=
  (exec_relay wherry "$@")
  code=$?
  [ -n "$pid" ] && [ "$code" -le 1 ] || exit "$code"
  # A node that cannot be talked to, since it is of another version, still knows signals.
  [ "$code" -eq 0 ] || kill -s TERM "$pid" || exit 1
  end=$(($(date +%s) + deadline))
  until ended "$pid"; do
    [ "$(date +%s)" -lt "$end" ] || die "the node (process $pid) is still stopping after $deadline s; to end it: kill -9 $pid"
    nap
  done
  exit 0
}

# `wherry restart`: a node of this distribution, whatever ran before.
restart_node() {
  if node_process || answers; then
    (stop_node stop) || exit 1
    end=$(($(date +%s) + deadline))
    while answers && [ "$(date +%s)" -lt "$end" ]; do
      nap
    done
  fi
  start_node
  answers || die "the node does not answer on $sockets/node.sock; see $state/log"
  exit 0
}

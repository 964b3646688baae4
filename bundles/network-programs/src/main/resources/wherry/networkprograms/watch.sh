# Runs a program of a network, and ends it when the node has gone, in whatever way that ended.
#   sh watch.sh NODE GRACE RECORD FOLDER PROGRAM [ARGUMENT]...
# NODE: process of the node. GRACE: seconds from SIGTERM to SIGKILL. RECORD: takes the process of the program, when it started, and in which
# boot. FOLDER: goes with the program. Standard input and output are the program's. On SIGTERM ends the program and then itself.

# Whether a process runs. Where nobody takes leave of it, it stays as a zombie.
alive() {
  kill -0 "$1" 2>/dev/null || return 1
  stat=
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null
  case $stat in
    *') Z '*) return 1 ;;
    *) return 0 ;;
  esac
}

# The program and whatever it has started, as far as that stays in its session.
signal() {
  kill -s "$1" -- "-$child" 2>/dev/null || kill -s "$1" "$child" 2>/dev/null
}

present() {
  kill -s 0 -- "-$child" 2>/dev/null || alive "$child"
}

stop() {
  signal TERM
  left=$((grace * 10))
  while [ "$left" -gt 0 ] && present; do
    sleep 0.1 2>/dev/null || { sleep 1; left=$((left - 9)); }
    left=$((left - 1))
  done
  signal KILL
}

# Once, however often it is asked for.
end() {
  ending=yes
  if [ -n "$child" ] && [ -z "$stopping" ]; then
    stopping=yes
    stop &
  fi
}

clean() {
  rm -rf -- "${folder:?}" "${record:?}"
}

look() {
  pause=
  trap 'kill "$pause" 2>/dev/null; exit' TERM
  while alive "$node"; do
    sleep 1 &
    pause=$!
    wait "$pause"
    present || return
  done
  stop
  clean
}

# Writes down the process that it then becomes.
# shellcheck disable=SC2016 # is expanded by the shell that runs it
begin='
record=$1
shift
twentieth() { [ "$#" -lt 20 ] || { shift 19; echo "$1"; }; }
stat=
boot=
{ read -r stat <"/proc/$$/stat"; read -r boot </proc/sys/kernel/random/boot_id; } 2>/dev/null
(umask 077 && echo "$$ $(twentieth ${stat##*) }) $boot" >"$record") || exit 126
exec "$@"
'

watch() {
  node=$1 grace=$2 record=$3 folder=$4
  shift 4
  child=
  ending=
  stopping=
  trap end TERM INT HUP
  session=
  ! command -v setsid >/dev/null 2>&1 || session=setsid
  # The standard input of what runs in the background is empty unless it is named.
  exec 3<&0
  $session sh -c "$begin" sh "$record" "$@" <&3 3<&- &
  child=$!
  [ -z "$ending" ] || end
  exec 3<&- </dev/null >/dev/null 2>&1
  look &
  looker=$!
  code=0
  wait "$child" || code=$?
  # A signal ends the waiting, and not the program.
  while alive "$child"; do
    code=0
    wait "$child" || code=$?
  done
  trap '' TERM INT HUP
  kill "$looker" 2>/dev/null
  ! present || stop
  # Whoever else still looks or ends.
  wait
  clean
  exit "$code"
}

watch "$@"

# Becomes the relay. Sourced after folders.sh.

# exec_relay PROGRAM [ARGUMENT]...
exec_relay() {
  set -- "$sockets/node.sock" "$lib/absent.sh" "$PPID" "$PWD" "$@"
  if [ "${WHERRY_RELAY-perl}" = perl ] && command -v perl >/dev/null 2>&1; then
    exec perl -C0 "$lib/relay.pl" "$@"
  fi
  . "$lib/java.sh"
  exec_java_relay "$@"
}

# Whether a node answers: that counts, and no process id that a file holds.
answers() {
  (exec_relay --answers)
}

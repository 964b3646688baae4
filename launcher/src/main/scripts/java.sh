# Finds Java. Sourced after folders.sh.

find_java() {
  if [ -n "${WHERRY_JAVA-}" ]; then
    java=$WHERRY_JAVA
  elif [ -n "${JAVA_HOME-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    java=$JAVA_HOME/bin/java
  else
    java=$(command -v java) || die 'needs Java 17 or later, and there is no java on the PATH; set JAVA_HOME'
  fi
}

# Becomes another program, without the descriptors that the caller has left open. Those above 9 need a shell that can name them.
exec_closed() {
  if command -v perl >/dev/null 2>&1; then
    # shellcheck disable=SC2016 # perl's variables
    exec perl -e 'if (opendir D, "/dev/fd") { for (readdir D) { open H, "+<&=", $_ and close H if /^\d+$/ && $_ > 2 } } exec @ARGV' -- "$@"
  elif command -v bash >/dev/null 2>&1; then
    # shellcheck disable=SC2016 # bash's variables
    exec bash -c 'for f in /dev/fd/*; do n=${f##*/}; [ "$n" -le 2 ] || eval "exec $n>&-"; done; exec "$@"' bash "$@"
  fi
  exec "$@"
}

exec_java_relay() {
  find_java
  flags=
  window=
  [ ! -t 2 ] || { flags=tty; window=$(stty size <&2 2>/dev/null); }
  [ ! -t 0 ] || flags=$flags,in
  [ ! -t 1 ] || flags=$flags,out
  exec_closed "$java" "-Dwherry.relay.flags=$flags" "-Dwherry.relay.window=$window" -Xlog:disable -XX:TieredStopAtLevel=1 -cp "$lib/wherry-launcher.jar" wherry.launcher.Relay "$@"
}

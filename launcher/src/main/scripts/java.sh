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

exec_java_relay() {
  find_java
  flags=
  [ ! -t 2 ] || flags=tty
  [ ! -t 0 ] || flags=$flags,in
  [ ! -t 1 ] || flags=$flags,out
  exec "$java" "-Dwherry.relay.flags=$flags" -Xlog:disable -XX:TieredStopAtLevel=1 -cp "$lib/wherry-launcher.jar" wherry.launcher.Relay "$@"
}

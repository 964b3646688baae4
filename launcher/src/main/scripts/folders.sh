# Computes the folders of the user's node: state, configuration, bundles, programs, sockets. Sourced with `lib` set; starts no
# process where it can be helped, since each program that git runs waits for it.

die() {
  printf 'wherry: %s\n' "$*" >&2
  failure_object "$*"
  exit 1
}

# Prints the object of JSON that callers who want objects get when a command fails. `call` holds the words of the call.
failure_object() {
  case " ${call-}" in
    *' --json'*)
      message=$(printf %s "$*" | tr '\n\t' '  ' | sed 's/[\\"]/\\&/g')
      printf '{"command":"%s","error-messages":["%s"],"success":false}\n' "${call%% *}" "$message"
      ;;
  esac
}

# The user's home folder; what the system knows of it where nobody has set HOME, as in a service.
home() {
  [ -n "${HOME-}" ] || eval "HOME=~$(id -un 2>/dev/null)"
  case $HOME in
    /*) export HOME ;;
    *) die 'HOME is not set; set it, or WHERRY_HOME' ;;
  esac
}

# The value of an XDG variable, or a folder in the home folder. Relative ones are to be ignored.
xdg() {
  case $1 in
    /*) folder=$1/wherry ;;
    *)
      home
      folder=$HOME/$2/wherry
      ;;
  esac
}

# A unix socket's path holds 107 bytes; 32 of them are left for the names within the folder.
fits() {
  locale=${LC_ALL-}
  LC_ALL=C
  length=${#1}
  if [ -n "$locale" ]; then LC_ALL=$locale; else unset LC_ALL; fi
  [ "$length" -le 75 ]
}

if [ -n "${WHERRY_HOME-}" ]; then
  case $WHERRY_HOME in
    /*) ;;
    *) WHERRY_HOME=$PWD/$WHERRY_HOME ;;
  esac
  WHERRY_HOME=${WHERRY_HOME%/}
  state=$WHERRY_HOME/state
  configuration=$WHERRY_HOME/conf
  bundles=$WHERRY_HOME/bundles
  programs=$WHERRY_HOME/bin
  sockets=$WHERRY_HOME/run
else
  xdg "${XDG_STATE_HOME-}" .local/state
  state=$folder
  xdg "${XDG_CONFIG_HOME-}" .config
  configuration=$folder
  xdg "${XDG_DATA_HOME-}" .local/share
  bundles=$folder/bundles
  programs=$folder/bin
  # Not in the runtime folder: that goes with the session, while the node stays, and cron and sudo know another one or none.
  sockets=$state/run
fi
if ! fits "$sockets"; then
  # Anybody may make a folder there; whoever uses it looks whose it is.
  name=wherry-$(id -u)-$(printf %s "$sockets" | cksum)
  sockets=/tmp/${name%% *}
fi

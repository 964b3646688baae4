# Computes the folders of the user's node: state, configuration, bundles, programs, sockets. Sourced with `lib` set; starts no
# process where it can be helped, since each program that git runs waits for it.

die() {
  printf 'wherry: %s\n' "$*" >&2
  exit 1
}

# The value, made absolute, of an XDG variable, or a folder in the home folder. Relative ones are to be ignored.
xdg() {
  case $1 in
    /*) folder=$1/wherry ;;
    *)
      [ -n "${HOME-}" ] || die 'HOME is not set; set it, or WHERRY_HOME'
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
  case ${XDG_RUNTIME_DIR-} in
    /*) sockets=$XDG_RUNTIME_DIR/wherry ;;
    *) sockets=$state/run ;;
  esac
fi
if ! fits "$sockets"; then
  name=wherry-$(id -u)-$(printf %s "$sockets" | cksum)
  sockets=${XDG_RUNTIME_DIR:-/tmp}/${name%% *}
  fits "$sockets" || sockets=/tmp/${name%% *}
  # Anybody may make a folder there, and whoever answers on the socket may run programs in our name.
  if [ -e "$sockets" ] && { [ -h "$sockets" ] || [ ! -d "$sockets" ] || [ ! -O "$sockets" ]; }; then
    die "$sockets is not a folder of yours; remove it, or set WHERRY_HOME to a shorter path"
  fi
fi

# No node answers: what now? Run by the relay as `sh absent.sh PROGRAM [ARGUMENT]...`. Exit code 75 means: a node runs now, call
# again.
lib=${0%/*}
. "$lib/folders.sh"
. "$lib/relay.sh"
. "$lib/node.sh"
. "$lib/help.sh"
. "$lib/usage.sh"

help_of_call "$@"
program=$1
shift
call=$*
command=$program
if [ "$program" = wherry ]; then
  command=${1-help}
  [ $# -eq 0 ] || shift
fi

more=no
for jar in "$bundles"/*.jar; do
  # A bundle of the user's may bring commands, or others of these names.
  [ ! -f "$jar" ] || more=yes
done

case $command in
  git-annex-p2p-*)
    # A remotedaemon's listener. When the daemon is killed, nothing of ours is to stay.
    [ $# -ne 2 ] || linger=yes
    start_node
    exit 75
    ;;
  git-*)
    start_node
    exit 75
    ;;
  complete)
    # The shell completes what there was when its script was made.
    exit 1
    ;;
  stop)
    usage_of_call "$more" wherry stop "$@"
    # One that does not answer, whatever has become of its socket, still knows signals.
    ! node_process || { kill -s TERM "$pid" && exit 0; }
    ;;
  status | links | repos | transports | bundles | shell | completion | help)
    # They tell of a node that runs.
    usage_of_call "$more" wherry "$command" "$@"
    ;;
  *)
    [ "$more" = yes ] || usage_of_call no wherry "$command" "$@"
    start_node
    if [ "$command" = daemon ]; then
      answers || die "the node does not answer on $sockets/node.sock; see $state/log"
      exit 0
    fi
    exit 75
    ;;
esac
die 'no node runs. Start one with: wherry daemon'

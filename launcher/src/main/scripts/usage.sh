# Wrong usage where no node is asked, told as the node tells it. Sourced with `lib` set.

# usage_of_call MORE PROGRAM [WORD]...: says what is wrong with the words of a call, and ends, if anything is. MORE is yes if the
# user's bundles may bring commands that the distribution does not have.
usage_of_call() {
  [ "$2" = wherry ] || return 0
  more=$1
  shift 2
  code=0
  LC_ALL=C awk -f "$lib/usage.awk" -- "$lib/../share/usage" "$more" "$@" || code=$?
  [ "$code" -ne 64 ] || exit 2
}

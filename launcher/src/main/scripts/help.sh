# Help where no node is asked: texts of the distribution, which were made from what the node itself says. Sourced with `lib` set.

# help_of COMMAND [INNER]: prints the text of a command, or of a command within it, and ends, if there is one.
help_of() {
  case $1 in
    git-*) ;;
    *[!a-z0-9]*) return ;;
  esac
  texts=$lib/../share/help
  [ $# -le 2 ] || return
  [ -z "${2-}" ] || set -- "$1-$2"
  [ ! -f "$texts/$1.txt" ] || exec cat "$texts/$1.txt"
}

# help_of_call PROGRAM [ARGUMENT]...: the same, if the call asks for help.
help_of_call() {
  text=$1
  shift
  case $text in
    wherry)
      text=${1-help}
      [ $# -eq 0 ] || shift
      ;;
    git-annex-p2p-*) text=git-annex-p2p ;;
  esac
  case $text in
    help | --help | -h)
      text=help
      case ${1-} in
        '') help_of wherry ;;
        -*) ;;
        *) help_of "$@" ;;
      esac
      ;;
    completion)
      case $#:${1-} in
        1:bash) exec cat "$lib/../share/bash-completion/completions/wherry" ;;
        1:zsh) exec cat "$lib/../share/zsh/site-functions/_wherry" ;;
        1:fish) exec cat "$lib/../share/fish/vendor_completions.d/wherry.fish" ;;
      esac
      ;;
  esac
  inner=
  for argument in "$@"; do
    case $argument in
      --) break ;;
      --help | -h) help_of "$text" "$inner" ;;
      *) [ -n "$inner" ] || [ ! -f "$lib/../share/help/$text-$argument.txt" ] || inner=$argument ;;
    esac
  done
}

# Judges the words of a call where no node runs, in the node's words (UnknownWord and picocli there). Run as
# awk -f usage.awk -- TABLE MORE [WORD]...: the table is what `wherry usage` printed; with MORE=yes there may be commands that are
# not in it. Ends with 64 if the words are wrong, after a message on standard error and, where objects are wanted, an object.
# What it cannot judge, such as values, it lets pass: the node judges that.

BEGIN {
  FS = "\t"
  while ((getline <ARGV[1]) > 0) {
    line[$1] = $0
    path = $1
    if (sub(/ [^ ]*$/, "", path)) inner[path] = inner[path] " " substr($1, length(path) + 2)
    else commands = commands " " $1
  }
  if (commands == "") exit 0 # a distribution without the table
  more = ARGV[2] == "yes"
  for (i = 3; i < ARGC; i++) if (ARGV[i] ~ /[^ -~]/) exit 0 # what would have to be quoted
  if (ARGC < 4) exit 0
  command = ARGV[3]
  if (!(command in line)) unknown_command("wherry", "", command)
  if (command == "help") judge_help()
  read_command(command)
  for (i = 4; i < ARGC; i++) judge(ARGV[i])
  if (waiting != "") wrong("Missing required parameter for option '" waiting "' (" value[waiting] ")")
  if (operands < needed && !(command in inner)) missing_operands()
  if (stray != "") unknown_word(stray_command, stray)
  if (needed && command in inner) wrong("a command is missing: " join(inner[command]))
  exit 0
}

# The options and operands of a command; those of the command around it count no longer.
function read_command(words, n, i, names, parts) {
  command = words
  n = split(line[words], field, "\t")
  most = field[2]
  needed = split(field[3], need, " ")
  split("", option)
  split("", value)
  split("", repeated)
  split("", given)
  for (i = 4; i <= n; i++) {
    names = field[i]
    split(names, parts, "=")
    split_names(parts[1], names)
  }
}

# The option's longest name stands for all of them.
function split_names(list, described, n, i, names, longest) {
  multiple = sub(/\.\.\.$/, "", described)
  sub(/\.\.\.$/, "", list)
  n = split(list, names, ",")
  longest = names[1]
  for (i = 1; i <= n; i++) option[names[i]] = longest
  if (multiple) repeated[longest] = 1
  if (index(described, "=")) value[longest] = substr(described, index(described, "=") + 1)
}

function judge(word, name) {
  if (waiting != "") {
    if (word in option) wrong("Expected parameter for option '" waiting "' but found '" word "'")
    waiting = ""
  } else if (only_operands || word !~ /^-./) judge_operand(word)
  else if (word == "--") only_operands = 1
  else if (word in option) take(option[word], 1)
  else if (word ~ /^--[^=]+=/ && (substr(word, 1, index(word, "=") - 1) in option))
    take(option[substr(word, 1, index(word, "=") - 1)], 0)
  else if (word ~ /^-[^-]./ && (substr(word, 1, 2) in option)) {
    if (!(option[substr(word, 1, 2)] in value)) exit 0 # several in one word
    take(option[substr(word, 1, 2)], 0)
  }
  else set_aside(word)
}

function take(name, next_is_value) {
  if (name in given && !(name in repeated)) wrong("option '" name "'" (name in value ? " (" value[name] ")" : "") " should be specified only once")
  given[name] = 1
  if (next_is_value && name in value) waiting = name
}

function judge_operand(word, choices) {
  if (!only_operands && (command " " word) in line) {
    read_command(command " " word)
    return
  }
  if (most != "*" && operands >= most) {
    set_aside(word)
    return
  }
  operands++
  if (operands <= needed && split(need[operands], choices, "=") > 1 && index("," choices[2] ",", "," word ",") == 0) {
    gsub(/,/, ", ", choices[2])
    wrong("Invalid value for positional parameter at index " operands - 1 " (" choices[1] "): expected one of [" \
      choices[2] "] (case-sensitive) but was '" word "'")
  }
}

# The first word that means nothing is told, but only if there is nothing worse.
function set_aside(word) {
  if (stray != "") return
  stray = word
  stray_command = command
}

function missing_operands(i, list, parts) {
  for (i = operands + 1; i <= needed; i++) {
    split(need[i], parts, "=")
    list = list (i == operands + 1 ? "" : ", ") "'" parts[1] "'"
  }
  wrong("Missing required parameter" (needed - operands > 1 ? "s" : "") ": " list)
}

function judge_help(i, path) {
  path = ""
  for (i = 4; i < ARGC; i++) {
    if (ARGV[i] ~ /^-./) return
    if (!((path ARGV[i]) in line)) unknown_command("wherry" (path == "" ? "" : " " substr(path, 1, length(path) - 1)), path, ARGV[i])
    path = path ARGV[i] " "
  }
}

# ---- what is said

function wrong(message) {
  say("wherry " command ": " message)
  say("See: wherry " command " --help")
  finish()
}

function unknown_word(where, word, known, name) {
  read_command(where)
  if (word ~ /^-./) {
    say("wherry " where ": Unknown option: '" word "'")
    if (word ~ /^--/) for (name in option) if (name ~ /^--/) known = known " " name
    if (!suggest(word, known)) say("See: wherry " where " --help")
  } else if (where in inner) unknown_command("wherry " where, where " ", word)
  else {
    say("wherry " where ": '" word "' is one argument too many")
    say("See: wherry " where " --help")
  }
  finish()
}

# PATH: the words before, each with a blank after it.
function unknown_command(where, path, word, help) {
  if (path == "" && more) exit 0
  help = "wherry help" substr(where, 7)
  say(where ": '" word "' is not a command. See: " help)
  suggest(word, path == "" ? commands : inner[substr(path, 1, length(path) - 1)])
  finish()
}

function suggest(word, known, n, i, names, found) {
  n = split(known, names, " ")
  for (i = 1; i <= n; i++) if ((word != "" && index(names[i], word) == 1) || edits(word, names[i]) <= 2) found = found " " names[i]
  found = join(found)
  if (found != "") say("Did you mean: " found "?")
  return found != ""
}

# Words between blanks, sorted, with commas.
function join(words, n, i, j, names, word, joined) {
  n = split(words, names, " ")
  for (i = 2; i <= n; i++)
    for (j = i; j > 1 && names[j] < names[j - 1]; j--) {
      word = names[j]
      names[j] = names[j - 1]
      names[j - 1] = word
    }
  for (i = 1; i <= n; i++) joined = joined (i == 1 ? "" : ", ") names[i]
  return joined
}

# Characters to insert, remove or replace to make one word of the other.
function edits(a, b, row, i, j, diagonal, replaced) {
  for (j = 0; j <= length(b); j++) row[j] = j
  for (i = 1; i <= length(a); i++) {
    diagonal = row[0]
    row[0] = i
    for (j = 1; j <= length(b); j++) {
      replaced = diagonal + (substr(a, i, 1) != substr(b, j, 1))
      diagonal = row[j]
      if (row[j - 1] < row[j]) row[j] = row[j - 1]
      row[j] = row[j] + 1
      if (replaced < row[j]) row[j] = replaced
    }
  }
  return row[length(b)]
}

function say(text) {
  print text >"/dev/stderr"
  if (text ~ /^See: /) return
  sub(/^wherry( [a-z0-9]+)*: /, "", text)
  gsub(/[\\"]/, "\\\\&", text)
  told = told (told == "" ? "" : ",") "\"" text "\""
}

function finish(i, wanted, name) {
  name = ARGV[3]
  for (i = 4; i < ARGC && ARGV[i] != "--"; i++) {
    if (ARGV[i] ~ /^--json(-[a-z-]+)?$/ || ARGV[i] ~ /^-[A-Za-z]*j[A-Za-z]*$/) wanted = 1
    if (name == ARGV[3] && (name " " ARGV[i]) in line) name = name " " ARGV[i]
  }
  sub(/^annex /, "", name)
  gsub(/[\\"]/, "\\\\&", name)
  if (wanted) print "{\"command\":\"" name "\",\"error-messages\":[" told "],\"success\":false}"
  exit 64
}

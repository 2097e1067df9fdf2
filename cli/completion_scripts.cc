// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/completion_scripts.h"

namespace ritmon {
namespace {

// bash takes words apart at ':' and '=' and completes the last part alone.
constexpr std::string_view kBash = R"(# bash completion for ritmon
#   ritmon completion bash > ~/.local/share/bash-completion/completions/ritmon
_ritmon() {
  local -a answer
  local current=${COMP_WORDS[COMP_CWORD]} typed cut='' line word
  mapfile -t answer < <(command "${COMP_WORDS[0]}" completion \
    --line="${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
  COMPREPLY=()
  if [[ ${answer[0]} == files ]]; then
    compopt -o default 2>/dev/null
    return 0
  fi
  typed=${answer[1]}
  case $current in
    [\"\']*) ;;
    [:=]*) cut=$typed ;;
    *) cut=${typed%"$current"} ;;
  esac
  for line in "${answer[@]:2}"; do
    word=${line%%$'\t'*}
    COMPREPLY+=("${word#"$cut"}")
    if [[ $word == *: ]]; then compopt -o nospace 2>/dev/null; fi
  done
  return 0
}
complete -F _ritmon ritmon
)";

constexpr std::string_view kZsh = R"(#compdef ritmon
# zsh completion for ritmon
#   ritmon completion zsh > "${fpath[1]}/_ritmon"
_ritmon() {
  local -a answer whole begun
  local line word
  answer=("${(@f)$(command "$words[1]" completion \
    --line="${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)}")
  if [[ $answer[1] == files ]]; then
    _files
    return
  fi
  for line in "${(@)answer[3,-1]}"; do
    word=${line%%$'\t'*}
    if [[ $word == *: ]]; then begun+=("$word"); else whole+=("$word"); fi
  done
  compadd -a whole
  compadd -S '' -a begun
}
if [[ $funcstack[1] == _ritmon ]]; then _ritmon "$@"; else compdef _ritmon ritmon; fi
)";

constexpr std::string_view kFish = R"(# fish completion for ritmon
#   ritmon completion fish > ~/.config/fish/completions/ritmon.fish
function __ritmon_complete
  set -l answer (command ritmon completion --line=(commandline -cp | string collect) 2>/dev/null)
  if test "$answer[1]" = files
    __fish_complete_path (commandline -ct)
  else if test (count $answer) -gt 2
    printf '%s\n' $answer[3..-1]
  end
end
complete -c ritmon -f -a '(__ritmon_complete)'
)";

}  // namespace

std::string_view CompletionScript(std::string_view shell) {
  if (shell == "zsh") return kZsh;
  return shell == "fish" ? kFish : kBash;
}

}  // namespace ritmon

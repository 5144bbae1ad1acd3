"""`aixtui completion`: the script that has a shell complete command lines."""

import click

_BASH = """\
_aixtui() {
    local value about word="${COMP_WORDS[COMP_CWORD]}" quoted=
    case "$word" in
        [\\'\\"]*) quoted=1 word="${word:1}" ;;
        *) word="${word//\\\\/}" ;;
    esac
    COMPREPLY=()
    while IFS=$'\\t' read -r value about; do
        if [ "$value" = ":files" ]; then
            compopt -o default 2>/dev/null
            return
        fi
        [ "$quoted" ] || printf -v value %q "$value"
        COMPREPLY+=("$value")
    done < <(aixtui __complete "${COMP_WORDS[@]:1:COMP_CWORD-1}" "$word" 2>/dev/null)
    case "${COMPREPLY[0]}" in */ | *=) [ "${#COMPREPLY[@]}" = 1 ] && compopt -o nospace 2>/dev/null ;; esac
    return 0
}
complete -F _aixtui aixtui
"""
_ZSH = """\
#compdef aixtui
_aixtui() {
    local line
    local -a values told folders
    for line in "${(@f)$(aixtui __complete "${(@Q)words[2,CURRENT]}" 2>/dev/null)}"; do
        case "$line" in
            '') ;;
            :files) _files; return ;;
            */ | *=) folders+=("$line") ;;
            *) values+=("${line%%$'\\t'*}"); told+=("${line/$'\\t'/  }") ;;
        esac
    done
    (( $#folders )) && compadd -S '' -- $folders
    (( $#values )) && compadd -l -d told -- $values
}
compdef _aixtui aixtui
"""
_FISH = """\
function __aixtui_complete
    set -l words (commandline -opc)
    set -l word (commandline -ct | string unescape; or commandline -ct)
    for line in (aixtui __complete $words[2..-1] "$word" 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$word"
        else
            echo $line
        end
    end
end
complete -c aixtui -f -a '(__aixtui_complete)'
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


@click.command()
@click.argument("shell", type=click.Choice(list(SCRIPTS)))
def completion(shell: str) -> None:
    """Print the script with which a SHELL completes commands, options, names, ids, runs and settings.

    Names and ids are those of what was opened or run from here lately: the network is never asked.
    ~/.bashrc sources the script of bash; those of zsh and fish lie in a folder of their functions or
    completions.

    \b
    aixtui completion bash > aixtui.bash
    aixtui completion zsh > _aixtui
    aixtui completion fish > aixtui.fish
    """
    from aixtui.cli.output import print_text

    print_text(SCRIPTS[shell])

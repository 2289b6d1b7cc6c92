# shellcheck shell=sh
# lisere-prompt.sh: the cage's name and level before the prompt of bash and zsh.
#
# In ~/.bashrc or ~/.zshrc:
#
#     . /usr/share/lisere/lisere-prompt.sh
#
# It reads what Liseré puts into the environment of a cage's programs: LISERE_CAGE,
# LISERE_LEVEL and LISERE_COLOUR (#rrggbb). Elsewhere it changes nothing. Every program can
# write the same into its window: only the frame and the bar can be trusted.

# The cage's mark: " NAME · LEVEL ", on the cage's colour where the terminal has colours.
# $1 and $2 stand round what takes no room on the line.
lisere_mark() {
    # What would be more than a word or a number to the shell or the terminal is left out.
    lisere_name=$(printf '%s' "${LISERE_CAGE-}" | tr -cd 'a-z0-9-')
    lisere_level=$(printf '%s' "${LISERE_LEVEL-}" | tr -d '[:cntrl:]\\`$%!')
    lisere_colour=${LISERE_COLOUR-}
    [ -n "$lisere_name" ] || return 0
    lisere_text=" $lisere_name "
    # A cage that is called as its level needs it once.
    lisere_lower=$(printf '%s' "$lisere_level" | tr '[:upper:] ' '[:lower:]-')
    if [ -n "$lisere_level" ] && [ "$lisere_lower" != "$lisere_name" ]; then
        lisere_text="$lisere_text· $lisere_level "
    fi
    case $lisere_colour in
    \#[0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F][0-9a-fA-F]) ;;
    *) lisere_colour= ;;
    esac
    if [ -z "$lisere_colour" ] || [ "${TERM-dumb}" = dumb ] || [ -n "${NO_COLOR-}" ]; then
        printf '[%s]' "$lisere_text"
        return 0
    fi
    lisere_hex=${lisere_colour#?}
    lisere_red=$((0x${lisere_hex%????}))
    lisere_hex=${lisere_hex#??}
    lisere_green=$((0x${lisere_hex%??}))
    lisere_blue=$((0x${lisere_hex#??}))
    # Dark letters on light colours, light ones on dark colours (ITU-R BT.601).
    lisere_ink='38;2;247;245;240'
    if [ $((299 * lisere_red + 587 * lisere_green + 114 * lisere_blue)) -gt 110000 ]; then
        lisere_ink='38;2;14;17;22'
    fi
    printf '%s\033[%s;48;2;%d;%d;%dm%s%s%s\033[0m%s' \
        "$1" "$lisere_ink" "$lisere_red" "$lisere_green" "$lisere_blue" "$2" \
        "$lisere_text" "$1" "$2"
}

if [ -n "${LISERE_CAGE-}" ]; then
    # Once, however often this file is read.
    if [ -n "${BASH_VERSION-}" ]; then
        lisere_prompt=$(lisere_mark '\[' '\]')
        case ${PS1-} in
        *"$lisere_prompt"*) ;;
        *) PS1="$lisere_prompt ${PS1-}" ;;
        esac
    elif [ -n "${ZSH_VERSION-}" ]; then
        lisere_prompt=$(lisere_mark '%{' '%}')
        case ${PROMPT-} in
        *"$lisere_prompt"*) ;;
        *) PROMPT="$lisere_prompt ${PROMPT-}" ;;
        esac
    fi
fi

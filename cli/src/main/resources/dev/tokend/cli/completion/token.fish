# Completion of token in fish, made by: token completion fish
# To have it in every shell: token completion fish > ~/.config/fish/completions/token.fish

# What stands before the cursor: the subcommand, then its arguments; --program and nothing more once that begins.
function __token_words
    set -l tokens (commandline -opc)
    set -l value 0
    set -l command
    for word in $tokens[2..-1]
        if test $value -eq 1
            set value 0
            continue
        end
        if test "$word" = --; and contains -- "$command" @RUNNING@
            printf '%s\n' --program
            return
        end
        switch $word
            case '--*=*'
            case @VALUED@
                set value 1
            case '-*'
            case '*'
                if test -z "$command"
                    set command (__token_named $word)
                    echo $command
                else
                    echo $word
                end
        end
    end
end

function __token_named
    switch $argv[1]
@ALIASES@        case '*'
            echo $argv[1]
    end
end

function __token_bare
    test (count (__token_words)) -eq 0
end

# Of one of these subcommands, before a program begins.
function __token_in
    set -l words (__token_words)
    test (count $words) -gt 0; and contains -- $words[1] $argv; and not contains -- --program $words
end

# SUBCOMMAND POSITION [ACTION]: this argument is next.
function __token_at
    set -l words (__token_words)
    test (count $words) -eq (math $argv[2] + 1); and test "$words[1]" = $argv[1]; or return 1
    test (count $argv) -lt 3; or test "$words[2]" = $argv[3]
end

# SUBCOMMAND POSITION [ACTION]: this argument or a later one is next.
function __token_from
    set -l words (__token_words)
    contains -- --program $words; and return 1
    test (count $words) -gt $argv[2]; and test "$words[1]" = $argv[1]; or return 1
    test (count $argv) -lt 3; or test "$words[2]" = $argv[3]
end

function __token_program
    contains -- --program (__token_words)
end

function __token_process
    set -l tokens (commandline -opc)
    for i in (seq (count $tokens))
        switch $tokens[$i]
            case --pid
                echo $tokens[(math $i + 1)]
            case '--pid=*'
                string replace -- --pid= '' $tokens[$i]
        end
    end
end

function __token_processes
    command ls /proc | string match -r '^[0-9]+$'
end

function __token_threads
    set -l pid (__token_process)
    test -n "$pid"; and ls /proc/$pid/task 2>/dev/null
end

function __token_descriptors
    ls /proc/$fish_pid/fd 2>/dev/null
end

# Asks an authority that is there, and starts none.
function __token_ask
    set -l socket $TOKEND_SOCKET
    test -n "$socket"; or set socket /run/tokend/tokend.sock
    test -S $socket; or test -S "$XDG_RUNTIME_DIR/tokend/tokend.sock"; or return
    set -l program (commandline -opc)[1]
    $program $argv --json 2>/dev/null
end

function __token_pins
    __token_ask pins | string replace -rf '^ {6}"name": "([^\\\\]*)",$' "$argv[1]"'$1'
end

function __token_sessions
    __token_ask session list | string replace -rf '^ {6}"id": "([0-9]*)",$' '$1'
end

function __token_handles
    __token_descriptors
    __token_pins pin:
end

function __token_sides
    printf '%s\n' self real tid: fd: peer: pid:(__token_processes)
    __token_pins pin:
    string replace -r '^' spec: -- (__fish_complete_path (string replace spec: '' -- (commandline -ct)))
end

function __token_users
    __fish_complete_users
end

function __token_complete_program
    set -l words (commandline -opc)
    set -l at (contains -i -- -- $words)
    set -l program
    test $at -lt (count $words); and set program (string escape -- $words[(math $at + 1)..-1])
    complete -C (string join ' ' -- $program (commandline -ct; echo)[1])
end

complete -c token -f
complete -c token -n __token_program -x -a '(__token_complete_program)'
@COMPLETIONS@

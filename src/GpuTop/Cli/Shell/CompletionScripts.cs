namespace GpuTop.Cli;

/// <summary>The scripts of <c>gputop completion</c>; each passes the line up to the cursor to <c>gputop complete</c>, and completes file
/// names where that prints nothing.</summary>
internal static class CompletionScripts
{
    // Readline replaces only the part of a word after one of COMP_WORDBREAKS; bash 3.2 of macOS has no mapfile.
    private const string Bash = """
        # gputop: eval "$(gputop completion bash)"
        _gputop() {
          local line=${COMP_LINE:0:COMP_POINT} item word before
          word=${line##*[[:space:]]}
          before=${word%"${word##*[:=@]}"}
          COMPREPLY=()
          while IFS= read -r item; do
            item=${item%%$'\t'*}
            COMPREPLY+=("${item#"$before"}")
          done < <(gputop complete -- "$line" 2>/dev/null)
        }
        complete -o default -F _gputop gputop

        """;

    // Loaded by compinit as a file _gputop of $fpath, or evaluated after compinit.
    private const string Zsh = """
        #compdef gputop
        # gputop: eval "$(gputop completion zsh)"
        _gputop() {
          local -a found
          local tab=$'\t'
          found=("${(@f)$(gputop complete -- "${(j: :)words[1,CURRENT-1]} $PREFIX" 2>/dev/null)}")
          found=("${(@)found:#}")
          if (( $#found )); then
            found=("${(@)found//:/\\:}")
            found=("${(@)found/$tab/:}")
            _describe gputop found
          else
            _files
          fi
        }
        if [ "${funcstack[1]}" = _gputop ]; then _gputop "$@"; else compdef _gputop gputop; fi

        """;

    private const string Fish = """
        # gputop: gputop completion fish | source
        function __gputop_complete
            set -l found (gputop complete -- (commandline -cp | string collect) 2>/dev/null)
            if set -q found[1]
                printf '%s\n' $found
            else
                __fish_complete_path (commandline -ct)
            end
        end
        complete -c gputop -f -a '(__gputop_complete)'

        """;

    /// <summary>The scripts by shell.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        new Dictionary<string, string> { ["bash"] = Bash, ["zsh"] = Zsh, ["fish"] = Fish };
}

namespace Sintropia.Architecture.Tests.Style;

/// <summary>C# source with its comments, strings and characters blanked out, so that what is left can be searched for declarations.</summary>
internal static class SourceText
{
    /// <summary>The same text, line for line, with a space for every character that is no code.</summary>
    public static string CodeOf(string source)
    {
        var code = source.ToCharArray();
        var at = 0;
        while (at < source.Length)
        {
            var end = EndOfWords(source, at);
            if (end == at)
            {
                at++;
                continue;
            }

            for (; at < end; at++)
                if (code[at] is not ('\n' or '\r'))
                    code[at] = ' ';
        }

        return new(code);
    }

    // Where a comment or literal that starts here ends; here, if none starts.
    private static int EndOfWords(string source, int at)
    {
        if (Starts(source, at, "//")) return Find(source, "\n", at);
        if (Starts(source, at, "/*")) return After(source, "*/", at + 2);
        if (source[at] == '\'') return EndOfCharacter(source, at);

        var prefix = at;
        while (prefix < source.Length && source[prefix] is '$' or '@') prefix++;
        if (prefix >= source.Length || source[prefix] != '"') return at;

        var marks = source.AsSpan(at, prefix - at);
        var quotes = source.AsSpan(prefix).IndexOfAnyExcept('"') is var n and >= 0 ? n : source.Length - prefix;
        if (quotes >= 3) return After(source, new string('"', quotes), prefix + quotes);
        return EndOfString(source, prefix + 1, marks.Contains('@'), marks.Contains('$'));
    }

    private static int EndOfString(string source, int at, bool verbatim, bool interpolated)
    {
        while (at < source.Length)
        {
            var c = source[at];
            if (verbatim && Starts(source, at, "\"\"") || interpolated && (Starts(source, at, "{{") || Starts(source, at, "}}")) || !verbatim && c == '\\') at += 2;
            else if (c == '"') return at + 1;
            else if (interpolated && c == '{') at = EndOfHole(source, at + 1);
            else at++;
        }

        return source.Length;
    }

    // A hole of an interpolated string is code, which may hold strings of its own. None of it declares a type.
    private static int EndOfHole(string source, int at)
    {
        for (var depth = 1; at < source.Length;)
        {
            var end = EndOfWords(source, at);
            if (end > at)
            {
                at = end;
                continue;
            }

            if (source[at] == '{') depth++;
            if (source[at] == '}' && --depth == 0) return at + 1;
            at++;
        }

        return source.Length;
    }

    private static int EndOfCharacter(string source, int at) => source.AsSpan(at + 1).StartsWith(@"\") ? After(source, "'", at + 3) : After(source, "'", at + 1);

    private static bool Starts(string source, int at, string with) => string.CompareOrdinal(source, at, with, 0, with.Length) == 0;

    private static int Find(string source, string what, int from) =>
        from < source.Length && source.IndexOf(what, from, StringComparison.Ordinal) is var at and >= 0 ? at : source.Length;

    private static int After(string source, string what, int from) => Math.Min(source.Length, Find(source, what, from) + what.Length);
}

namespace Sintropia.Cli.Terminals;

/// <summary>Words of commands that a user can copy.</summary>
internal static class Shell
{
    /// <summary>A word as a shell has to see it.</summary>
    public static string Quoted(string word) => word.Length > 0 && word.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '-' or '_' or '\\' or ':' or '~') ? word : $"\"{word}\"";
}

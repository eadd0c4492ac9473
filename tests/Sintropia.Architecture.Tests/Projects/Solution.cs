using System.Text.RegularExpressions;

namespace Sintropia.Architecture.Tests.Projects;

/// <summary>Which projects a solution or a solution filter lists.</summary>
internal static partial class Solution
{
    /// <summary>Paths relative to the root, with '/'.</summary>
    public static IReadOnlyList<string> Projects(string text) => [.. ProjectPath().Matches(text).Select(m => m.Groups[1].Value.Replace(@"\\", "/").Replace('\\', '/'))];

    [GeneratedRegex("""
        "([^"]+\.csproj)"
        """)]
    private static partial Regex ProjectPath();
}

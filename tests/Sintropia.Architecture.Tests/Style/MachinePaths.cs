using System.Text.RegularExpressions;

namespace Sintropia.Architecture.Tests.Style;

/// <summary>Finds paths that exist on one person's machine only.</summary>
internal static partial class MachinePaths
{
    /// <summary>The paths in a text, as far as their first two folders.</summary>
    public static IEnumerable<string> In(string text) => HomeOrWork().Matches(text).Select(m => m.Value);

    // Not after a letter, a dot or a variable, where it is the rest of an address or of a relative path.
    [GeneratedRegex(@"(?<![\w.\-~}>)])(?:/(?:home|Users|root|work)/[\w.\-]+|[A-Za-z]:\\+(?:Users|home|work)\\+[\w.\-]+)")]
    private static partial Regex HomeOrWork();
}

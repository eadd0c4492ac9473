using System.Text.RegularExpressions;

namespace Sintropia.Architecture.Tests.Style;

/// <summary>What a source file declares at its outermost level.</summary>
/// <param name="Path">Relative to the root, with '/'.</param>
/// <param name="Namespace">Empty where there is none.</param>
/// <param name="BlockNamespace">The namespace has braces.</param>
/// <param name="Types">Types that are not nested, in order.</param>
internal sealed partial record SourceFile(string Path, string Namespace, bool BlockNamespace, IReadOnlyList<SourceFile.Declared> Types)
{
    /// <summary>A type and whether other assemblies see it.</summary>
    internal sealed record Declared(string Name, bool IsPublic);

    /// <summary>Reads declarations; the bodies do not matter.</summary>
    public static SourceFile Parse(string path, string source)
    {
        var code = SourceText.CodeOf(source);
        var space = NamespaceDeclaration().Match(code);
        var block = space.Success && space.Groups["end"].Value == "{";
        var types = TypeDeclaration().Matches(AtDepth(code, block ? 1 : 0))
            .Select(m => new Declared(m.Groups["name"].Value, m.Groups["modifiers"].Value.Contains("public", StringComparison.Ordinal)));
        return new(path, space.Groups["name"].Value, block, [.. types]);
    }

    /// <summary>Every source of the house and its tests.</summary>
    public static IReadOnlyList<SourceFile> All { get; } = [.. Repository.Sources.Select(path => Parse(path, Repository.Read(path)))];

    // Only what stands inside that many braces; parameter lists of records may hold attributes and defaults, but no braces that matter.
    private static string AtDepth(string code, int wanted)
    {
        var depth = 0;
        return new([.. code.Select(c =>
        {
            if (c == '}') depth--;
            var kept = depth == wanted ? c : ' ';
            if (c == '{') depth++;
            return kept;
        })]);
    }

    [GeneratedRegex(@"^\s*namespace\s+(?<name>[\w.]+)\s*(?<end>[;{])", RegexOptions.Multiline)]
    private static partial Regex NamespaceDeclaration();

    [GeneratedRegex(
        @"(?<=^|[;{}\]\s])(?<modifiers>(?:(?:public|internal|file|sealed|static|abstract|partial|readonly|ref|unsafe|new)\s+)*)" +
        @"(?:(?:record\s+(?:class|struct)|class|struct|record|interface|enum)\s+|delegate\s+[\w<>\[\]?.,*&\s]+?\s+)(?<name>\w+)\s*(?=[<({:;\s]|$)")]
    private static partial Regex TypeDeclaration();
}

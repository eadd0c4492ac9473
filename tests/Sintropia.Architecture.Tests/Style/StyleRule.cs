namespace Sintropia.Architecture.Tests.Style;

/// <summary>What a source file's names have to be, as far as a machine can tell.</summary>
internal static class StyleRule
{
    private static readonly string[] EmptyWords = ["Helper", "Helpers", "Util", "Utils", "Utility", "Utilities", "Manager", "Base", "Impl", "Info", "Data"];

    private static readonly string[] EmptyFolders = ["Models", "Services", "Interfaces", "Extensions", "Helpers", "Utils", "Common", "Misc"];

    /// <summary>One sentence per broken rule; none for a file in order.</summary>
    public static IEnumerable<string> Violations(SourceFile file) =>
    [
        .. PublicTypes(file), .. Names(file),
        .. file.BlockNamespace ? [$"{file.Path}: the namespace has braces. Write `namespace {file.Namespace};`."] : Array.Empty<string>(),
        .. file.Path.Split('/')[..^1].Where(EmptyFolders.Contains).Select(f => $"{file.Path}: '{f}' says nothing. Name the folder by a concept of the field."),
    ];

    private static IEnumerable<string> PublicTypes(SourceFile file)
    {
        var names = file.Types.Where(t => t.IsPublic).Select(t => t.Name).Distinct().ToList();
        if (names.Count > 1) yield return $"{file.Path}: {names.Count} public types, {string.Join(", ", names)}. Give each a file of its own.";

        // Part.One.cs holds a part of the partial type Part; Pair{T}.cs the generic Pair<T>.
        var called = Path.GetFileName(file.Path).Split('.', '{')[0];
        if (names.Count == 1 && names[0] != called) yield return $"{file.Path}: holds the public type {names[0]}. Call the file {names[0]}.cs.";
        if (names.Count > 0 && file.Namespace.Length == 0) yield return $"{file.Path}: {names[0]} is in no namespace. Give it the one of its folder.";
    }

    private static IEnumerable<string> Names(SourceFile file)
    {
        foreach (var type in file.Types)
        {
            if (EmptyWords.FirstOrDefault(w => type.Name.EndsWith(w, StringComparison.Ordinal)) is { } word)
                yield return $"{file.Path}: the name {type.Name} ends in '{word}', which says nothing. Name it as the field does.";
            if (type.Name == file.Namespace.Split('.')[^1])
                yield return $"{file.Path}: {type.Name} has the name of its namespace {file.Namespace}, so that every use of either needs spelling out. Rename one.";
        }
    }
}

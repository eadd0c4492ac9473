using System.Text.Json;
using Sintropia.Data;
using Sintropia.Data.AnnData;

namespace Sintropia.Validation.Fixtures.H5ad;

/// <summary>A torture set of .h5ad files with what AnnData itself reads from them: every name, shape, type and value has to be the same.</summary>
public sealed class H5adFixtures : IFixtureKind
{
    // Told at most; a file that is read wrongly is wrong in every value.
    private const int Told = 3;

    /// <inheritdoc/>
    public string Name => "h5ad";

    /// <inheritdoc/>
    public bool Recognises(FixtureFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Label == Name && File.Exists(folder.File("expected.json"));
    }

    /// <inheritdoc/>
    public IEnumerable<FixtureCase> Run(FixtureFolder folder, string only)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var expected = folder.Json("expected.json");
        if (!expected.RootElement.TryGetProperty("files", out var files) || files.ValueKind != JsonValueKind.Object) throw new FixtureException($"{folder.File("expected.json")}: 'files' is missing. Restore the file from where the fixtures come from.");
        foreach (var file in files.EnumerateObject().Where(f => f.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            yield return Judged(new() { Folder = folder.Name, Kind = Name, Name = file.Name, Operation = "read", Verdict = FixtureVerdict.Fail }, folder.File(file.Name + ".h5ad"), file.Value);
    }

    private static FixtureCase Judged(FixtureCase judged, string path, JsonElement expected)
    {
        try
        {
            using var file = AnnDataFile.Open(path);
            var differences = new FileComparison(file, expected).Differences();
            return differences.Count == 0 ? judged with { Verdict = FixtureVerdict.Pass }
                : judged with { Reason = string.Join("; ", differences.Take(Told)) + (differences.Count > Told ? $"; {differences.Count - Told} more" : "") };
        }
        catch (DataFileException unread)
        {
            return judged with { Reason = unread.Message };
        }
    }
}

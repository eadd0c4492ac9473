using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Sintropia.Data;
using Sintropia.Data.Delimited;

namespace Sintropia.Training.Samples;

/// <summary>Data sets of samples as Hive lays them out: DIR/study=GSE1/part-00000.h5ad. What a folder's name says holds for all samples in it.</summary>
public static class SampleFolder
{
    /// <summary>The field that folders are named by.</summary>
    public const string Study = "study";

    private const string Nothing = "__HIVE_DEFAULT_PARTITION__", Escaped = "\"#%'*/:=?\\{[]^\u007f"; // what Hive escapes, beside control characters
    private const int Deepest = 4;

    /// <summary>The files of a data set, by their paths; or the one file that is named.</summary>
    /// <param name="path">A folder, or an .h5ad file or table.</param>
    /// <exception cref="TrainingException">There is nothing, or only files that are not read.</exception>
    public static IReadOnlyList<SamplePart> Parts(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        List<SamplePart> found = [];
        if (!Directory.Exists(path)) return Reads(path) ? [new(path, ImmutableSortedDictionary<string, string>.Empty)] : throw Unread(path);
        var nothing = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        Look(path, Named(Path.GetFullPath(path)) is { } own ? nothing.Add(own.Field, own.Value) : nothing, 0, found); // one study of a data set is one too
        if (found.Count > 0) return found;
        var parquet = Directory.EnumerateFiles(path, "*.parquet", SearchOption.AllDirectories).FirstOrDefault();
        throw parquet is not null ? Unread(parquet) : new TrainingException($"{path}: it holds no samples. Name an .h5ad file, a .csv, or a folder of study=NAME/part.h5ad.");
    }

    /// <summary>The path of a file of a data set.</summary>
    /// <param name="root">The data set.</param>
    /// <param name="study">The study.</param>
    /// <param name="number">Of the file among those of the study, from 0.</param>
    public static string PartPath(string root, string study, int number) => Path.Combine(root, $"{Study}={Spelled(study)}", string.Create(CultureInfo.InvariantCulture, $"part-{number:00000}.h5ad"));

    /// <summary>Whether the published training leaves a study out: TCGA-*, GTEx.</summary>
    /// <param name="study">Its name.</param>
    public static bool IsLeftOut(string study)
    {
        ArgumentNullException.ThrowIfNull(study);
        return study.StartsWith("TCGA-", StringComparison.OrdinalIgnoreCase) || study.Equals("GTEx", StringComparison.OrdinalIgnoreCase);
    }

    internal static string Spelled(string value)
    {
        if (value.Length == 0) return Nothing;
        var text = new StringBuilder(value.Length);
        foreach (var c in value)
            if (c < ' ' || Escaped.Contains(c)) text.Append(CultureInfo.InvariantCulture, $"%{(int)c:X2}");
            else text.Append(c);
        return value is "." or ".." ? value.Replace(".", "%2E", StringComparison.Ordinal) : text.ToString();
    }

    private static string Read(string spelled) => spelled == Nothing ? "" : Uri.UnescapeDataString(spelled);

    private static bool Reads(string path) => CellFile.IsAnnData(path) || DelimitedFile.Is(path);

    private static void Look(string folder, ImmutableSortedDictionary<string, string> said, int depth, List<SamplePart> found)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Where(Reads).Order(StringComparer.Ordinal)) found.Add(new(file, said));
        if (depth == Deepest) return;
        foreach (var inner in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
            if (Named(inner) is { } own) Look(inner, said.SetItem(own.Field, own.Value), depth + 1, found);
    }

    private static (string Field, string Value)? Named(string folder) => Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)).Split('=', 2) is [{ Length: > 0 } field, var value] ? (field, Read(value)) : null;

    private static TrainingException Unread(string path) => new(path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase)
        ? $"{path}: Parquet is not read by this build. Write the samples as .h5ad or .csv in folders study=NAME."
        : $"{path}: it is neither a folder nor a file of samples that is there. Name an .h5ad file, a .csv, or a folder of study=NAME/part.h5ad.");
}

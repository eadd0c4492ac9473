using System.Collections.Immutable;

namespace Sintropia.Training.Samples;

/// <summary>A file of samples in a data set, and what the names of its folders say of all of them.</summary>
/// <param name="Path">The file: .h5ad, or a table of text.</param>
/// <param name="Said">Field and value of each folder on the way, as study=GSE1.</param>
public sealed record SamplePart(string Path, ImmutableSortedDictionary<string, string> Said)
{
    /// <summary>The study that its folder says; the name of the file where none does.</summary>
    public string Study => Said.GetValueOrDefault(SampleFolder.Study) ?? System.IO.Path.GetFileNameWithoutExtension(Path);
}

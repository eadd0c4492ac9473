using System.Collections.Immutable;

namespace Sintropia.Training.Hub;

/// <summary>What a hub says of a model.</summary>
/// <param name="Id">Owner and name.</param>
/// <param name="Revision">The commit that files are taken from.</param>
/// <param name="Licence">As its card says; empty where it does not.</param>
/// <param name="Files">All of them.</param>
public sealed record HubModel(string Id, string Revision, string Licence, ImmutableArray<HubFile> Files)
{
    /// <summary>Bytes of all files whose size is known.</summary>
    public long Bytes => Files.Sum(f => Math.Max(0, f.Size));
}

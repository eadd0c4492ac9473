namespace Sintropia.Training.Configuration;

/// <summary>What a network is told of a perturbation.</summary>
public sealed record VectorOptions
{
    /// <summary>File of vectors by name; none for a single 1 at the perturbation's place.</summary>
    public string? File { get; init; }

    /// <summary>Files of gene sets (.gmt): genes are alike that are in the same sets.</summary>
    public IReadOnlyList<string> GeneSets { get; init; } = [];

    /// <summary>Who regulates whom: genes are alike that regulate, and are regulated by, the same; null for nothing known.</summary>
    public EdgeOptions? Regulons { get; init; }

    /// <summary>What genes do in pairs, as in a map of genetic interactions: genes are alike that interact alike with others; null for nothing known.</summary>
    public EdgeOptions? Interactions { get; init; }

    /// <summary>Whether a single 1 at the place of each trained perturbation stands before these numbers: what is known is told apart, and what is not is told by what it is alike alone.</summary>
    public bool OneHot { get; init; }

    /// <summary>Principal components of how alike genes are by sets and regulation, and as many by interactions. Default: 32.</summary>
    public int Components { get; init; } = 32;

    internal static VectorOptions Read(ConfigurationNode vectors, string folder) =>
        new() { File = At(folder, vectors.Text("file")), GeneSets = [.. vectors.Texts("gene_sets").Select(f => At(folder, f)!)], Regulons = EdgeOptions.Read(vectors.Section("regulons"), folder), Interactions = EdgeOptions.Read(vectors.Section("interactions"), folder), OneHot = vectors.Flag("one_hot", false), Components = vectors.Whole("components", 32) };

    private static string? At(string folder, string? name) => name is null ? null : Path.GetFullPath(Path.Combine(folder, name));
}

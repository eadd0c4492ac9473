using Sintropia.Training.Configuration;

namespace Sintropia.Training.Splits;

/// <summary>How cells are split.</summary>
public sealed record SplitOptions
{
    private static readonly string[] s_words = ["perturbations", "doubles", "contexts", "gears", "manifest"];

    /// <summary>What is held out.</summary>
    public SplitKind Kind { get; init; } = SplitKind.Perturbations;

    /// <summary>Of the draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Share that is held out for the test. Default: 0.25.</summary>
    public double Test { get; init; } = 0.25;

    /// <summary>Share of what is left that is held out for validation. Default: 0.1.</summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>Contexts that are held out, of <see cref="SplitKind.Contexts"/>.</summary>
    public IReadOnlyList<string> Contexts { get; init; } = [];

    /// <summary>Perturbations that are seen in training nevertheless in contexts that are held out: few-shot.</summary>
    public IReadOnlyList<string> Shown { get; init; } = [];

    /// <summary>The manifest of <see cref="SplitKind.Manifest"/>.</summary>
    public string? File { get; init; }

    internal static SplitOptions Read(ConfigurationNode node, string folder)
    {
        var kind = (SplitKind)Array.IndexOf(s_words, node.Choice("by", s_words, s_words[0]));
        var read = new SplitOptions
        {
            Kind = kind,
            Seed = (ulong)node.Number("seed", 1, 0, uint.MaxValue),
            Test = node.Number("test", 0.25, 0, 1),
            Validation = node.Number("validation", 0.1, 0, 0.9),
            Contexts = node.Texts("contexts"),
            Shown = node.Texts("shown"),
            File = node.Text("file") is { } name ? Path.GetFullPath(Path.Combine(folder, name)) : null,
        };
        if (kind == SplitKind.Contexts && read.Contexts.Count == 0) node.Wrong("by", "A split by contexts has to say which are held out. Add 'contexts: [name]'.");
        if (kind == SplitKind.Manifest && read.File is null) node.Wrong("by", "A split by a manifest has to name it. Add 'file: split.json'.");
        return read;
    }
}

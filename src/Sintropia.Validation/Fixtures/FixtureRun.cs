using Sintropia.Data;
using Sintropia.Validation.Fixtures.Gears;
using Sintropia.Validation.Fixtures.H5ad;
using Sintropia.Validation.Fixtures.Metrics;
using Sintropia.Validation.Fixtures.Networks;
using Sintropia.Validation.Fixtures.Operators;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures;

/// <summary>Runs folders of fixtures through the kinds that there are.</summary>
public static class FixtureRun
{
    // Kinds whose folders are known by what they say of themselves, and that nothing here runs yet. A kind that can be run leaves this list for the next.
    private static readonly (string Kind, string[] Labels)[] Awaited =
    [
        ("models", ["bio-JEPA"]),
        ("parquet", ["parquet"]),
    ];

    /// <summary>The kinds that can be run.</summary>
    public static IReadOnlyList<IFixtureKind> Kinds { get; } = [new OperatorFixtures(), new VirtualCellLineFixtures(), new BioJepaFixtures(), new StateTransitionFixtures(), new StateEmbeddingFixtures(), new ScGptFixtures(), new GemFixtures(), new GemDemoFixtures(), new H5adFixtures(), new MetricsFixtures(), new GearsFixtures()];

    /// <summary>Runs a folder of fixtures, or every one in a folder.</summary>
    /// <param name="path">Where they are.</param>
    /// <param name="only">Only cases with this in their name; empty for all.</param>
    /// <returns>A case as soon as it is judged; folders of other kinds as one case each.</returns>
    /// <exception cref="FixtureException">There are no fixtures.</exception>
    public static IEnumerable<FixtureCase> Run(string path, string only = "") => FixtureFolder.Find(path).SelectMany(folder => Run(folder, only));

    private static IEnumerable<FixtureCase> Run(FixtureFolder folder, string only)
    {
        if (folder.Problem.Length > 0) return [new() { Folder = folder.Name, Kind = "", Verdict = FixtureVerdict.Fail, Reason = folder.Problem }];
        if (Kinds.FirstOrDefault(kind => kind.Recognises(folder)) is { } kind) return Guarded(folder, kind, only);
        return
        [
            Awaited.FirstOrDefault(a => a.Labels.Any(label => folder.Label.StartsWith(label, StringComparison.OrdinalIgnoreCase))) is { Kind: { } awaited }
                ? new() { Folder = folder.Name, Kind = awaited, Verdict = FixtureVerdict.NotYet, Reason = $"{awaited} ({folder.Label}) cannot be run yet." }
                : new() { Folder = folder.Name, Kind = folder.Label, Verdict = FixtureVerdict.Unknown, Reason = folder.Label.Length == 0 ? "The folder holds no fixtures." : $"Fixtures of the kind '{folder.Label}' are not known." },
        ];
    }

    /// <summary>A folder that is damaged fails as one case, and the others go on.</summary>
    private static IEnumerable<FixtureCase> Guarded(FixtureFolder folder, IFixtureKind kind, string only)
    {
        using var cases = kind.Run(folder, only).GetEnumerator();
        while (true)
        {
            FixtureCase? next;
            try
            {
                next = cases.MoveNext() ? cases.Current : null;
            }
            catch (Exception damaged) when (damaged is FixtureException or WeightsException or DataFileException)
            {
                next = new() { Folder = folder.Name, Kind = kind.Name, Verdict = FixtureVerdict.Fail, Reason = damaged.Message };
            }

            if (next is null) yield break;
            yield return next;
            if (next.Name.Length == 0) yield break;
        }
    }
}

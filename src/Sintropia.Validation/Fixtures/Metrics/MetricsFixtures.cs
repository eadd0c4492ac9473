using Sintropia.Data;
using Sintropia.Weights;

namespace Sintropia.Validation.Fixtures.Metrics;

/// <summary>Metrics of perturbation benchmarks on synthetic cells, and the statistics that they are made of.</summary>
public sealed class MetricsFixtures : IFixtureKind
{
    /// <inheritdoc/>
    public string Name => "metrics";

    /// <inheritdoc/>
    public bool Recognises(FixtureFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return folder.Label == Name;
    }

    /// <inheritdoc/>
    public IEnumerable<FixtureCase> Run(FixtureFolder folder, string only)
    {
        ArgumentNullException.ThrowIfNull(folder);
        using var files = new MetricFolder(folder);
        MetricCase[] cases = [.. CellEvalCases.Of(files), .. CellChangeCases.Of(files), .. StatisticsCases.Of(files), .. ConformalCases.Of(files)];
        foreach (var part in cases.Where(c => c.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            yield return Judged(new() { Folder = folder.Name, Kind = Name, Name = part.Name, Operation = Name, Verdict = FixtureVerdict.Fail }, part);
    }

    private static FixtureCase Judged(FixtureCase judged, MetricCase part)
    {
        if (part.Compare is not { } compare) return judged with { Verdict = FixtureVerdict.NotYet, Reason = $"{part.Name} cannot be run yet." };
        try
        {
            TensorAgreement[] figures = [.. compare()];
            return judged with { Tensors = figures, Verdict = figures.Length > 0 && figures.All(f => f.Agrees) ? FixtureVerdict.Pass : FixtureVerdict.Fail, Reason = figures.Length > 0 ? "" : "The case made nothing to compare." };
        }
        catch (Exception refused) when (refused is ArgumentException or KeyNotFoundException or InvalidOperationException or WeightsException or DataFileException)
        {
            return judged with { Reason = refused.Message };
        }
    }
}

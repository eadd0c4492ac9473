using Sintropia.Evaluation.Statistics;

namespace Sintropia.Design.Safety.Dependencies;

/// <summary>What the loss of one gene does across a panel of lines.</summary>
/// <param name="Gene">The gene.</param>
/// <param name="Screened">Share of screened lines that depend on it: with an effect below −0.5.</param>
/// <param name="Predicted">Share of lines that were not screened of which the same is predicted.</param>
/// <param name="Mean">Mean effect in screened lines.</param>
/// <param name="Effects">Predicted effects in lines that were not screened; shape [others].</param>
/// <param name="Error">Root mean square error of such predictions in a fifth of the screened lines, held out.</param>
public sealed record DependencyPanel(string Gene, double Screened, double Predicted, double Mean, IReadOnlyList<double> Effects, double Error)
{
    /// <summary>Effect below which a line is said to depend on a gene.</summary>
    public const double Threshold = -0.5;

    /// <summary>Answers for candidates.</summary>
    /// <param name="map">What was measured.</param>
    /// <param name="sets">Sets of genes; null for none.</param>
    /// <param name="candidates">Genes; all where empty.</param>
    /// <exception cref="DesignException">A candidate is not in the table.</exception>
    public static IReadOnlyList<DependencyPanel> Of(DependencyMap map, IReadOnlyList<IReadOnlySet<string>>? sets, IReadOnlyList<string> candidates)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(candidates);
        foreach (var candidate in candidates)
            if (!map.Genes.Contains(candidate)) throw new DesignException($"'{candidate}' is not among the {map.Genes.Count} genes whose loss was measured.{(Biology.Names.NearestName.To(candidate, map.Genes) is { } near ? $" Did you mean '{near}'?" : "")}");
        var prediction = new DependencyPrediction(map, sets);
        int[] all = [.. Enumerable.Range(0, map.Lines.Count)], train = [.. all.Where(l => l % 5 != 2)], held = [.. all.Where(l => l % 5 == 2)];
        var errors = prediction.Lines(DependencyModel.Kernel, train, held);
        int[] others = [.. Enumerable.Range(map.Lines.Count, map.Others.Count)];
        var predicted = others.Length > 0 ? prediction.Lines(DependencyModel.Kernel, all, others) : [];
        return [.. (candidates.Count > 0 ? candidates : map.Genes).Select(name =>
        {
            var g = map.Genes.ToList().IndexOf(name);
            double[] measured = [.. map.Effects.Select(e => e[g]).Where(double.IsFinite)], effects = [.. predicted.Select(p => p[g])];
            var squares = held.Select((l, i) => errors[i][g] - map.Effects[l][g]).Where(double.IsFinite).Select(e => e * e).ToArray();
            return new DependencyPanel(name, measured.Count(e => e < Threshold) / (double)measured.Length, effects.Length > 0 ? effects.Count(e => e < Threshold) / (double)effects.Length : double.NaN, measured.Average(), effects, Math.Sqrt(squares.Average()));
        })];
    }
}

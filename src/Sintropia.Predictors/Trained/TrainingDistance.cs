using Sintropia.Predictors.Responses;

namespace Sintropia.Predictors.Trained;

/// <summary>How far a treatment, or cells, are from what a model was trained on.</summary>
/// <param name="Seen">Whether cells under this very treatment were in training.</param>
/// <param name="PartsSeen">Parts of the treatment that were in training, alone or in combination; −1 where the model does not say what was.</param>
/// <param name="Parts">Parts of the treatment.</param>
/// <param name="Nearest">The treatment of the training data that the model is told most alike; empty where nothing is told, or nobody says what was trained.</param>
/// <param name="Likeness">Cosine of what the model is told of both, 1 for the same; not a number without <paramref name="Nearest"/>.</param>
public sealed record TrainingDistance(bool Seen, int PartsSeen, int Parts, string Nearest, double Likeness)
{
    private const double LeastSpread = 0.05; // log units: genes that no reference cell expresses would divide by nothing

    /// <summary>In words, for cards, warnings and tables.</summary>
    public string Words => PartsSeen < 0 ? "its training data do not say" : (Seen, PartsSeen == Parts, PartsSeen) switch
    {
        (true, _, _) => "trained on",
        (_, true, _) => "a combination of what was trained on",
        (_, _, 0) => $"never trained on{Near}",
        _ => FormattableString.Invariant($"{PartsSeen} of {Parts} trained on{Near}"),
    };

    private string Near => Nearest.Length > 0 ? FormattableString.Invariant($"; told most like {Nearest} (cosine {Likeness:0.00})") : "";

    /// <summary>The distance of a treatment.</summary>
    public static TrainingDistance Of(TrainedModel model, Treatment treatment)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(treatment);
        var trained = model.Description.Trained;
        var control = model.Description.Control;
        string[] parts = [.. treatment.Doses.Select(d => d.Perturbation)];
        var known = trained.SelectMany(t => Treatment.Parts(t, control)).ToHashSet(StringComparer.Ordinal);
        var seen = trained.Any(t => Treatment.Parts(t, control).ToHashSet(StringComparer.Ordinal).SetEquals(parts));
        var (nearest, likeness) = Alike(model, treatment, seen ? [] : trained);
        return new(seen, trained.Count == 0 ? -1 : parts.Count(known.Contains), parts.Length, nearest, likeness);
    }

    /// <summary>How far the mean of some cells is from that of the model's control cells, in units of what chance alone makes of as many cells: about 1 for cells like them, more for others.</summary>
    /// <param name="model">The model, with reference cells.</param>
    /// <param name="cells">Log-normalised; [cells, genes], at least one.</param>
    /// <remarks>Root mean square over genes of the difference of means over the standard deviation of reference cells, divided by √(1/n + 1/reference cells), its expectation where both are drawn alike.</remarks>
    public static double OfCells(TrainedModel model, ReadOnlySpan<float> cells)
    {
        ArgumentNullException.ThrowIfNull(model);
        var genes = model.Description.Genes.Count;
        var (reference, rows) = (model.Reference, cells.Length / genes);
        if (rows == 0 || cells.Length % genes != 0) throw new ArgumentException($"{cells.Length} values do not make cells of {genes} genes. Give whole cells, at least one.", nameof(cells));
        var own = reference.Length / genes;
        double sum = 0;
        for (var gene = 0; gene < genes; gene++)
        {
            double mean = 0, squares = 0, other = 0;
            for (var i = 0; i < own; i++) mean += reference[i * genes + gene];
            mean /= own;
            for (var i = 0; i < own; i++) squares += (reference[i * genes + gene] - mean) * (reference[i * genes + gene] - mean);
            for (var i = 0; i < rows; i++) other += cells[i * genes + gene];
            var spread = Math.Max(LeastSpread, own > 1 ? Math.Sqrt(squares / (own - 1)) : 0);
            sum += (other / rows - mean) * (other / rows - mean) / (spread * spread);
        }

        return Math.Sqrt(sum / genes / (1.0 / rows + 1.0 / own));
    }

    private static (string Nearest, double Likeness) Alike(TrainedModel model, Treatment treatment, IReadOnlyList<string> trained)
    {
        if (model.Vectors is not { } vectors || treatment.Doses.IsEmpty || !vectors.Knows(treatment.Name)) return ("", double.NaN);
        var told = vectors.Of(treatment.Name).ToArray();
        return trained.Where(vectors.Knows).Select(name => (name, Cosine(told, vectors.Of(name).ToArray()))).OrderByDescending(n => n.Item2).ThenBy(n => n.name, StringComparer.Ordinal).FirstOrDefault(("", double.NaN));
    }

    private static double Cosine(float[] one, float[] other)
    {
        double product = 0, first = 0, second = 0;
        for (var i = 0; i < one.Length; i++) (product, first, second) = (product + (double)one[i] * other[i], first + (double)one[i] * one[i], second + (double)other[i] * other[i]);
        return first * second > 0 ? product / Math.Sqrt(first * second) : 0;
    }
}

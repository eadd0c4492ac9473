using Sintropia.Predictors.Trained;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Design.Targets;

/// <summary>Searches for what a predictor would have to be told so that it predicts the wanted change, by gradients through it to its input, near what it was trained on; then says which known perturbations and combinations are nearest.</summary>
/// <remarks>
/// Minimises 1 − cosine of predicted and wanted change by Adam from several starts. After each step the vector is brought back into a ball about its start: far from what it was trained on, a network promises whatever it is asked for.
/// The radius is a multiple of the median distance from a training perturbation to its nearest neighbour.
/// </remarks>
public sealed record EmbeddingSearch
{
    /// <summary>How many known perturbations are started from: those whose predicted change is nearest to the wanted one. Default: 3.</summary>
    public int Starts { get; init; } = 3;

    /// <summary>Steps from each start. Default: 40.</summary>
    public int Steps { get; init; } = 40;

    /// <summary>Radius of the trust region, in medians of the distance between neighbours of training. Default: 1.</summary>
    public double Radius { get; init; } = 1;

    /// <summary>Most unperturbed cells that are asked about. Default: 64.</summary>
    public int MostCells { get; init; } = 64;

    /// <summary>Whether a model can be searched through.</summary>
    public static bool Knows(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return TaughtNetwork.Of(model) is not null;
    }

    /// <summary>Where the search ended from its best start.</summary>
    /// <param name="model">A network that is told vectors of perturbations.</param>
    /// <param name="query">The wanted change.</param>
    /// <param name="candidates">Names that the answer is brought back to; of those, the model's vectors are taken.</param>
    /// <param name="known">What the model was trained on, where searches begin.</param>
    /// <param name="cells">Unperturbed cells [cells × genes].</param>
    /// <exception cref="DesignException">The model is told nothing of perturbations, or knows none of the names.</exception>
    public SoughtEmbedding Find(TrainedModel model, TargetQuery query, IReadOnlyList<string> candidates, IReadOnlyList<string> known, float[] cells)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(query);
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(known);
        ArgumentNullException.ThrowIfNull(cells);
        if (TaughtNetwork.Of(model) is not { } network) throw new DesignException($"{model.Description.Name} is a model of the family '{model.Description.Family}', which is told nothing of perturbations that a gradient could move. Screen it, or search through a State Transition model or a bio-JEPA.");
        (string Name, float[] Vector)[] starts = [.. Vectors(network, known)], targets = [.. Vectors(network, candidates)];
        if (starts.Length == 0 || targets.Length == 0) throw new DesignException($"{model.Description.Name} has vectors of {starts.Length} of the {known.Count} perturbations to start from and of {targets.Length} of the {candidates.Count} candidates. Name perturbations that it knows.");

        var genes = model.Description.Genes.Count;
        var some = cells.AsSpan(0, Math.Min(cells.Length / genes, MostCells) * genes).ToArray();
        var workspace = new Workspace();
        using var outer = workspace.Begin();
        var rows = Tensor.From(new Shape(some.Length / genes, genes), some);
        var (places, wanted) = (Indices.Of([.. query.Places]), Tensor.From(new Shape(query.Places.Count), [.. Unit(query.Change)]));
        var begun = starts.Select(s => (s.Name, s.Vector, Cosine: Cosine(network, rows, places, wanted, s.Vector))).OrderByDescending(s => s.Cosine).ThenBy(s => s.Name, StringComparer.Ordinal).Take(Starts);
        var radius = Radius * Neighbourhood([.. starts.Select(s => s.Vector)]);
        var best = begun.Select(s => (s.Name, Begun: s.Cosine, Start: s.Vector, Found: Ascend(network, rows, places, wanted, s.Vector, radius))).MaxBy(f => f.Found.Cosine);
        return new(best.Name, best.Found.Vector, best.Begun, best.Found.Cosine, radius > 0 ? Apart(best.Found.Vector, best.Start) / radius : 0,
            [.. targets.Select(t => (t.Name, Apart(t.Vector, best.Found.Vector))).OrderBy(t => t.Item2).ThenBy(t => t.Name, StringComparer.Ordinal)]);
    }

    private (float[] Vector, double Cosine) Ascend(TaughtNetwork network, Tensor cells, Indices places, Tensor wanted, float[] start, double radius)
    {
        const double shareOfRadius = 0.1;
        var workspace = new Workspace();
        using var outer = workspace.Begin();
        var told = Tensor.From(new Shape(start.Length), start);
        var adam = new Adam(ParameterGroup.All([("told", told)]), AdamOptions.Adam with { Rate = Math.Max(1e-6, radius * shareOfRadius / Math.Sqrt(start.Length)) });
        var (best, most) = (start, Cosine(network, cells, places, wanted, start));
        for (var step = 0; step < Steps; step++)
        {
            using (var scope = workspace.Begin())
            {
                Tensor gradient;
                using (var tape = new Tape())
                {
                    tape.Watch(told);
                    gradient = tape.Gradient(-Likeness(network, cells, places, wanted, told), told);
                }

                if (!gradient.ToArray().All(float.IsFinite)) break;
                adam.Step([gradient]);
            }

            var moved = told.ToArray();
            var away = Apart(moved, start);
            if (away > radius)
            {
                for (var i = 0; i < moved.Length; i++) moved[i] = (float)(start[i] + (moved[i] - start[i]) * (radius / away));
                moved.CopyTo(told.Span);
            }

            var now = Cosine(network, cells, places, wanted, moved);
            if (now > most) (best, most) = (moved, now);
        }

        return (best, most);
    }

    private static Tensor Likeness(TaughtNetwork network, Tensor cells, Indices places, Tensor wanted, Tensor told) =>
        (network.Change(cells, told).Take(places).Normalize() * wanted).Sum();

    private static double Cosine(TaughtNetwork network, Tensor cells, Indices places, Tensor wanted, float[] told)
    {
        var workspace = new Workspace();
        if (Workspace.Current is null)
        {
            using var scope = workspace.Begin();
            return Likeness(network, cells, places, wanted, Tensor.From(new Shape(told.Length), told)).Value;
        }

        using var inner = Workspace.Current.Begin();
        return Likeness(network, cells, places, wanted, Tensor.From(new Shape(told.Length), told)).Value;
    }

    private static IEnumerable<(string Name, float[] Vector)> Vectors(TaughtNetwork network, IEnumerable<string> names) =>
        names.Distinct(StringComparer.Ordinal).Where(network.Vectors.Knows).Select(name => (name, network.Vectors.Of(name).ToArray()));

    // Median distance to the nearest other vector.
    private static double Neighbourhood(float[][] vectors)
    {
        double[] nearest = [.. vectors.Select((v, i) => vectors.Where((_, j) => j != i).Select(o => Apart(v, o)).DefaultIfEmpty(0).Min()).Order()];
        return nearest[nearest.Length / 2];
    }

    private static float[] Unit(double[] x)
    {
        var length = Math.Sqrt(x.Sum(v => v * v));
        return [.. x.Select(v => (float)(v / length))];
    }

    private static double Apart(float[] x, float[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += ((double)x[i] - y[i]) * ((double)x[i] - y[i]);
        return Math.Sqrt(sum);
    }
}

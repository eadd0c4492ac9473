using Sintropia.Design.Targets;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Gradients;
using Sintropia.Tensors.Shapes;

namespace Sintropia.Design.Mechanisms;

/// <summary>Maps between genes: from cells alone, from measured changes, and from what a predictor says, by asking it and by its gradients.</summary>
public static class GeneMaps
{
    /// <summary>|Pearson correlation| over cells: the baseline, which knows neither perturbations nor networks.</summary>
    /// <param name="cells">Cells of one state.</param>
    /// <param name="regulators">Genes of the panel.</param>
    public static GeneMap Correlation(CellGroup cells, IReadOnlyList<string> regulators)
    {
        ArgumentNullException.ThrowIfNull(cells);
        var (genes, count) = (cells.Genes.Length, cells.Count);
        var columns = new double[genes][];
        for (var g = 0; g < genes; g++)
        {
            var column = new double[count];
            for (var c = 0; c < count; c++) column[c] = cells.Values[c * genes + g];
            var mean = column.Average();
            var length = Math.Sqrt(column.Sum(v => (v - mean) * (v - mean)));
            columns[g] = [.. column.Select(v => length > 0 ? (v - mean) / length : 0)];
        }

        return Rows("correlation", cells.Genes, regulators, r => [.. columns.Select(c => Math.Abs(Dot(columns[r], c)))]);
    }

    /// <summary>|Welch's t| of each gene between cells in which a regulator was perturbed and controls.</summary>
    /// <param name="control">Controls.</param>
    /// <param name="perturbed">Cells by the regulator that was perturbed in them.</param>
    public static GeneMap Effects(CellGroup control, IReadOnlyList<CellGroup> perturbed)
    {
        ArgumentNullException.ThrowIfNull(control);
        ArgumentNullException.ThrowIfNull(perturbed);
        var (mean, variance) = Moments(control);
        return new("measured changes", [.. perturbed.Select(p => p.Name)], control.Genes, [.. perturbed.Select(p =>
        {
            var (m, v) = Moments(p);
            return control.Genes.Select((_, g) => Math.Sqrt(v[g] / p.Count + variance[g] / control.Count) is > 0 and var error ? Math.Abs(m[g] - mean[g]) / error : 0).ToArray();
        })]);
    }

    /// <summary>|change| that a predictor says of each gene where a regulator is perturbed; regulators that it does not answer are left out.</summary>
    /// <param name="model">The predictor.</param>
    /// <param name="regulators">What is perturbed, one at a time.</param>
    /// <param name="control">What is written where nothing is done.</param>
    /// <param name="context">Of the cells.</param>
    /// <param name="cells">Unperturbed [cells × genes].</param>
    public static GeneMap Responses(IPerturbationModel model, IReadOnlyList<string> regulators, string control, string context, float[] cells)
    {
        ArgumentNullException.ThrowIfNull(model);
        var effects = CandidateEffects.Predict(model, regulators, control, context, cells);
        return new($"{model.Name}, asked", effects.Names, model.Genes, [.. effects.Changes.Select(c => c.Select(Math.Abs).ToArray())]);
    }

    /// <summary>|∂ answer of a gene / ∂ level of a regulator|, averaged over cells, with the regulator's own spread as the unit: of the reconstruction by a virtual cell line, or of the response of a network to a perturbation.</summary>
    /// <param name="model">A virtual cell line, a State Transition model or a bio-JEPA.</param>
    /// <param name="regulators">Genes of the panel.</param>
    /// <param name="cells">Unperturbed [cells × genes].</param>
    /// <param name="told">The perturbation under which a taught network answers; null for a virtual cell line, which is told nothing.</param>
    /// <exception cref="DesignException">The model has no gradients of this kind.</exception>
    public static GeneMap Gradients(TrainedModel model, IReadOnlyList<string> regulators, float[] cells, string? told = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(cells);
        var genes = model.Description.Genes;
        var answer = Answer(model, told);
        var workspace = new Workspace();
        using var scope = workspace.Begin();
        var x = Tensor.From(new Shape(cells.Length / genes.Count, genes.Count), cells);
        var slopes = new double[genes.Count][]; // of an answer, by regulator
        using (var tape = new Tape())
        {
            tape.Watch(x);
            var y = answer(x);
            for (var target = 0; target < genes.Count; target++)
            {
                using var walk = workspace.Begin(); // each walk back takes as much room as the answer; none is kept
                var seed = new float[cells.Length];
                for (var i = target; i < seed.Length; i += genes.Count) seed[i] = 1;
                slopes[target] = MeanMagnitude(tape.Gradient(y, Tensor.From(x.Shape, seed), [x])[0].ToArray(), genes.Count);
            }
        }

        var spread = Moments(new CellGroup("", [.. genes], cells)).Variance.Select(Math.Sqrt).ToArray();
        return Rows($"{model.Description.Name}, gradients", genes, regulators, r => [.. slopes.Select(s => s[r] * spread[r])]);
    }

    /// <summary>Whether <see cref="Gradients"/> can be taken of a model without a perturbation.</summary>
    public static bool Reconstructs(TrainedModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Networks.Values.Any(n => n is VirtualCellLineNetwork);
    }

    private static Func<Tensor, Tensor> Answer(TrainedModel model, string? told)
    {
        if (model.Networks.Values.OfType<VirtualCellLineNetwork>().FirstOrDefault() is { } line) return line.Of;
        if (TaughtNetwork.Of(model) is not { } network) throw new DesignException($"{model.Description.Name} is a model of the family '{model.Description.Family}', which has no gradients. Take a virtual cell line, a State Transition model or a bio-JEPA.");
        if (told is null || !network.Vectors.Knows(told)) throw new DesignException($"{model.Description.Name} answers under perturbations, and '{told}' is none that it knows.{(told is not null && NearestName.To(told, network.Vectors.Names) is { } near ? $" Did you mean '{near}'?" : "")} Name one.");
        return cells => network.Each(cells, network.Vectors.Of(told).Squeeze(0));
    }

    private static GeneMap Rows(string name, IReadOnlyList<string> genes, IReadOnlyList<string> regulators, Func<int, double[]> row)
    {
        var places = genes.Select((g, i) => (g, i)).ToDictionary(g => g.g, g => g.i, StringComparer.Ordinal);
        string[] there = [.. regulators.Where(places.ContainsKey)];
        return there.Length > 0 ? new(name, there, genes, [.. there.Select(r => row(places[r]))]) : throw new DesignException($"None of the {regulators.Count} regulators is in the panel of {genes.Count} genes, so no map can be drawn of them.{(regulators.Count > 0 && NearestName.To(regulators[0], genes) is { } near ? $" The nearest to '{regulators[0]}': {near}." : "")}");
    }

    private static double[] MeanMagnitude(float[] values, int genes)
    {
        var sums = new double[genes];
        for (var i = 0; i < values.Length; i++) sums[i % genes] += Math.Abs(values[i]);
        for (var g = 0; g < genes; g++) sums[g] /= values.Length / genes;
        return sums;
    }

    internal static (double[] Mean, double[] Variance) Moments(CellGroup cells)
    {
        var mean = cells.Mean();
        var squares = new double[mean.Length];
        for (var i = 0; i < cells.Values.Length; i++) squares[i % mean.Length] += (cells.Values[i] - mean[i % mean.Length]) * (cells.Values[i] - mean[i % mean.Length]);
        return (mean, [.. squares.Select(s => cells.Count > 1 ? s / (cells.Count - 1) : 0)]);
    }

    private static double Dot(double[] x, double[] y)
    {
        var sum = 0.0;
        for (var i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}

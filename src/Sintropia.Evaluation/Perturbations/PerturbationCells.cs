using System.Collections.Immutable;

namespace Sintropia.Evaluation.Perturbations;

/// <summary>Cells of a perturbation experiment, measured or predicted: log-normalised expression, and what was done to each cell.</summary>
public sealed class PerturbationCells
{
    private readonly ReadOnlyMemory<float> _values;
    private readonly Dictionary<string, int[]> _cells;

    /// <summary>Cells in groups.</summary>
    /// <param name="values">Expression [cells, genes], row-major; not copied.</param>
    /// <param name="genes">Names of the genes; different.</param>
    /// <param name="perturbations">What was done to each cell.</param>
    /// <param name="control">What is written where nothing was done.</param>
    /// <exception cref="ArgumentException">Lengths do not fit, a gene comes twice, there is no control or nothing else.</exception>
    public PerturbationCells(ReadOnlyMemory<float> values, IReadOnlyList<string> genes, IReadOnlyList<string> perturbations, string control)
    {
        ArgumentNullException.ThrowIfNull(genes);
        ArgumentNullException.ThrowIfNull(perturbations);
        ArgumentNullException.ThrowIfNull(control);
        if (values.Length != (long)genes.Count * perturbations.Count)
            throw new ArgumentException($"{values.Length} values do not fill {perturbations.Count} cells of {genes.Count} genes. Give one value per cell and gene.");
        if (genes.GroupBy(g => g, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"The gene '{twice.Key}' comes {twice.Count()} times. Make the names of the panel unique first.");
        _values = values;
        Genes = [.. genes];
        Control = control;
        _cells = Enumerable.Range(0, perturbations.Count).GroupBy(i => perturbations[i], StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        if (!_cells.ContainsKey(control)) throw new ArgumentException($"No cell is a control '{control}'. There are {Some(_cells.Keys)}; say which of them is the control.");
        Names = [.. _cells.Keys.Where(name => name != control).Order(StringComparer.Ordinal)];
        if (Names.IsEmpty) throw new ArgumentException($"All cells are controls '{control}', so there is nothing to judge. Give perturbed cells too.");
    }

    /// <summary>The panel.</summary>
    public ImmutableArray<string> Genes { get; }

    /// <summary>What is written where nothing was done.</summary>
    public string Control { get; }

    /// <summary>All perturbations but the control, sorted by code.</summary>
    public ImmutableArray<string> Names { get; }

    /// <summary>The cells of a perturbation, or of the control, in the order in which they came.</summary>
    /// <exception cref="KeyNotFoundException">There is no such perturbation.</exception>
    public ReadOnlySpan<int> Cells(string perturbation) => _cells[perturbation];

    /// <summary>A cell's expression; [genes].</summary>
    public ReadOnlySpan<float> Row(int cell) => _values.Span.Slice(cell * Genes.Length, Genes.Length);

    /// <summary>The same cells with nothing below a value: levels below 0, which models give that add changes, have no fold change.</summary>
    public PerturbationCells AtLeast(float least)
    {
        var perturbations = new string[_cells.Values.Sum(c => c.Length)];
        foreach (var (name, cells) in _cells)
            foreach (var cell in cells)
                perturbations[cell] = name;
        return new(Array.ConvertAll(_values.ToArray(), v => Math.Max(least, v)), Genes, perturbations, Control);
    }

    /// <summary>A gene's expression in some cells.</summary>
    internal void Column(int gene, ReadOnlySpan<int> cells, Span<float> destination)
    {
        var values = _values.Span;
        for (var i = 0; i < cells.Length; i++) destination[i] = values[cells[i] * Genes.Length + gene];
    }

    /// <summary>Holds a prediction to the truth that it is of: the same genes in the same order, the same perturbations, the same control.</summary>
    /// <exception cref="ArgumentException">They differ; the message says in what.</exception>
    public static void CheckPair(PerturbationCells real, PerturbationCells predicted)
    {
        ArgumentNullException.ThrowIfNull(real);
        ArgumentNullException.ThrowIfNull(predicted);
        if (!real.Genes.SequenceEqual(predicted.Genes, StringComparer.Ordinal))
            throw new ArgumentException($"The prediction has another panel of genes: {predicted.Genes.Length} against {real.Genes.Length}, {Difference(real.Genes, predicted.Genes)}. Bring it to the genes of the truth, in their order.");
        if (real.Control != predicted.Control) throw new ArgumentException($"The control is '{real.Control}' in the truth and '{predicted.Control}' in the prediction. Use one name.");
        if (!real.Names.SequenceEqual(predicted.Names, StringComparer.Ordinal))
            throw new ArgumentException($"The prediction has other perturbations: {Difference(real.Names, predicted.Names)}. Predict all of the truth's and no others.");
    }

    private static string Difference(ImmutableArray<string> real, ImmutableArray<string> predicted)
    {
        string[] missing = [.. real.Except(predicted, StringComparer.Ordinal)], extra = [.. predicted.Except(real, StringComparer.Ordinal)];
        return missing.Length + extra.Length == 0 ? "in another order" : $"missing {Some(missing)}, not in the truth {Some(extra)}";
    }

    private static string Some(IEnumerable<string> names)
    {
        string[] all = [.. names.Order(StringComparer.Ordinal)];
        return all.Length == 0 ? "none" : string.Join(", ", all.Take(5)) + (all.Length > 5 ? $" and {all.Length - 5} more" : "");
    }
}

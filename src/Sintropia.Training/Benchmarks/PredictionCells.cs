using Sintropia.Data.AnnData;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Evaluation.Perturbations;

namespace Sintropia.Training.Benchmarks;

/// <summary>Files of real and of predicted cells, brought to what metrics need: log-normalised, one panel, controls in both.</summary>
public static class PredictionCells
{
    private const float Whole = 1e-3f, TooLarge = 15;
    private const int FewestCells = 2;

    /// <summary>Reads a pair of files. Where the prediction has the genes of the truth in another order, it is brought to that order.</summary>
    /// <param name="predicted">.h5ad of predicted cells, with control cells.</param>
    /// <param name="real">.h5ad of real cells, with control cells.</param>
    /// <param name="column">Column that says what was done to a cell.</param>
    /// <param name="control">What it says of controls.</param>
    /// <param name="notes">Gets what was found, in sentences.</param>
    /// <exception cref="TrainingException">Columns, controls, genes or perturbations are missing or do not match, values are neither counts nor log-normalised, or cells are too few.</exception>
    /// <exception cref="Data.DataFileException">A file is not there or damaged.</exception>
    public static (PerturbationCells Real, PerturbationCells Predicted) Read(string predicted, string real, string column, string control, ICollection<string> notes)
    {
        ArgumentNullException.ThrowIfNull(notes);
        var truth = Read(real, column, control, isPrediction: false, notes);
        var guess = Read(predicted, column, control, isPrediction: true, notes);
        if (!guess.Genes.SequenceEqual(truth.Genes, StringComparer.Ordinal)) guess = Aligned(guess, truth.Genes, predicted, notes);
        PerturbationCells made = Cells(truth, real, control), guessed = Cells(guess, predicted, control);
        try
        {
            PerturbationCells.CheckPair(made, guessed);
        }
        catch (ArgumentException misfit)
        {
            throw new TrainingException($"{predicted}: {misfit.Message}", misfit);
        }

        return (made, guessed);
    }

    private static PerturbationCells Cells(Loaded file, string path, string control)
    {
        try
        {
            var cells = new PerturbationCells(file.Values, file.Genes, file.Perturbations, control);
            string[] few = [.. cells.Names.Append(control).Where(name => cells.Cells(name).Length < FewestCells)];
            return few.Length == 0 ? cells : throw new TrainingException($"{path}: {string.Join(", ", few.Take(5))}{(few.Length > 5 ? $" and {few.Length - 5} more" : "")} {(few.Length == 1 ? "has" : "have")} fewer than {FewestCells} cells, too few for a test. Leave such perturbations out of both files.");
        }
        catch (ArgumentException unusable)
        {
            throw new TrainingException($"{path}: {unusable.Message}", unusable);
        }
    }

    private static Loaded Aligned(Loaded guess, IReadOnlyList<string> genes, string path, ICollection<string> notes)
    {
        var places = guess.Genes.Select((g, i) => (g, i)).GroupBy(g => g.g, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().i, StringComparer.Ordinal);
        string[] missing = [.. genes.Where(g => !places.ContainsKey(g))], extra = [.. guess.Genes.Except(genes, StringComparer.Ordinal)];
        if (missing.Length + extra.Length > 0 || places.Count != guess.Genes.Count)
            throw new TrainingException($"{path}: its panel does not match the truth's. Missing {missing.Length}{Some(missing)}, not in the truth {extra.Length}{Some(extra)}. Predict the genes of the truth and no others, each once.");
        notes.Add($"{Path.GetFileName(path)} has the genes in another order; they were brought to that of the truth.");
        return guess with { Genes = genes, Values = new DenseMatrix(guess.Perturbations.Count, genes.Count, guess.Values).SelectColumns([.. genes.Select(g => places[g])]).ToDense() };
    }

    private static string Some(string[] names) => names.Length == 0 ? "" : $" ({string.Join(", ", names.Take(5))}{(names.Length > 5 ? ", …" : "")})";

    private static Loaded Read(string path, string column, string control, bool isPrediction, ICollection<string> notes)
    {
        using var file = AnnDataFile.Open(path);
        var obs = file.Obs.Read();
        if (obs.Find(column) is not { } done) throw new TrainingException($"{path}: there is no column '{column}' in obs.{(NearestName.To(column, obs.Columns.Select(c => c.Name)) is { } near ? $" Did you mean '{near}'?" : "")} There are: {string.Join(", ", obs.Columns.Select(c => c.Name).Take(40))}. Say which one names perturbations with --perturbation.");
        var values = file.Matrix().Read();
        var dense = values.ToDense();
        if (dense.All(v => MathF.Abs(v - MathF.Round(v)) <= Whole))
        {
            notes.Add($"{Path.GetFileName(path)} holds counts; cells were brought to the median of their sums and logged.");
            dense = LogTransform.Log1p(LibrarySizes.Normalise(values).Matrix).ToDense();
        }
        else if (isPrediction && Below(dense, obs.Rows, done, control) is > 0 and var below) notes.Add(FormattableString.Invariant($"{below:P1} of the predicted values in {Path.GetFileName(path)} are below 0. They count as they are; for differential expression as 0."));
        else if (dense.Any(v => !(v >= 0 && v < TooLarge))) throw new TrainingException(FormattableString.Invariant($"{path}: values are from {dense.Min()} to {dense.Max()}. They are not counts, and log-normalised values are from 0 to below {TooLarge}. Give log(1 + counts scaled to one depth)."));
        return new(file.Var.ReadNames(), dense, [.. Enumerable.Range(0, obs.Rows).Select(r => done.Text(r) ?? "")]);
    }

    // Models that add changes to controls may go below 0, and centred values do so in controls too. 0 where something else is odd.
    private static double Below(float[] values, int cells, Data.Tables.Column done, string control)
    {
        var genes = values.Length / Math.Max(1, cells);
        var below = 0;
        for (var i = 0; i < values.Length; i++)
        {
            if (!(values[i] > -TooLarge && values[i] < TooLarge) || values[i] < 0 && done.Text(i / genes) == control) return 0;
            if (values[i] < 0) below++;
        }

        return below / (double)Math.Max(1, values.Length);
    }

    private sealed record Loaded(IReadOnlyList<string> Genes, float[] Values, IReadOnlyList<string> Perturbations);
}

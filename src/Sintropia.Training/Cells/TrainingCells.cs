using Sintropia.Data.Splits;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Training.Configuration;
using Sintropia.Training.Splits;

namespace Sintropia.Training.Cells;

/// <summary>Cells by what they are for, and what networks are told of them.</summary>
public sealed class TrainingCells
{
    private const double KeptFromTraining = 0.1;

    private readonly Dictionary<string, int[]> _controls;

    /// <summary>Divides the cells of a source, whose panel was chosen.</summary>
    /// <param name="source">The cells.</param>
    /// <param name="split">Their parts.</param>
    /// <param name="seed">Of the training.</param>
    /// <param name="vectors">What networks are told; null for models that are told nothing.</param>
    /// <remarks>Validation is by the split's own cells where the model can be told of them; else a tenth of the training cells, drawn one by one, is kept from training for it.</remarks>
    public TrainingCells(CellSource source, DataSplit split, ulong seed, PerturbationVectors? vectors)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(split);
        (Source, Split, Vectors, Draws) = (source, split, vectors, new(seed));
        var of = Enumerable.Range(0, source.Cells).ToLookup(i => split.Part(source.Contexts[i], source.Perturbations[i]));
        int[] training = [.. of[SplitPart.Training]], validation = [.. of[SplitPart.Validation].Where(i => vectors?.Knows(source.Perturbations[i]) != false)];
        var draws = Draws;
        if (validation.Length == 0)
        {
            validation = [.. training.Where(i => (vectors is null || source.Perturbations[i] != split.Control) && draws.Uniform(Draws.Use.Kept, 0, i) < KeptFromTraining)];
            training = [.. training.Except(validation)];
            Note = $"Validation is by {validation.Length} cells of what is trained on, kept from training.";
        }
        else Note = $"Validation is by {validation.Length} cells of {validation.Select(i => source.Perturbations[i]).Distinct().Count()} perturbations that are held out for it.";
        (Training, Validation, Test) = (training, validation, [.. of[SplitPart.Test]]);
        _controls = Training.Where(i => source.Perturbations[i] == split.Control).GroupBy(i => source.Contexts[i]).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
    }

    /// <summary>The cells.</summary>
    public CellSource Source { get; }

    /// <summary>Their parts.</summary>
    public DataSplit Split { get; }

    /// <summary>What networks are told; null for those that are told nothing.</summary>
    public PerturbationVectors? Vectors { get; }

    /// <summary>What is learned from, controls among it.</summary>
    public IReadOnlyList<int> Training { get; }

    /// <summary>What models are chosen by.</summary>
    public IReadOnlyList<int> Validation { get; }

    /// <summary>What they are judged by.</summary>
    public IReadOnlyList<int> Test { get; }

    /// <summary>How validation cells were found.</summary>
    public string Note { get; }

    internal Draws Draws { get; }

    /// <summary>Controls of a context.</summary>
    public IReadOnlyList<int> Controls(string context) => _controls.TryGetValue(context, out var cells) ? cells : throw new TrainingException($"There are no controls of '{context}' to train with.");

    /// <summary>The means of training and validation units, as baselines know them.</summary>
    /// <param name="withValidation">Whether validation counts too: it does for baselines, which choose nothing by it.</param>
    public EffectTable Table(bool withValidation = true)
    {
        int[] cells = [.. Enumerable.Range(0, Source.Cells).Where(i => Split.Part(Source.Contexts[i], Source.Perturbations[i]) is SplitPart.Training or SplitPart.Validation && (withValidation || Split.Part(Source.Contexts[i], Source.Perturbations[i]) == SplitPart.Training))];
        return EffectTable.Of(Source.Genes, Split.Control, Source.Rows(cells), [.. cells.Select(i => Source.Perturbations[i])], [.. cells.Select(i => Source.Contexts[i])]);
    }

    /// <summary>What a network is told of some cells; zeros of controls. [cells × width]</summary>
    internal float[] Told(IReadOnlyList<int> cells)
    {
        var vectors = Vectors ?? throw new InvalidOperationException("This model is told nothing of perturbations.");
        var told = new float[cells.Count * vectors.Width];
        Dictionary<string, float[]> known = [];
        for (var i = 0; i < cells.Count; i++)
        {
            var name = Source.Perturbations[cells[i]];
            if (name == Split.Control) continue;
            if (!known.TryGetValue(name, out var vector)) known[name] = vector = vectors.Of(name).ToArray();
            vector.CopyTo(told, i * vectors.Width);
        }

        return told;
    }

    /// <summary>The parts of all names of some cells.</summary>
    internal static IReadOnlyList<string> Parts(IEnumerable<string> perturbations, string control) => [.. perturbations.Distinct().SelectMany(p => Treatment.Parts(p, control)).Distinct().Order(StringComparer.Ordinal)];
}

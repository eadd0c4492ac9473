using Sintropia.Data.Splits;
using Sintropia.Evaluation.Perturbations;
using Sintropia.Predictors.Responses;
using Sintropia.Training.Cells;

namespace Sintropia.Training.Benchmarks;

/// <summary>The test part of a fold: real cells, and the controls that every system is given.</summary>
internal sealed class TestCells
{
    private const int MostControls = 256;

    private readonly TrainingCells _cells;
    private readonly float[] _controls;

    public TestCells(TrainingCells cells)
    {
        _cells = cells;
        Contexts = [.. cells.Split.Units.Where(u => u.Part == SplitPart.Test).Select(u => u.Context).Distinct()];
        if (Contexts.Count != 1) throw new TrainingException($"The test has cells of {Contexts.Count} contexts, and effects are compared within one. Split so that each fold tests one context.");
        int[] controls = [.. cells.Controls(Contexts[0]).OrderBy(i => cells.Draws.Bits(Draws.Use.Reference, 1, i)).Take(MostControls)];
        _controls = cells.Source.Rows(controls);
        var control = cells.Split.Control;
        Real = new(cells.Source.Rows([.. controls, .. cells.Test]), cells.Source.Genes, [.. controls.Select(_ => control), .. cells.Test.Select(i => cells.Source.Perturbations[i])], control);
        Truth = DifferentialTable.Of(Real);
    }

    /// <summary>The context that is tested.</summary>
    public IReadOnlyList<string> Contexts { get; }

    /// <summary>Real cells of the test, and controls.</summary>
    public PerturbationCells Real { get; }

    /// <summary>Their differential expression.</summary>
    public DifferentialTable Truth { get; }

    /// <summary>How many controls every system is given.</summary>
    public int Controls => _controls.Length / _cells.Source.Genes.Count;

    /// <summary>A row for a model: it answers what becomes of the controls under each test perturbation. What it refuses counts as no change.</summary>
    public Entry Judge(IPerturbationModel model, EntryRole role, string? name = null, string note = "", CancellationToken cancellation = default)
    {
        var values = new float[checked(_controls.Length * (Real.Names.Length + 1))];
        List<string> names = [.. Enumerable.Repeat(Real.Control, Controls)], refused = [];
        _controls.CopyTo(values, 0);
        for (var p = 0; p < Real.Names.Length; p++)
        {
            cancellation.ThrowIfCancellationRequested();
            var treatment = Treatment.Of(Real.Names[p], Real.Control, Contexts[0]);
            var answer = values.AsSpan((p + 1) * _controls.Length, _controls.Length);
            if (model.Objection(treatment) is null) model.Respond(treatment, _controls, answer);
            else
            {
                refused.Add(Real.Names[p]);
                _controls.CopyTo(answer);
            }

            names.AddRange(Enumerable.Repeat(Real.Names[p], Controls));
        }

        PerturbationCells predicted = new(values, Real.Genes, names, Real.Control), tested = new(Array.ConvertAll(values, v => Math.Max(0, v)), Real.Genes, names, Real.Control);
        return new(name ?? model.Name, role, Metric.Judge(Real, predicted, Truth, tested), refused, note) { Misses = Metric.Misses(Real, predicted) };
    }

    /// <summary>The ceiling.</summary>
    public Entry Ceiling(ulong seed)
    {
        var (half, other) = HalfSplit.Of(Real, seed);
        return new("half of the cells", EntryRole.Ceiling, Metric.Judge(half, other), [], "one half of the real cells as the prediction of the other, each noisier than the whole");
    }
}

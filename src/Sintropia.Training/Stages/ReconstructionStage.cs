using Sintropia.Predictors.Learning;
using Sintropia.Predictors.VirtualCellLine;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Stages;

/// <summary>A virtual cell line learns to bring hidden genes back, of perturbed and unperturbed cells alike.</summary>
internal sealed class ReconstructionStage : TrainingStage
{
    private const int MostValidated = 1024;

    private readonly VirtualCellLineNetwork _network;
    private readonly TrainingCells _cells;
    private readonly GradientStep _step;
    private readonly VirtualCellLineObjective _objective;
    private readonly GeneMasking _masking = new();
    private readonly Workspace _workspace = new();

    public ReconstructionStage(string name, StageOptions options, VirtualCellLineNetwork network, TrainingCells cells) : base(name, options)
    {
        (_network, _cells, _objective) = (network, cells, new() { WeightOfZeros = (float)options.ZerosWeight });
        Optimiser = new(ParameterGroup.All(network.Parameters), AdamOptions.Adam with { Rate = options.Rate, Decay = options.Decay });
        _step = new(Optimiser);
    }

    public override Adam Optimiser { get; }

    public override StepOutcome Step(int step)
    {
        var cells = new int[Options.Batch];
        for (var i = 0; i < cells.Length; i++) cells[i] = _cells.Training[_cells.Draws.Below(_cells.Training.Count, Draws.Use.Cell, step, i)];
        var rows = _cells.Source.Rows(cells);
        return _step.Take(() => Loss(rows, _cells.Draws.Bits(Draws.Use.Hidden, step, 0)));
    }

    public override double Validate()
    {
        var rows = _cells.Source.Rows([.. _cells.Validation.Take(MostValidated)]);
        using var scope = _workspace.Begin();
        return Loss(rows, _cells.Draws.Bits(Draws.Use.Hidden, -1, 0)).Value;
    }

    private Tensor Loss(float[] rows, ulong key)
    {
        var genes = _cells.Source.Genes.Count;
        var x = Tensor.From(new Shape(rows.Length / genes, genes), rows);
        var corrupted = _masking.Corrupt(x, key);
        return _objective.Of(_network.Of(corrupted), x, corrupted);
    }
}

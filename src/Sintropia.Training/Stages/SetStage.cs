using Sintropia.Predictors.Learning;
using Sintropia.Predictors.StateTransition;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Stages;

/// <summary>A State Transition network learns to make sets of perturbed cells of sets of controls. In each round all training cells are formed into sets anew.</summary>
internal sealed class SetStage : TrainingStage
{
    private const int MostValidated = 64;

    private readonly StateTransitionNetwork _network;
    private readonly TrainingCells _cells;
    private readonly StateTransitionTraining _training;
    private readonly FormedSet[] _validated;
    private readonly Workspace _workspace = new();
    private (int Round, FormedSet[] Sets) _formed = (-1, []);

    public SetStage(string name, StageOptions options, StateTransitionNetwork network, TrainingCells cells) : base(name, options)
    {
        (_network, _cells) = (network, cells);
        _training = new(network, adam: AdamOptions.Adam with { Rate = options.Rate, Decay = options.Decay });
        _validated = [.. Formed([.. cells.Validation, .. cells.Training.Where(i => cells.Source.Perturbations[i] == cells.Split.Control)], round: -1, controls: false).Take(MostValidated)];
    }

    public override Adam Optimiser => _training.Optimiser;

    public override StepOutcome Step(int step)
    {
        // The number of sets is the same in every round, so that which round a step is of follows from its number.
        if (_formed.Round < 0) _formed = (0, Round(0));
        var perRound = Math.Max(1, _formed.Sets.Length / Options.Batch);
        if (_formed.Round != step / perRound) _formed = (step / perRound, Round(step / perRound));
        var sets = Enumerable.Range(step % perRound * Options.Batch, Options.Batch).Select(i => _formed.Sets[i % _formed.Sets.Length]).ToArray();
        var (told, observed) = Given(sets);
        return _training.Step(told, observed);
    }

    public override double Validate()
    {
        double sum = 0, cells = 0;
        foreach (var set in _validated)
        {
            using var scope = _workspace.Begin();
            var (told, observed) = Given([set]);
            sum += set.Cells.Length * (double)_training.Losses(told, observed).Main.Value;
            cells += set.Cells.Length;
        }

        return sum / cells;
    }

    private FormedSet[] Round(int round) => [.. Formed(_cells.Training, round, controls: true).Select((set, i) => (set, i)).OrderBy(s => _cells.Draws.Bits(Draws.Use.Order, round, s.i)).Select(s => s.set)];

    private IReadOnlyList<FormedSet> Formed(IReadOnlyList<int> cells, int round, bool controls)
    {
        var source = _cells.Source;
        var sets = new SetFormation { CellsPerSet = _network.Options.CellsPerSet, FillsShortSets = controls, IncludesControls = controls, Seed = _cells.Draws.Bits(Draws.Use.Formation, round, 0) }
            .Of([.. cells.Select(i => new CellKey(source.Contexts[i], source.Perturbations[i]))], _cells.Split.Control);
        return [.. sets.Select(s => s with { Cells = [.. s.Cells.Select(i => cells[i])], Controls = [.. s.Controls.Select(i => cells[i])] })];
    }

    private (CellSets Told, Tensor Observed) Given(FormedSet[] sets)
    {
        var (genes, width, size) = (_cells.Source.Genes.Count, _cells.Vectors!.Width, sets[0].Cells.Length);
        int[] cells = [.. sets.SelectMany(s => s.Cells)], controls = [.. sets.SelectMany(s => s.Controls)];
        var told = Tensor.From(new Shape(sets.Length, size, width), _cells.Told(cells));
        return (new(Tensor.From(new Shape(sets.Length, size, genes), _cells.Source.Rows(controls)), told), Tensor.From(new Shape(sets.Length, size, genes), _cells.Source.Rows(cells)));
    }
}

using Sintropia.Predictors.BioJepa;
using Sintropia.Predictors.Learning;
using Sintropia.Tensors;
using Sintropia.Tensors.Optimisers;
using Sintropia.Tensors.Shapes;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Training.Stages;

/// <summary>The three stages of a bio-JEPA. Pairs are a cell and a random control of its context; controls are cells to which nothing was done, so that the response to nothing is learned too.</summary>
internal sealed class JepaStages(BioJepaNetwork network, ExpressionDecoder decoder, TrainingCells cells)
{
    private const double Hidden = 0.6;
    private const int MostValidated = 128, ValidatedAtOnce = 16;

    public IReadOnlyList<TrainingStage> All(IReadOnlyDictionary<string, StageOptions> options) =>
        [new Pretraining(this, options["pretraining"]), new Response(this, options["response"]), new Decoding(this, options["decoding"])];

    private static BioJepaTrainingOptions Trained(StageOptions options) => new()
    {
        Adam = AdamOptions.AdamW with { Rate = options.Rate, Decay = options.Decay },
        Schedule = options.OneCycle ? BioJepaTrainingOptions.Cycle(options.Rate, options.Steps) : null,
    };

    private CellPairs Pairs(IReadOnlyList<int> perturbed, Draws.Use use, int step)
    {
        int[] controls = [.. perturbed.Select((cell, i) => cells.Controls(cells.Source.Contexts[cell]) is var pool ? pool[cells.Draws.Below(pool.Count, use, step, i)] : 0)];
        var (before, after) = (Cells(controls), Cells(perturbed));
        return new(before, BioJepaPredictor.Totals(before), after, BioJepaPredictor.Totals(after), Indices.Of([.. Enumerable.Range(0, perturbed.Count)]));
    }

    private Tensor Cells(IReadOnlyList<int> some) => Tensor.From(new Shape(some.Count, cells.Source.Genes.Count), cells.Source.Rows([.. some]));

    private Tensor Told(IReadOnlyList<int> some) => Tensor.From(new Shape(some.Count, cells.Vectors!.Width), cells.Told(some));

    private int[] Batch(StageOptions options, int step) => [.. Enumerable.Range(0, options.Batch).Select(i => cells.Training[cells.Draws.Below(cells.Training.Count, Draws.Use.Cell, step, i)])];

    private Tensor Mask(int rows, int step)
    {
        var mask = new float[rows * cells.Source.Genes.Count];
        for (var i = 0; i < mask.Length; i++) mask[i] = cells.Draws.Uniform(Draws.Use.Hidden, step, i) < Hidden ? 1 : 0;
        return Tensor.From(new Shape(rows, cells.Source.Genes.Count), mask);
    }

    private double Mean(Func<int[], Tensor> loss)
    {
        var workspace = new Workspace();
        var (sum, count) = (0.0, 0);
        foreach (var some in cells.Validation.Where((_, i) => i % Math.Max(1, cells.Validation.Count / MostValidated) == 0).Take(MostValidated).Chunk(ValidatedAtOnce))
        {
            using var scope = workspace.Begin();
            sum += some.Length * (double)loss(some).Value;
            count += some.Length;
        }

        return sum / count;
    }

    private sealed class Pretraining(JepaStages jepa, StageOptions options) : TrainingStage("pretraining", options)
    {
        private readonly BioJepaPretraining _training = new(jepa.Network, Trained(options));

        public override Adam Optimiser => _training.Optimiser;

        public override void Begin() => jepa.Network.Teacher.Load(jepa.Network.Student.State);

        public override StepOutcome Step(int step)
        {
            var x = jepa.Cells(jepa.Batch(Options, step));
            return _training.Step(x, BioJepaPredictor.Totals(x), jepa.Mask(Options.Batch, step));
        }

        public override double Validate() => jepa.Mean(some => jepa.Cells(some) is var x ? _training.Loss(x, BioJepaPredictor.Totals(x), jepa.Mask(some.Length, -1)) : x);
    }

    private sealed class Response : TrainingStage
    {
        private readonly JepaStages _jepa;
        private readonly GradientStep _step;
        private readonly BioJepaObjective _objective = new();

        public Response(JepaStages jepa, StageOptions options) : base("response", options)
        {
            _jepa = jepa;
            var trained = Trained(options);
            Optimiser = new(ParameterGroup.All(jepa.Network.Predictor.Parameters.Select(p => ($"predictor.{p.Name}", p.Tensor))), trained.Adam);
            _step = new(Optimiser, trained.MostNorm, trained.Schedule);
        }

        public override Adam Optimiser { get; }

        public override StepOutcome Step(int step)
        {
            var some = _jepa.Batch(Options, step);
            var (pairs, told, hidden) = (_jepa.Pairs(some, Draws.Use.Control, step), _jepa.Told(some), _jepa.Mask(some.Length, step));
            return _step.Take(() => Loss(pairs, told, hidden));
        }

        public override double Validate() => _jepa.Mean(some => Loss(_jepa.Pairs(some, Draws.Use.Control, -1), _jepa.Told(some), _jepa.Mask(some.Length, -1)));

        private Tensor Loss(CellPairs pairs, Tensor told, Tensor hidden) =>
            _objective.Response(_jepa.Network.Predictor.Of(_jepa.Network.Student.Of(pairs.Unperturbed, pairs.TotalsBefore, hidden), told), _jepa.Network.Teacher.Of(pairs.Perturbed, pairs.TotalsAfter), hidden);
    }

    private sealed class Decoding : TrainingStage
    {
        private readonly JepaStages _jepa;
        private readonly GradientStep _step;

        public Decoding(JepaStages jepa, StageOptions options) : base("decoding", options)
        {
            _jepa = jepa;
            var trained = Trained(options);
            Optimiser = new(ParameterGroup.All(jepa.Decoder.Parameters), trained.Adam);
            _step = new(Optimiser, trained.MostNorm, trained.Schedule);
        }

        public override Adam Optimiser { get; }

        public override StepOutcome Step(int step)
        {
            var some = _jepa.Batch(Options, step);
            var (pairs, told) = (_jepa.Pairs(some, Draws.Use.Control, step), _jepa.Told(some));
            return _step.Take(() => Loss(pairs, told));
        }

        public override double Validate() => _jepa.Mean(some => Loss(_jepa.Pairs(some, Draws.Use.Control, -1), _jepa.Told(some)));

        private Tensor Loss(CellPairs pairs, Tensor told)
        {
            var latents = _jepa.Network.Student.Of(pairs.Unperturbed, pairs.TotalsBefore);
            return BioJepaObjective.Decoding(_jepa.Decoder.Change(latents, _jepa.Network.Predictor.Of(latents, told)), pairs.Perturbed, pairs.Unperturbed);
        }
    }

    private BioJepaNetwork Network => network;

    private ExpressionDecoder Decoder => decoder;
}

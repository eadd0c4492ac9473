using System.Collections.Immutable;
using Sintropia.Biology.Numerics;
using Sintropia.Data.Annotated;
using Sintropia.Data.Chance;
using Sintropia.Data.Matrices;
using Sintropia.Data.Scores;
using Sintropia.Data.Tables;
using Sintropia.Tensors.Threads;

namespace Sintropia.Data.GroundTruth;

/// <summary>A made-up data set of which everything is known: who regulates whom, where in the cycle each cell is, and what each perturbation does.</summary>
/// <remarks>
/// The same options make the same bits on every machine and any number of threads: draws are Philox's, functions are our own, and every sum has one order. Counts are negative binomial about
/// size × exp(baseline + settled moves + cycle + batch); the share of molecules that is caught differs between cells by a log-normal factor of mean 1.
/// </remarks>
public sealed class GroundTruthSet
{
    private const int Factors = 3, Chunk = 64;
    private const double FactorSize = 0.15, BatchSize = 0.08;

    private readonly GroundTruthOptions _options;
    private readonly TrueCells _cells;
    private readonly double[] _loadings, _batches; // [factors, genes], [batches, genes]
    private readonly double[] _sizes; // [cells]

    private GroundTruthSet(GroundTruthOptions options)
    {
        _options = options;
        Programme = RegulatoryProgramme.Of(options);
        Perturbations = TruePerturbations.Of(options, Programme);
        _cells = TrueCells.Of(options, Perturbations);
        var draws = new StreamDraws(options.Seed);
        _loadings = Drawn(Factors * options.Genes, i => FactorSize * draws.Gaussian(DrawStream.FactorLoadings, (ulong)i));
        _batches = Drawn(options.Batches * options.Genes, i => i < options.Genes ? 0 : BatchSize * draws.Gaussian(DrawStream.BatchShift, (ulong)i));
        var spread = options.Statistics.DepthSpread;
        _sizes = Drawn(options.Cells, i => Elementary.Exp(spread * draws.Gaussian(DrawStream.CellSize, (ulong)i) - spread * spread / 2));
    }

    /// <summary>Who regulates whom, and what follows the cycle.</summary>
    public RegulatoryProgramme Programme { get; }

    /// <summary>What was done to cells.</summary>
    public ImmutableArray<TruePerturbation> Perturbations { get; }

    /// <summary>Makes a data set up.</summary>
    /// <exception cref="ArgumentException">An option is out of range; the message says what would do.</exception>
    public static GroundTruthSet Of(GroundTruthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        return new(options);
    }

    /// <summary>By how much a perturbation moves the logarithm of each gene of an average cell of a type, all that follows included; [genes].</summary>
    /// <param name="perturbation">Which of <see cref="Perturbations"/>.</param>
    /// <param name="type">Which cell type.</param>
    /// <param name="dose">µM, of compounds; the highest there is for null.</param>
    public double[] Effect(int perturbation, int type = 0, double? dose = null)
    {
        var (with, without) = (Moves(type, perturbation, dose ?? TruePerturbation.Doses[^1]), Moves(type, -1, double.NaN));
        for (var g = 0; g < with.Length; g++) with[g] -= without[g];
        return with;
    }

    /// <summary>Where in the cycle a cell is, from 0 at birth to 1 at division.</summary>
    public double PositionOf(int cell) => _cells.Position[cell];

    /// <summary>The phase that a cell is in.</summary>
    public CyclePhase PhaseOf(int cell) => _cells.Phase(cell);

    /// <summary>Counts the molecules of every cell, and puts the truth beside them: in <c>obs</c>, <c>var</c>, <c>varm</c> and <c>uns['ground_truth']</c>.</summary>
    public AnnotatedMatrix Count() => TruthTables.Beside(this, _options, _cells, _sizes, CountMolecules());

    private SparseMatrix CountMolecules()
    {
        var columns = new int[_options.Cells][];
        var values = new float[_options.Cells][];
        Team.Shared.Run(new Counting(this, Settled(), columns, values), (_options.Cells + Chunk - 1) / Chunk);
        var starts = new long[_options.Cells + 1];
        for (var c = 0; c < columns.Length; c++) starts[c + 1] = starts[c] + columns[c].Length;
        if (starts[^1] > Array.MaxLength) throw new ArgumentException($"{starts[^1]} counts that are not zero are more than a matrix can hold. Ask for fewer cells, genes or molecules.");
        return new(_options.Cells, _options.Genes, starts, [.. columns.SelectMany(c => c)], [.. values.SelectMany(v => v)]);
    }

    /// <summary>Settled moves of every type, perturbation and dose that a cell may have.</summary>
    private Dictionary<(int Type, int Perturbation, double Dose), double[]> Settled()
    {
        var settled = new Dictionary<(int, int, double), double[]>();
        for (var c = 0; c < _options.Cells; c++)
        {
            var key = (_cells.Type[c], _cells.Perturbation[c], _cells.Dose[c]);
            if (!settled.ContainsKey(key)) settled[key] = Moves(key.Item1, key.Item2, key.Item3);
        }

        return settled;
    }

    private double[] Moves(int type, int perturbation, double dose)
    {
        var moves = Programme.TypeShifts.AsSpan(type * _options.Genes, _options.Genes).ToArray();
        var held = new HashSet<int>();
        if (perturbation >= 0)
        {
            var done = Perturbations[perturbation];
            var strength = done.Strength(dose);
            for (var i = 0; i < done.Targets.Length; i++)
            {
                moves[done.Targets[i]] += strength * done.Shifts[i];
                if (done.Kind == PerturbationKind.KnockOut) held.Add(done.Targets[i]);
            }
        }

        Programme.Settle(moves, held);
        return moves;
    }

    private static double[] Drawn(int count, Func<int, double> draw)
    {
        var values = new double[count];
        for (var i = 0; i < count; i++) values[i] = draw(i);
        return values;
    }

    private readonly struct Counting(GroundTruthSet set, Dictionary<(int, int, double), double[]> settled, int[][] columns, float[][] values) : IChunks
    {
        public void Run(int chunk)
        {
            var (draws, genes) = (new StreamDraws(set._options.Seed), set._options.Genes);
            var counts = new float[genes];
            for (var cell = chunk * Chunk; cell < Math.Min(set._options.Cells, (chunk + 1) * Chunk); cell++)
            {
                Count(cell, draws, counts);
                int[] places = [.. Enumerable.Range(0, genes).Where(g => counts[g] > 0)];
                (columns[cell], values[cell]) = (places, Array.ConvertAll(places, g => counts[g]));
            }
        }

        private void Count(int cell, StreamDraws draws, float[] counts)
        {
            var (programme, cells, genes) = (set.Programme, set._cells, counts.Length);
            var moves = settled[(cells.Type[cell], cells.Perturbation[cell], cells.Dose[cell])];
            Span<double> factors = stackalloc double[Factors];
            for (var f = 0; f < Factors; f++) factors[f] = draws.Gaussian(DrawStream.CellResidual, (ulong)cell, (ulong)f);
            var (first, second) = (0.0, 0.0);
            for (var g = 0; g < genes; g++)
            {
                if (g % 2 == 0) (first, second) = draws.Uniforms(DrawStream.Molecules, (ulong)cell, (ulong)g / 2);
                var log = programme.Baselines[g] + moves[g] + programme.PhaseShift(g, cells.Position[cell]) + set._batches[cells.Batch[cell] * genes + g];
                for (var f = 0; f < Factors; f++) log += factors[f] * set._loadings[f * genes + g];
                counts[g] = NegativeBinomial.Quantile(set._sizes[cell] * Elementary.Exp(log), programme.Dispersions[g], g % 2 == 0 ? first : second);
            }
        }
    }
}

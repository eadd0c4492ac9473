using System.Collections.Immutable;
using Sintropia.Biology.Numerics;
using Sintropia.Data.Chance;
using Sintropia.Data.Genes;

namespace Sintropia.Data.GroundTruth;

/// <summary>Which genes regulate which, how much each is expressed, and how it follows cell type and cycle: what made-up data are made of.</summary>
/// <remarks>
/// The logarithm of a gene's expression is its baseline + what moves it + Σ weight·saturated(move of each regulator), where saturated(m) = m/(1 + |m|/4). Regulators act on later genes only, so one pass through
/// the genes gives the settled state, without iteration.
/// </remarks>
public sealed class RegulatoryProgramme
{
    private const double Saturation = 4;
    private const double WidthOfS = 0.25, WidthOfG2M = 0.18; // so that a gene is above its mean in its phase and hardly elsewhere
    private const int MostRegulators = 4;

    private readonly ImmutableArray<RegulatoryEdge>[] _edgesOf;

    private RegulatoryProgramme(GenePanel panel, int regulators, double[] baselines, double[] dispersions, ImmutableArray<RegulatoryEdge> edges, double[] amplitudes, double[] peaks, double[] typeShifts)
    {
        (Panel, Regulators, Baselines, Dispersions, Edges, Amplitudes, Peaks, TypeShifts) = (panel, regulators, baselines, dispersions, edges, amplitudes, peaks, typeShifts);
        _edgesOf = new ImmutableArray<RegulatoryEdge>[panel.Count];
        Array.Fill(_edgesOf, []);
        foreach (var group in edges.GroupBy(e => e.Target)) _edgesOf[group.Key] = [.. group];
    }

    /// <summary>The genes: regulators first, then the lists of the cycle, then targets.</summary>
    public GenePanel Panel { get; }

    /// <summary>How many of the first genes are regulators.</summary>
    public int Regulators { get; }

    /// <summary>Natural logarithm of the molecules of each gene in an average cell, [genes].</summary>
    public double[] Baselines { get; }

    /// <summary>Negative-binomial dispersion of each gene's counts, [genes].</summary>
    public double[] Dispersions { get; }

    /// <summary>Who acts on whom.</summary>
    public ImmutableArray<RegulatoryEdge> Edges { get; }

    /// <summary>By how much the logarithm of each gene rises at its peak in the cycle; 0 for most. [genes].</summary>
    public double[] Amplitudes { get; }

    /// <summary>Where in the cycle, from 0 to 1, each gene has its peak, [genes].</summary>
    public double[] Peaks { get; }

    /// <summary>By how much each cell type moves each gene, [types, genes].</summary>
    public double[] TypeShifts { get; }

    /// <summary>Makes a programme up.</summary>
    /// <exception cref="ArgumentException">An option is out of range.</exception>
    public static RegulatoryProgramme Of(GroundTruthOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Check();
        var draws = new StreamDraws(options.Seed);
        var regulators = Math.Max(8, options.Genes / 20);
        var panel = Names(options.Genes, regulators);
        var (s, g2m) = (CellCycleGenes.S.Genes.ToHashSet(), CellCycleGenes.G2M.Genes.ToHashSet());
        var (baselines, dispersions, amplitudes, peaks) = (new double[options.Genes], new double[options.Genes], new double[options.Genes], new double[options.Genes]);
        for (var g = 0; g < options.Genes; g++)
        {
            var cycles = s.Contains(panel.Names[g]) || g2m.Contains(panel.Names[g]);
            baselines[g] = Baseline(options.Statistics, draws, g, atLeastMedian: cycles || g < regulators);
            if (!cycles) continue;
            amplitudes[g] = 0.6 + 0.9 * draws.Uniform(DrawStream.PhaseAmplitude, (ulong)g);
            var (low, high) = s.Contains(panel.Names[g]) ? (CyclePosition.SBegins, CyclePosition.G2Begins) : (CyclePosition.G2Begins, 1.0);
            peaks[g] = low + (0.35 + 0.3 * draws.Uniform(DrawStream.PhaseAmplitude, (ulong)g, 1)) * (high - low);
        }

        Scale(baselines, options.MoleculesPerCell);
        for (var g = 0; g < options.Genes; g++)
        {
            var usual = options.Statistics.Dispersion(Elementary.Exp(baselines[g]));
            dispersions[g] = Math.Clamp(usual * Elementary.Exp(options.Statistics.GeneSpread * draws.Gaussian(DrawStream.GeneDispersion, (ulong)g)), 0.02, 20);
        }

        return new(panel, regulators, baselines, dispersions, Network(options.Genes, regulators, amplitudes, draws), amplitudes, peaks, Types(options, draws));
    }

    /// <summary>By how much a gene is moved at a place in the cycle: a hill about its peak, around the circle, less its mean: ¼ of the cycle wide on either side for genes of S, less for those of G2 and M.</summary>
    /// <param name="gene">Its column.</param>
    /// <param name="position">From 0 to 1.</param>
    public double PhaseShift(int gene, double position)
    {
        if (Amplitudes[gene] == 0) return 0;
        var off = Math.Abs(position - Peaks[gene]);
        var width = Peaks[gene] < CyclePosition.G2Begins ? WidthOfS : WidthOfG2M;
        off = Math.Min(off, 1 - off) / width;
        var hill = off < 1 ? (1 - off * off) * (1 - off * off) : 0;
        return Amplitudes[gene] * (hill - 16.0 / 15 * width); // ∫ (1 − x²)² over [−1, 1] is 16/15
    }

    /// <summary>Lets moves of genes act on what they regulate, in place.</summary>
    /// <param name="moves">By how much each gene's logarithm is moved by other things; gets by how much it moves in all. [genes].</param>
    /// <param name="held">Genes whose expression is set from outside and that regulators do not move; null for none.</param>
    public void Settle(Span<double> moves, IReadOnlySet<int>? held = null)
    {
        if (moves.Length != Panel.Count) throw new ArgumentException($"{moves.Length} moves do not fit {Panel.Count} genes.", nameof(moves));
        for (var g = 0; g < moves.Length; g++)
        {
            if (held is not null && held.Contains(g)) continue;
            foreach (var edge in _edgesOf[g]) moves[g] += edge.Weight * Saturated(moves[edge.Regulator]);
        }
    }

    private static double Saturated(double move) => move / (1 + Math.Abs(move) / Saturation);

    private static GenePanel Names(int genes, int regulators)
    {
        IEnumerable<string> made = Enumerable.Range(1, regulators).Select(i => Numbered("REG", i));
        made = made.Concat(CellCycleGenes.S.Genes).Concat(CellCycleGenes.G2M.Genes);
        return new(made.Concat(Enumerable.Range(1, genes).Select(i => Numbered("GENE", i))).Take(genes));
    }

    private static string Numbered(string word, int i) => word + i.ToString("D5", System.Globalization.CultureInfo.InvariantCulture);

    private static double Baseline(ExpressionStatistics statistics, StreamDraws draws, int gene, bool atLeastMedian)
    {
        var normal = draws.Gaussian(DrawStream.GeneBaseline, (ulong)gene);
        return Elementary.Log(statistics.MoleculesPerCell) + statistics.LogMean + statistics.LogSpread * (atLeastMedian ? 0.5 + Math.Abs(normal) / 2 : normal);
    }

    private static void Scale(double[] baselines, double? molecules)
    {
        if (molecules is not { } wanted) return;
        var sum = 0.0;
        foreach (var b in baselines) sum += Elementary.Exp(b);
        var shift = Elementary.Log(wanted / sum);
        for (var g = 0; g < baselines.Length; g++) baselines[g] += shift;
    }

    /// <summary>Each gene but those of the cycle has up to four regulators before it; three in ten hold it down.</summary>
    private static ImmutableArray<RegulatoryEdge> Network(int genes, int regulators, double[] amplitudes, StreamDraws draws)
    {
        var edges = ImmutableArray.CreateBuilder<RegulatoryEdge>();
        for (var g = 1; g < genes; g++)
        {
            if (amplitudes[g] != 0) continue; // so that phases stay what the programme of the cycle says
            var before = Math.Min(g, regulators);
            var count = Math.Min(before, draws.Below(g < regulators ? 2 : MostRegulators + 1, DrawStream.NetworkEdges, (ulong)g));
            var chosen = new SortedSet<int>();
            for (ulong i = 1; chosen.Count < count; i++) chosen.Add(draws.Below(before, DrawStream.NetworkEdges, (ulong)g, i));
            foreach (var regulator in chosen)
            {
                var (size, sign) = draws.Uniforms(DrawStream.NetworkEdges, (ulong)g, 1_000_000 + (ulong)regulator);
                edges.Add(new(regulator, g, (sign < 0.3 ? -1 : 1) * (0.25 + 0.55 * size)));
            }
        }

        return edges.ToImmutable();
    }

    /// <summary>A type moves about one gene in ten.</summary>
    private static double[] Types(GroundTruthOptions options, StreamDraws draws)
    {
        var shifts = new double[options.CellTypes * options.Genes];
        for (var i = 0; i < shifts.Length; i++)
        {
            if (draws.Uniform(DrawStream.TypeMarkers, (ulong)i) < 0.1) shifts[i] = 0.8 * draws.Gaussian(DrawStream.TypeMarkers, (ulong)i, 1);
        }

        return shifts;
    }
}

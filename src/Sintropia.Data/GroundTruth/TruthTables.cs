using System.Globalization;
using Sintropia.Biology.Numerics;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Scores;
using Sintropia.Data.Tables;

namespace Sintropia.Data.GroundTruth;

/// <summary>Puts what is true of made-up cells and genes beside their counts.</summary>
internal static class TruthTables
{
    public static AnnotatedMatrix Beside(GroundTruthSet set, GroundTruthOptions options, TrueCells cells, double[] sizes, SparseMatrix counts) =>
        new(counts, Cells(set, options, cells, sizes), Genes(set, options))
        {
            Varm = { ["true_type_shifts"] = Columns(set.Programme.TypeShifts, options.CellTypes, options.Genes), ["true_effects"] = Effects(set, options) },
            Uns = new() { ["ground_truth"] = Truth(set, options) },
        };

    private static Table Cells(GroundTruthSet set, GroundTruthOptions options, TrueCells cells, double[] sizes)
    {
        var n = options.Cells;
        TruePerturbation? Done(int cell) => cells.Perturbation[cell] < 0 ? null : set.Perturbations[cells.Perturbation[cell]];
        string?[] Each(Func<int, string?> of) => [.. Enumerable.Range(0, n).Select(of)];
        return new([.. Enumerable.Range(0, n).Select(c => Numbered("cell", c))], (Column[])
        [
            CategoryColumn.Of("perturbation", Each(c => Done(c)?.Name ?? "control")),
            new BooleanColumn("control", [.. Enumerable.Range(0, n).Select(c => Done(c) is null)]),
            CategoryColumn.Of("perturbation_kind", Each(c => Done(c) is { } done ? Word(done.Kind) : "none")),
            new NumberColumn("dose", (double[])cells.Dose.Clone()),
            CategoryColumn.Of("dose_unit", Each(c => double.IsNaN(cells.Dose[c]) ? null : "uM")),
            CategoryColumn.Of("cell_type", Each(c => Numbered("type", cells.Type[c] + 1))),
            CategoryColumn.Of("batch", Each(c => Numbered("batch", cells.Batch[c] + 1))),
            new CategoryColumn("true_phase", [.. Enumerable.Range(0, n).Select(c => (int)cells.Phase(c))], ["G1", "S", "G2M"], ordered: true),
            new NumberColumn("true_cycle_position", (double[])cells.Position.Clone()),
            new NumberColumn("true_size", (double[])sizes.Clone()),
        ], "cell_id");
    }

    private static Table Genes(GroundTruthSet set, GroundTruthOptions options)
    {
        var programme = set.Programme;
        int[] all = [.. Enumerable.Range(0, options.Genes)];
        return new([.. programme.Panel.Names], (Column[])
        [
            new BooleanColumn("is_regulator", Array.ConvertAll(all, g => g < programme.Regulators)),
            new NumberColumn("true_mean", Array.ConvertAll(programme.Baselines, Elementary.Exp)),
            new NumberColumn("true_dispersion", (double[])programme.Dispersions.Clone()),
            new NumberColumn("true_phase_amplitude", (double[])programme.Amplitudes.Clone()),
            new NumberColumn("true_phase_peak", Array.ConvertAll(all, g => programme.Amplitudes[g] == 0 ? double.NaN : programme.Peaks[g])),
        ], "gene");
    }

    private static AnnotationTree Truth(GroundTruthSet set, GroundTruthOptions options)
    {
        var (programme, perturbations) = (set.Programme, set.Perturbations);
        string[] edges = [.. Enumerable.Range(0, programme.Edges.Length).Select(i => i.ToString(CultureInfo.InvariantCulture))];
        return new()
        {
            ["seed"] = options.Seed.ToString(CultureInfo.InvariantCulture),
            ["statistics"] = options.Statistics.Name,
            ["statistics_source"] = options.Statistics.Source,
            ["phase_programme"] = Columns(PhaseMeans(programme), 3, options.Genes),
            ["phases"] = new[] { "G1", "S", "G2M" },
            ["network"] = new Table(edges, (Column[])
            [
                new TextColumn("regulator", [.. programme.Edges.Select(e => programme.Panel.Names[e.Regulator])]),
                new TextColumn("target", [.. programme.Edges.Select(e => programme.Panel.Names[e.Target])]),
                new NumberColumn("weight", [.. programme.Edges.Select(e => e.Weight)]),
            ]),
            ["perturbations"] = new Table([.. perturbations.Select(p => p.Name)], (Column[])
            [
                new TextColumn("kind", [.. perturbations.Select(p => Word(p.Kind))]),
                new TextColumn("targets", [.. perturbations.Select(p => string.Join(' ', p.Targets.Select(t => programme.Panel.Names[t])))]),
                new TextColumn("log_shifts", [.. perturbations.Select(p => string.Join(' ', p.Shifts.Select(s => s.ToString("R", CultureInfo.InvariantCulture))))]),
                new NumberColumn("half_maximum_uM", [.. perturbations.Select(p => p.Kind == PerturbationKind.Compound ? p.HalfMaximum : double.NaN)]),
                new NumberColumn("hill", [.. perturbations.Select(p => p.Kind == PerturbationKind.Compound ? p.Power : double.NaN)]),
                new TextColumn("arrest", [.. perturbations.Select(p => p.Arrest?.ToString() ?? "")]),
            ]),
            ["about"] = "Made up by sintropia init dataset. Logs are natural. varm['true_effects'] holds a column a perturbation, in the order of perturbations: by how much it moves the log of each gene in the first cell type, at the highest dose of compounds.",
        };
    }

    /// <summary>The mean over each phase of what the cycle does to genes, [phases, genes], at 100 places of each.</summary>
    private static double[] PhaseMeans(RegulatoryProgramme programme)
    {
        const int places = 100;
        var genes = programme.Panel.Count;
        var means = new double[3 * genes];
        for (var phase = 0; phase < 3; phase++)
        for (var g = 0; g < genes; g++)
        {
            for (var i = 0; i < places; i++) means[phase * genes + g] += programme.PhaseShift(g, CyclePosition.Within((CyclePhase)phase, (i + 0.5) / places));
            means[phase * genes + g] /= places;
        }

        return means;
    }

    private static DenseMatrix Effects(GroundTruthSet set, GroundTruthOptions options)
    {
        var effects = new double[set.Perturbations.Length * options.Genes];
        for (var p = 0; p < set.Perturbations.Length; p++) set.Effect(p).CopyTo(effects.AsSpan(p * options.Genes));
        return Columns(effects, set.Perturbations.Length, options.Genes);
    }

    /// <summary>Rows of genes as columns: [genes, rows].</summary>
    private static DenseMatrix Columns(double[] values, int rows, int genes)
    {
        var turned = new float[values.Length];
        for (var r = 0; r < rows; r++)
        for (var g = 0; g < genes; g++)
            turned[g * rows + r] = (float)values[r * genes + g];
        return new(genes, rows, turned);
    }

    private static string Word(PerturbationKind kind) => kind switch
    {
        PerturbationKind.KnockOut => "knockout",
        PerturbationKind.KnockDown => "knockdown",
        PerturbationKind.Activation => "activation",
        _ => "compound",
    };

    private static string Numbered(string word, int i) => string.Create(CultureInfo.InvariantCulture, $"{word}-{i}");
}

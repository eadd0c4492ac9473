using Sintropia.Evaluation.Combinations;

namespace Sintropia.Evaluation.Assays;

/// <summary>Wells of one matrix with its names.</summary>
/// <param name="Block">What sets it apart; empty where the drugs do.</param>
/// <param name="DrugA">Name of the first drug.</param>
/// <param name="DrugB">Name of the second drug.</param>
/// <param name="Wells">Its wells.</param>
public sealed record CombinationMatrix(string Block, string DrugA, string DrugB, IReadOnlyList<CombinationWell> Wells)
{
    /// <summary>A name for people.</summary>
    public string Name => Block.Length > 0 ? $"{Block} · {DrugA} + {DrugB}" : $"{DrugA} + {DrugB}";

    /// <summary>The matrices of a table, in its order. Where no column sets blocks apart the two drugs do, and then wells without one of them belong to every matrix of the other.</summary>
    /// <param name="table">Rows.</param>
    /// <param name="options">Columns.</param>
    /// <exception cref="AssayTableException">A column is missing.</exception>
    public static IReadOnlyList<CombinationMatrix> Of(AssayTable table, MatrixOptions options)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(options);
        double[] dosesA = table.Numbers(options.DoseA, "--dose-a", 0), dosesB = table.Numbers(options.DoseB, "--dose-b", 0), responses = table.Numbers(options.Response, "--response");
        var drugsA = options.DrugA is { } a ? table.Texts(a, "--drug-a") : null;
        var drugsB = options.DrugB is { } b ? table.Texts(b, "--drug-b") : null;
        var blocks = options.Block.Select(c => table.Texts(c, "--block")).ToArray();
        var wells = Enumerable.Range(0, table.Rows).Select(i => (Block: string.Join(" · ", blocks.Select(c => c[i])), A: drugsA?[i] ?? "A", B: drugsB?[i] ?? "B",
            Well: new CombinationWell(dosesA[i], dosesB[i], options.Inhibition ? 1 - responses[i] / options.Scale : responses[i] / options.Scale)));
        return options.Block.Count > 0
            ? [.. wells.GroupBy(w => w.Block).Select(g => new CombinationMatrix(g.Key, Named(g.Select(w => (w.A, w.Well.DoseA))), Named(g.Select(w => (w.B, w.Well.DoseB))), [.. g.Select(w => w.Well)]))]
            : ByDrugs([.. wells]);
    }

    private static IReadOnlyList<CombinationMatrix> ByDrugs((string Block, string A, string B, CombinationWell Well)[] wells)
    {
        var pairs = wells.Where(w => w.Well.DoseA > 0 && w.Well.DoseB > 0).Select(w => (w.A, w.B)).Distinct();
        return [.. pairs.Select(p => new CombinationMatrix("", p.A, p.B, [.. wells.Where(w => (w.Well.DoseA == 0 || w.A == p.A) && (w.Well.DoseB == 0 || w.B == p.B)).Select(w => w.Well)]))];
    }

    /// <summary>The name at doses above 0; wells without a drug may leave its name out.</summary>
    private static string Named(IEnumerable<(string Name, double Dose)> drugs) => drugs.OrderByDescending(d => d.Dose > 0).First().Name;
}

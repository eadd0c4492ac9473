using Sintropia.Biology.Chance;
using Sintropia.Data;
using Sintropia.Data.Genes;
using Sintropia.Evaluation.Statistics;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Cells;
using Sintropia.Training.Predictions;

namespace Sintropia.Design.Safety.Programmes;

/// <summary>Asks what candidates do to programmes of genes, each against random sets of as many genes that are as strongly expressed.</summary>
public static class ProgrammeShifts
{
    /// <summary>Name of the file of cells that a model predicted.</summary>
    public const string Predicted = "predicted.h5ad";

    private const int LeastGenes = 3, Bins = 10;

    /// <summary>Carries a task out.</summary>
    /// <param name="task">What is asked.</param>
    /// <param name="folder">Where cells that a model predicts are written.</param>
    /// <param name="stop">Ends it.</param>
    /// <returns>Shifts, and programmes that were left out since the panel has too few of their genes.</returns>
    /// <exception cref="DesignException">Nothing can be told of these cells and programmes.</exception>
    public static (IReadOnlyList<ProgrammeShift> Shifts, IReadOnlyList<string> LeftOut) Of(ShiftTask task, string folder, CancellationToken stop = default)
    {
        ArgumentNullException.ThrowIfNull(task);
        var (cells, column, control) = (task.Cells, task.Column, task.Control);
        if (task.Model is { } model)
        {
            Directory.CreateDirectory(folder);
            (cells, column) = (Path.Combine(folder, Predicted), column.Length > 0 ? column : "perturbation");
            var trained = ModelFile.Load(model);
            using var prediction = new Prediction(trained, new() { Cells = task.Cells, Perturbations = task.Candidates, Column = task.Column, Control = task.Column.Length > 0 ? control : null, Context = task.Context, Where = task.Where, Layer = task.Layer });
            prediction.Write(cells, cancellation: stop);
            control = task.Column.Length > 0 ? control : trained.Description.Control;
        }

        using var source = CellSource.Open(new() { File = cells, Layer = task.Model is null ? task.Layer : null, Perturbation = column, Control = control, Context = task.Context, Where = task.Model is null ? task.Where : null, LeastCells = 1 });
        source.Choose([.. Enumerable.Range(0, source.Cells)]);
        var sets = Sets(task);
        string[] genes = [.. source.Genes], given = [.. source.Perturbations.Where(p => p != control).Distinct().Order(StringComparer.Ordinal)], candidates = task.Candidates.Count > 0 ? [.. task.Candidates] : given;
        foreach (var candidate in candidates)
            if (!given.Contains(candidate)) throw new DesignException($"{cells}: no cell was given '{candidate}'.{(Biology.Names.NearestName.To(candidate, given) is { } near ? $" Did you mean '{near}'?" : "")}");
        var place = genes.Select((g, i) => (g, i)).ToDictionary(g => g.g, g => g.i, StringComparer.Ordinal);
        var members = sets.Select(s => (s.Name, Genes: s.Genes.Where(place.ContainsKey).Select(g => place[g]).ToArray())).ToArray();
        var kept = members.Where(m => m.Genes.Length >= LeastGenes).ToArray();
        if (kept.Length == 0) throw new DesignException($"{task.Programmes}: of {sets.Count} programmes none has {LeastGenes} genes among the {genes.Length} of {cells}. Check that both name genes alike, by symbols.");

        var found = new List<ProgrammeShift>();
        foreach (var context in source.Contexts.Distinct().Order(StringComparer.Ordinal))
        {
            double[][] Rows(string of) => Unpacked(source.Rows([.. Enumerable.Range(0, source.Cells).Where(i => source.Perturbations[i] == of && source.Contexts[i] == context)]), genes.Length);
            var before = Rows(control);
            foreach (var candidate in candidates)
            {
                stop.ThrowIfCancellationRequested();
                var after = Rows(candidate);
                if (before.Length > 1 && after.Length > 1) found.AddRange(Of(candidate, context, before, after, kept, task.Draws, task.Seed));
            }
        }

        if (found.Count == 0) throw new DesignException($"{cells}: no context has both cells with and without a candidate. Check 'context', 'perturbation' and 'control'.");
        var q = MultipleTesting.BenjaminiHochberg([.. found.Select(f => f.P)]);
        return ([.. found.Select((f, i) => f with { Q = q[i] })], [.. members.Where(m => m.Genes.Length < LeastGenes).Select(m => m.Name)]);
    }

    /// <summary>Shifts of programmes between two groups of cells.</summary>
    /// <param name="candidate">What was done to the second.</param>
    /// <param name="context">What both are.</param>
    /// <param name="before">Untreated; shape [cells][genes].</param>
    /// <param name="after">Treated; shape [cells][genes].</param>
    /// <param name="programmes">Names, and places of their genes.</param>
    /// <param name="draws">Random sets, and resamples of cells.</param>
    /// <param name="seed">Seed of these.</param>
    /// <returns>One for each programme; <see cref="ProgrammeShift.Q"/> is not set.</returns>
    public static IReadOnlyList<ProgrammeShift> Of(string candidate, string context, IReadOnlyList<double[]> before, IReadOnlyList<double[]> after, IReadOnlyList<(string Name, int[] Genes)> programmes, int draws, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(programmes);
        var genes = before[0].Length;
        double[] level = [.. Enumerable.Range(0, genes).Select(g => before.Average(c => c[g]))], change = [.. level.Select((l, g) => after.Average(c => c[g]) - l)];
        // Genes of one bin are as strongly expressed, and so change by chance as much.
        int[] order = [.. Enumerable.Range(0, genes).OrderBy(g => level[g]).ThenBy(g => g)];
        var bins = Math.Min(Bins, Math.Max(1, genes / 20));
        var bin = new int[genes];
        for (var rank = 0; rank < genes; rank++) bin[order[rank]] = rank * bins / genes;
        int[][] inBin = [.. Enumerable.Range(0, bins).Select(b => order.Where(g => bin[g] == b).ToArray())];
        var shifts = new ProgrammeShift[programmes.Count];
        Parallel.For(0, shifts.Length, s =>
        {
            var (name, members) = programmes[s];
            var shift = members.Average(g => change[g]);
            var (extreme, centre) = (0, members.Average(g => inBin[bin[g]].Average(other => change[other])));
            for (var d = 0; d < draws; d++)
            {
                double sum = 0;
                for (var i = 0; i < members.Length; i++)
                {
                    var pool = inBin[bin[members[i]]];
                    sum += change[pool[Below(pool.Length, (ulong)d, ((ulong)s << 32) | (uint)i, seed)]];
                }

                if (Math.Abs(sum / members.Length - centre) >= Math.Abs(shift - centre)) extreme++;
            }

            shifts[s] = new(candidate, context, name, members.Length, Resampled(shift, [.. before.Select(c => members.Average(g => c[g]))], [.. after.Select(c => members.Average(g => c[g]))], draws, seed), (extreme + 1.0) / (draws + 1.0), double.NaN);
        });
        return shifts;
    }

    private static Interval Resampled(double shift, double[] before, double[] after, int draws, ulong seed)
    {
        var shifts = new double[Math.Min(draws, 500)];
        for (var d = 0; d < shifts.Length; d++)
        {
            double first = 0, second = 0;
            for (var i = 0; i < before.Length; i++) first += before[Below(before.Length, (ulong)d, (ulong)i, seed + 1)];
            for (var i = 0; i < after.Length; i++) second += after[Below(after.Length, (ulong)d, (ulong)i, seed + 2)];
            shifts[d] = second / after.Length - first / before.Length;
        }

        return new(shift, OrderStatistics.Quantile(shifts, 0.025), OrderStatistics.Quantile(shifts, 0.975));
    }

    private static int Below(int count, ulong high, ulong low, ulong seed) => (int)Math.BigMul(Philox.Encrypt(new(high, low), seed).High, (ulong)count, out _);

    private static IReadOnlyList<GeneSet> Sets(ShiftTask task)
    {
        IReadOnlyList<GeneSet> sets;
        try
        {
            sets = GeneSet.ParseGmt(File.ReadAllText(task.Programmes), task.Programmes);
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException or DataFileException)
        {
            throw new DesignException($"{task.Programmes}: {unread.Message} Name a .gmt file under 'shifts.programmes'.", unread);
        }

        foreach (var name in task.Named)
            if (sets.All(s => s.Name != name)) throw new DesignException($"{task.Programmes}: there is no programme '{name}'.{(Biology.Names.NearestName.To(name, sets.Select(s => s.Name)) is { } near ? $" Did you mean '{near}'?" : "")}");
        return task.Named.Count > 0 ? [.. sets.Where(s => task.Named.Contains(s.Name))] : sets;
    }

    private static double[][] Unpacked(float[] rows, int genes) => [.. Enumerable.Range(0, rows.Length / genes).Select(i => rows.AsSpan(i * genes, genes).ToArray().Select(v => (double)v).ToArray())];
}

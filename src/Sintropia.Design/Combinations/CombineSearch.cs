using Sintropia.Evaluation.Assays;

namespace Sintropia.Design.Combinations;

/// <summary>Reads what a task of combinations names.</summary>
public static class CombineSearch
{
    /// <summary>The matrices of a task's table whose single drugs are measured, and what the first drug of each is aimed at.</summary>
    /// <param name="task">The task.</param>
    /// <returns>Matrices, targets (empty where the table has none), and how many matrices were left out since their single drugs or baseline are missing.</returns>
    /// <exception cref="DesignException">The table cannot be read, or holds no such matrix.</exception>
    public static (IReadOnlyList<MeasuredPairs> Matrices, IReadOnlyList<string> Targets, int LeftOut) Read(CombineTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        try
        {
            var table = AssayTable.Read(task.Table ?? throw new ArgumentException("The task screens cultures and names no table.", nameof(task)));
            var all = CombinationMatrix.Of(table, task.Columns);
            var pairs = new MeasuredPairs?[all.Count];
            Parallel.For(0, pairs.Length, i => pairs[i] = MeasuredPairs.Of(all[i], task.Baseline));
            MeasuredPairs[] found = [.. pairs.OfType<MeasuredPairs>()];
            if (found.Length == 0) throw new DesignException($"{task.Table}: no matrix has both drugs measured alone and a baseline, which is where a search begins. Add rows with one dose 0, or choose another 'baseline'.");
            var targets = task.Target is { } column && task.Columns.DrugA is { } name ? Targets(table.Texts(name, "columns.drug_a"), table.Texts(column, "columns.target")) : [];
            return (found, [.. found.Select(m => targets.GetValueOrDefault(m.Matrix.DrugA, ""))], all.Count - found.Length);
        }
        catch (AssayTableException unusable)
        {
            throw new DesignException(unusable.Message, unusable);
        }
    }

    private static Dictionary<string, string> Targets(string[] drugs, string[] targets)
    {
        var found = new Dictionary<string, string>();
        for (var i = 0; i < drugs.Length; i++) found.TryAdd(drugs[i], targets[i]);
        return found;
    }
}

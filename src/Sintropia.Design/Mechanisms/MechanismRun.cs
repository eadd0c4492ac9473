using Sintropia.Data.Genes;
using Sintropia.Design.Targets;
using Sintropia.Evaluation.Statistics;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Mechanisms;

/// <summary>Carries a task out: the change between treated cells and controls, sets of genes, maps of the model beside known regulons, pathways taken away.</summary>
public sealed class MechanismRun
{
    private readonly MechanismTask _task;
    private readonly List<string> _notes = [];

    /// <summary>A run.</summary>
    public MechanismRun(MechanismTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        _task = task;
    }

    /// <summary>The result.</summary>
    /// <exception cref="DesignException">States, sets or model cannot be used.</exception>
    /// <exception cref="Training.TrainingException">The data cannot be used.</exception>
    public MechanismResult Carry()
    {
        var trained = _task.Model is { } path ? ModelFile.Load(path) : null;
        if (trained is not null && trained.Description.Kind != _task.Data.Kind)
            throw new DesignException($"{trained.Description.Name} was trained on perturbations of the kind '{DataOptions.Word(trained.Description.Kind)}', and the task is about '{DataOptions.Word(_task.Data.Kind)}'. Its card knows nothing of them. Use a model of that kind, or correct 'data.kind'.");
        using var source = CellSource.Open(trained is null ? _task.Data : _task.Data with { Depth = trained.Description.Depth ?? _task.Data.Depth, VariableGenes = null });
        string[] contexts = [.. source.Contexts.Distinct().Order(StringComparer.Ordinal)];
        var context = _task.Context ?? (contexts.Length == 1 ? contexts[0] : throw new DesignException($"The data are of {contexts.Length} contexts, and a mechanism is of one. Add 'context: {contexts[0]}'."));
        source.Choose([.. Enumerable.Range(0, source.Cells)], trained?.Description.Genes);
        foreach (var note in source.Notes) _notes.Add(note);
        CellGroup control = Group(source, context, _task.Data.Control), treated = Group(source, context, _task.Perturbation);
        var (t, changed) = Changes(control, treated);
        var sets = Sets();
        var enrichment = new GeneSetEnrichment { Seed = _task.Seed, Fewest = _task.Fewest, Permutations = Math.Max(200, _task.Draws) };
        var found = enrichment.Of(source.Genes, t, changed, sets);
        _notes.Add($"{found.Count} of {sets.Count} gene sets have {_task.Fewest} genes or more in the panel of {source.Genes.Count}, which is the background.");

        var edges = Edges(source);
        string[] regulators = [.. source.Genes.Where(edges.Select(e => e.Regulator).ToHashSet(StringComparer.Ordinal).Contains)];
        var unperturbed = control.Values.AsSpan(0, Math.Min(control.Count, _task.MostCells) * source.Genes.Count).ToArray();
        List<GeneMap> maps = [];
        if (regulators.Length > 0) maps.Add(GeneMaps.Correlation(control, regulators));
        if (trained is not null && regulators.Length > 0) maps.AddRange(Maps(trained, regulators, unperturbed));
        List<EdgeScore> scores = [];
        foreach (var map in maps) if (map.Regulators.Any(r => source.Genes.Any(g => g != r && edges.Contains((r, g))))) scores.Add(new EdgeRecovery { Seed = _task.Seed, Draws = _task.Draws }.Of(map, edges));
        if (_task.Regulons is not null && scores.Count == 0) _notes.Add($"The regulons hold no edge between two genes of the panel of {source.Genes.Count} ({regulators.Length} of its genes regulate), so no map is compared with them.");

        var answering = trained is { Context.Length: > 0 } && context.Length == 0 ? trained.Context : context;
        var removed = trained is null ? [] : new PathwayRemoval { Seed = _task.Seed, Fewest = _task.Fewest }.Of(trained.Model, Treatment.Of(_task.Perturbation, _task.Data.Control, answering), unperturbed, sets);
        return new(_task, source.Genes, t, changed, found, enrichment.Null(source.Genes, t, changed, sets), maps, scores, removed, _notes);
    }

    private IEnumerable<GeneMap> Maps(TrainedModel model, string[] regulators, float[] cells)
    {
        if (GeneMaps.Reconstructs(model)) yield return GeneMaps.Gradients(model, regulators, cells);
        else if (EmbeddingSearch.Knows(model)) yield return GeneMaps.Gradients(model, regulators, cells, _task.Perturbation);
        if (AttentionMap.Knows(model)) yield return AttentionMap.Of(model, regulators, cells);
    }

    private (double[] Statistic, int[] Changed) Changes(CellGroup control, CellGroup treated)
    {
        var genes = control.Genes.Length;
        var tests = new TestResult[genes];
        Parallel.For(0, genes, g => tests[g] = TTest.Welch([.. Enumerable.Range(0, treated.Count).Select(c => (double)treated.Values[c * genes + g])], [.. Enumerable.Range(0, control.Count).Select(c => (double)control.Values[c * genes + g])]));
        var q = MultipleTesting.BenjaminiHochberg([.. tests.Select(x => double.IsFinite(x.PValue) ? x.PValue : 1)]);
        int[] changed = [.. Enumerable.Range(0, genes).Where(g => q[g] < _task.Rate)];
        _notes.Add($"{changed.Length} of {genes} genes changed under {_task.Perturbation} (Welch's t over {treated.Count} and {control.Count} cells, false discovery rate {FormattableString.Invariant($"{_task.Rate}")}).");
        return ([.. tests.Select(x => double.IsFinite(x.Statistic) ? x.Statistic : 0)], changed);
    }

    private IReadOnlyList<(string Name, IReadOnlyList<string> Genes)> Sets() => [.. _task.GeneSets.SelectMany(file =>
    {
        try
        {
            return GeneSet.ParseGmt(File.ReadAllText(file), file).Select(s => (s.Name, (IReadOnlyList<string>)s.Genes));
        }
        catch (Exception unread) when (unread is IOException or UnauthorizedAccessException)
        {
            throw new DesignException($"{file}: {unread.Message} Name a .gmt file of gene sets.", unread);
        }
    })];

    private HashSet<(string Regulator, string Target)> Edges(CellSource source)
    {
        if (_task.Regulons is not { } options) return [];
        var panel = source.Genes.ToHashSet(StringComparer.Ordinal);
        return [.. GeneEdges.Rows(options).Where(e => panel.Contains(e.From) && panel.Contains(e.To) && e.From != e.To).Select(e => (e.From, e.To))];
    }

    private static CellGroup Group(CellSource source, string context, string name)
    {
        int[] cells = [.. Enumerable.Range(0, source.Cells).Where(i => source.Contexts[i] == context && source.Perturbations[i] == name)];
        return cells.Length > 1 ? new(name, [.. source.Genes], source.Rows(cells)) : throw new DesignException($"{cells.Length} cells{(context.Length > 0 ? $" of {context}" : "")} were treated with '{name}', too few to compare.{(NearestName.To(name, source.Perturbations.Distinct()) is { } near && near != name ? $" Did you mean '{near}'?" : "")} Name a perturbation of the data.");
    }
}

using System.Diagnostics;
using Sintropia.Data;
using Sintropia.Design.Chance;
using Sintropia.Predictors.Baselines;
using Sintropia.Predictors.Responses;
using Sintropia.Predictors.Trained;
using Sintropia.Training;
using Sintropia.Training.Cells;
using Sintropia.Training.Configuration;

namespace Sintropia.Design.Targets;

/// <summary>Carries a task out: reads cells, learns a baseline or loads a model, screens candidates, ranks them, and searches through the model by gradients.</summary>
public sealed class TargetRun
{
    private readonly TargetTask _task;
    private readonly Drawing _draws;
    private readonly List<string> _notes = [];

    /// <summary>A run.</summary>
    public TargetRun(TargetTask task)
    {
        ArgumentNullException.ThrowIfNull(task);
        (_task, _draws) = (task, new(task.Seed));
    }

    /// <summary>How many threads; 0 for as many as there are processors. The result does not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>The result.</summary>
    /// <param name="done">Hears how many candidates of how many are answered.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="DesignException">States, signature, candidates or predictor cannot be used.</exception>
    /// <exception cref="TrainingException">The data cannot be used.</exception>
    public TargetResult Carry(Action<int, int>? done = null, CancellationToken cancellation = default)
    {
        var trained = _task.Model is { } path ? ModelFile.Load(path) : null;
        if (trained is not null && trained.Description.Kind != _task.Data.Kind)
            throw new DesignException($"{trained.Description.Name} was trained on perturbations of the kind '{DataOptions.Word(trained.Description.Kind)}', and the task is about '{DataOptions.Word(_task.Data.Kind)}'. Its card knows nothing of them. Use a model of that kind, or correct 'data.kind'.");
        var options = trained is null ? _task.Data : _task.Data with { Depth = trained.Description.Depth ?? _task.Data.Depth, VariableGenes = null };
        using var source = CellSource.Open(options);
        var context = Context(source);
        var control = _task.Data.Control;
        int[] all = [.. Enumerable.Range(0, source.Cells).Where(i => source.Contexts[i] == context)];
        var (asking, hidden) = Asking(source, all);
        var kept = _task.To.Perturbation == control ? [] : asking.ToHashSet(); // controls may ask and be learned from: they are no candidate
        int[] learned = [.. Enumerable.Range(0, source.Cells).Where(i => !kept.Contains(i) && !Treatment.Parts(source.Perturbations[i], control).Any(hidden.Contains) && !hidden.Contains(source.Perturbations[i]))];
        source.Choose(learned, trained?.Description.Genes);
        foreach (var note in source.Notes) _notes.Add(note);

        var table = EffectTable.Of(source.Genes, control, source.Rows(learned), [.. learned.Select(i => source.Perturbations[i])], [.. learned.Select(i => source.Contexts[i])]);
        var model = trained?.Model ?? Baseline(table, source);
        var candidates = Candidates(trained, source, table, asking, context);
        var query = Query(source, all, asking, candidates, options);
        int[] controls = [.. learned.Where(i => source.Contexts[i] == context && source.Perturbations[i] == control).OrderBy(i => _draws.Bits(Drawing.Use.Cells, 0, i)).Take(_task.MostCells)];
        var unperturbed = source.Rows(controls);
        var answering = trained is { Context.Length: > 0 } && context.Length == 0 ? trained.Context : context;
        var watch = Stopwatch.StartNew();
        var effects = CandidateEffects.Predict(model, candidates, control, answering, unperturbed, Threads, n => done?.Invoke(n, candidates.Length), cancellation);
        watch.Stop();

        var shared = table.Perturbations.IsEmpty ? null : table.MeanEffect();
        var search = new TargetSearch { Seed = _task.Seed, Draws = _task.Draws, Nulls = _task.Draws, Threads = Threads };
        List<TargetRanking> rankings = [.. _task.Measures.Select(m => (search with { Measure = m }).Rank(model.Name, query, effects, shared, c => Distance(trained, table, c, control, answering)))];
        if (trained is not null && !table.Perturbations.IsEmpty)
        {
            var beside = new Additive(table, MissingSingle.MeanEffect);
            var others = CandidateEffects.Predict(beside, candidates, control, context, unperturbed, Threads, cancellation: cancellation);
            rankings.Add((search with { Measure = _task.Measures[0] }).Rank(beside.Name, query, others, shared, c => Distance(null, table, c, control, context)));
        }

        var embedding = trained is not null && _task.Gradient && EmbeddingSearch.Knows(trained) ? new EmbeddingSearch().Find(trained, query, candidates, trained.Description.Trained.Count > 0 ? trained.Description.Trained : trained.Description.Perturbations, unperturbed) : null;
        return new(_task, rankings, embedding, effects.Refused, _notes, query.Places.Count, controls.Length, watch.Elapsed.TotalSeconds);
    }

    private string Context(CellSource source)
    {
        string[] contexts = [.. source.Contexts.Distinct().Order(StringComparer.Ordinal)];
        if (_task.Context is { } named) return contexts.Contains(named) ? named : throw new DesignException($"The data have no context '{named}'.{(NearestName.To(named, contexts) is { } near ? $" Did you mean '{near}'?" : "")} They have {string.Join(", ", contexts)}.");
        return contexts.Length == 1 ? contexts[0] : throw new DesignException($"The data are of {contexts.Length} contexts, and a target is sought in one. Add 'context: {contexts[0]}'.");
    }

    // Cells of the wanted state that are named by what was done to them, and what nothing may be learned from.
    private (int[] Asking, HashSet<string> Hidden) Asking(CellSource source, int[] all)
    {
        var hidden = _task.Hide.ToHashSet(StringComparer.Ordinal);
        foreach (var name in hidden) CheckKnown(source, name, "hide");
        if (_task.To.Perturbation is not { } wanted) return ([], hidden);
        CheckKnown(source, wanted, "to");
        int[] cells = [.. all.Where(i => source.Perturbations[i] == wanted).OrderBy(i => _draws.Bits(Drawing.Use.Half, 0, i))];
        if (cells.Length == 0) throw new DesignException($"No cell of the context was treated with '{wanted}'. Name another state, or another context.");
        int[] asked = cells[..Math.Max(1, (int)Math.Round(_task.To.Share * cells.Length))];
        if (asked.Length < cells.Length) _notes.Add($"{asked.Length} of the {cells.Length} cells of {wanted} ask; the others may be learned from.");
        return (asked, hidden);
    }

    private void CheckKnown(CellSource source, string name, string key)
    {
        if (source.Perturbations.Contains(name) || source.Perturbations.Any(p => Treatment.Parts(p, _task.Data.Control).Contains(name))) return;
        throw new DesignException($"'{key}' names '{name}', which was done to no cell of {Path.GetFileName(_task.Data.File)}.{(NearestName.To(name, source.Perturbations.Distinct()) is { } near ? $" Did you mean '{near}'?" : "")} Check the name, and 'least_cells' if it has few.");
    }

    private Baseline Baseline(EffectTable table, CellSource source) => _task.Baseline switch
    {
        "perturbation-mean" => new PerturbationMean(table),
        "nearest-neighbours" => new NearestNeighbours(table, PerturbationFeatures.Of(_task.Knowledge, TrainingCells.Parts([.. source.Perturbations, .. _task.Candidates.Where(c => c is not TargetTask.Known and not TargetTask.Pairs)], _task.Data.Control))!),
        "mean-delta" => new MeanDelta(table),
        "no-change" => new NoChange(table),
        _ => new Additive(table),
    };

    private string[] Candidates(TrainedModel? trained, CellSource source, EffectTable table, int[] asking, string context)
    {
        var control = _task.Data.Control;
        string[] named = [.. _task.Candidates.Where(c => c is not TargetTask.Known and not TargetTask.Pairs)];
        string[] measured = [.. source.Perturbations.Where(p => p != control).Distinct()];
        string[] known = trained is null ? measured : [.. trained.Description.Perturbations.Concat(measured.Where(m => trained.Model.Objection(Treatment.Of(m, control, context)) is null)).Where(p => p != control)];
        List<string> all = [.. named];
        if (_task.Candidates.Contains(TargetTask.Known) || _task.Candidates.Contains(TargetTask.Pairs)) all.AddRange(known);
        if (_task.Candidates.Contains(TargetTask.Pairs))
        {
            var parts = TrainingCells.Parts(known, control);
            all.AddRange(parts);
            for (var i = 0; i < parts.Count; i++)
                for (var j = i + 1; j < parts.Count; j++) all.Add($"{parts[i]}+{parts[j]}");
        }

        // One name for what is done together, whatever the order of its parts: the data's, where they have it.
        string[] candidates = [.. all.GroupBy(c => string.Join('+', Treatment.Parts(c, control).Order(StringComparer.Ordinal))).Select(g => g.First()).Order(StringComparer.Ordinal)];
        if (candidates.Length == 0) throw new DesignException("There is no candidate to rank: neither data nor predictor name a perturbation. Name some with 'candidates'.");
        if (asking.Length > 0 && trained is null && table.EffectOf(Treatment.Parts(_task.To.Perturbation!, control)) is null) _notes.Add($"{_task.To.Perturbation} had no part in what {_task.Baseline} learned from.");
        return candidates;
    }

    private TargetQuery Query(CellSource source, int[] all, int[] asking, string[] candidates, DataOptions options)
    {
        if (_task.To.Signature is { } file)
        {
            var signed = TargetQuery.OfSignature(source.Genes, SignatureFile.Read(file), out var missing);
            if (missing.Count > 0) _notes.Add($"{missing.Count} genes of the signature are not in the panel and were left out: {string.Join(", ", missing.Take(10))}{(missing.Count > 10 ? ", …" : "")}.");
            return _task.Reverse ? signed.Reversed() : signed;
        }

        var leftOut = _task.LeaveOutTargets ? TrainingCells.Parts(candidates, _task.Data.Control).ToHashSet(StringComparer.Ordinal) : null;
        var from = _task.From is { Where: not null } a ? Conditioned(a, source, options, "from") : Group(source, [.. all.Where(i => source.Perturbations[i] == (_task.From?.Perturbation ?? _task.Data.Control))], _task.From?.Perturbation ?? _task.Data.Control);
        var to = _task.To.Where is not null ? Conditioned(_task.To, source, options, "to") : Group(source, [.. asking.Order()], _task.To.Perturbation!);
        var query = TargetQuery.OfCells(from, to, leftOut);
        return _task.Reverse ? query.Reversed() : query;
    }

    private CellGroup Conditioned(StateOptions state, CellSource source, DataOptions options, string key)
    {
        try
        {
            using var cells = CellSource.Open(options with { File = state.File ?? options.File, Perturbation = "", Context = null, Where = state.Where });
            cells.Choose([], source.Genes);
            return Group(cells, [.. Enumerable.Range(0, cells.Cells)], $"{key}: {state.Where}");
        }
        catch (TrainingException unusable)
        {
            throw new DesignException($"'{key}': {unusable.Message}", unusable);
        }
    }

    private static CellGroup Group(CellSource source, int[] cells, string name) => cells.Length > 0 ? new(name, [.. source.Genes], source.Rows(cells)) : throw new DesignException($"The state '{name}' has no cells. Name cells that are in the file.");

    private static string Distance(TrainedModel? trained, EffectTable table, string candidate, string control, string context)
    {
        if (trained is not null) return TrainingDistance.Of(trained, Treatment.Of(candidate, control, context)).Words;
        string[] parts = [.. Treatment.Parts(candidate, control)];
        if (table.EffectOf(parts) is not null) return "measured";
        var seen = parts.Count(p => table.Perturbations.Any(t => Treatment.Parts(t, control).Contains(p)));
        return seen == parts.Length ? "a combination of what was measured" : seen == 0 ? "never measured" : $"{seen} of {parts.Length} measured";
    }
}

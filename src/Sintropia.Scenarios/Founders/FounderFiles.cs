using System.Globalization;
using System.Security.Cryptography;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Names;
using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Delimited;
using Sintropia.Data.Genes;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Data.Scores;
using Sintropia.Data.Tables;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Founders;

/// <summary>Takes founders from files of measured cells.</summary>
/// <param name="reading">Where problems go.</param>
/// <param name="options">Where files may lie.</param>
internal sealed class FounderFiles(ScenarioReading reading, ScenarioOptions options)
{
    private const int UsualVariable = 2000, FewestScored = 5, FewestOfAPhase = 20;

    /// <summary>The founders of all populations that ask for measured cells; null if something was reported.</summary>
    /// <param name="requests">Who asks, in the order of the scenario.</param>
    /// <param name="expression">The section of expression.</param>
    /// <param name="panel">In which genes.</param>
    public FounderSet? Read(IReadOnlyList<FounderRequest> requests, Section expression, FounderPanel panel)
    {
        var drafts = requests.Select(Draft).ToArray();
        if (drafts.Any(d => d is null)) return null;
        return Choose(drafts!, expression, panel) is { } genes ? new(genes, [.. drafts.Select(d => Founders(d!, genes, panel))]) : null;
    }

    private MeasuredDraft? Draft(FounderRequest request)
    {
        var section = request.Section;
        if (section.Text("from") is not { } name) return null;
        var found = SafePath.TryFind(options.Folder ?? ".", name, options.AllowOutside, out var path, out var problem);
        if (found ? !CellFile.IsAnnData(path) && DelimitedFile.Is(path) : problem == SafePath.IsFolder(name)) (found, problem) = (false, $"Founders are taken from .h5ad files, and '{name}' is {(found ? "a table" : "a folder")}. Make one of it: sintropia convert {name} {Converted(name)}");
        if (!found)
        {
            section.Wrong("from", problem);
            return null;
        }

        try
        {
            using var file = AnnDataFile.Open(path);
            var obs = file.Obs.Read();
            if (Rows(section, obs) is not { } rows || Layer(section, file) is not (true, var layer)) return null;
            var matrix = file.Matrix(layer).ReadRows(rows);
            var values = CountsCheck.Of(matrix);
            if (values.Kind is not (ValueKind.Counts or ValueKind.Normalised or ValueKind.LogNormalised))
            {
                section.Wrong(layer is null ? "from" : "layer", $"{(layer is null ? "X" : $"The layer '{layer}'")} of '{name}' holds neither counts nor log-normalised values: {values.Why.TrimEnd('.')}. Name the layer that holds counts with 'layer'{Layers(file)}");
                return null;
            }

            var known = true;
            var sizes = section.Text("sizes") is { } column ? Sizes(section, column, obs.SelectRows(rows), values.Kind, out known) : null;
            if (!known || Symbols(section, file) is not { } names) return null;
            if (names.Distinct(StringComparer.Ordinal).Count() < names.Length) names = GenePanel.MadeUnique(names);
            using var stream = File.OpenRead(path);
            return new(request, name, Convert.ToHexStringLower(SHA256.HashData(stream)), obs.SelectRows(rows), new(names), matrix, values, sizes, obs.Rows);
        }
        catch (Exception error) when (error is IOException or DataFileException or UnauthorizedAccessException or OverflowException)
        {
            section.Wrong("from", error.Message);
            return null;
        }
    }

    /// <summary>What a file of cells is called as .h5ad: data/counts.csv.gz becomes data/counts.h5ad.</summary>
    private static string Converted(string name)
    {
        var bare = name.TrimEnd('/', '\\');
        if (bare.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)) bare = bare[..^3];
        return Path.ChangeExtension(bare, ".h5ad");
    }

    /// <summary>How many molecules each chosen cell has over all its genes, where the file holds some of these.</summary>
    private static double[]? Sizes(Section section, string name, Table chosen, ValueKind kind, out bool known)
    {
        known = false;
        if (kind != ValueKind.Counts) section.Wrong("sizes", $"'{section.Text("from")}' holds no counts there, and sizes are for counts. Leave 'sizes' out, or name the layer of counts with 'layer'");
        else if (chosen.Find(name) is not { } column) section.Wrong("sizes", $"'{section.Text("from")}' has no column '{name}' in its obs; it has {string.Join(", ", chosen.Columns.Select(c => c.Name))}", NearestName.To(name, chosen.Columns.Select(c => c.Name)));
        else if (column is not (NumberColumn or IntegerColumn)) section.Wrong("sizes", $"The column '{name}' holds {column.Kind}, and sizes of cells are numbers");
        else
        {
            double[] sizes = [.. Enumerable.Range(0, chosen.Rows).Select(row => column.Text(row) is null ? double.NaN : column is NumberColumn numbers ? numbers.Values[row] : ((IntegerColumn)column).Values[row])];
            if (Array.FindIndex(sizes, s => !(s > 0 && double.IsFinite(s))) is >= 0 and var odd) section.Wrong("sizes", string.Create(CultureInfo.InvariantCulture, $"The cell '{chosen.Names[odd]}' has the size {sizes[odd]} in column '{name}', which no cell has. Leave such cells out with 'where'"));
            else known = true;
            return sizes;
        }

        return null;
    }

    private static string[]? Symbols(Section section, AnnDataFile file)
    {
        if (section.Text("symbols") is not { } name) return file.Var.ReadNames();
        if (file.Var.Has(name))
        {
            var column = file.Var.Read(name);
            return [.. file.Var.ReadNames().Select((row, i) => column.Text(i) is { Length: > 0 } symbol ? symbol : row)]; // what has no symbol keeps its name
        }

        section.Wrong("symbols", $"'{section.Text("from")}' has no column '{name}' in its var; {(file.Var.ColumnNames.Count == 0 ? "it has none" : $"it has {string.Join(", ", file.Var.ColumnNames)}")}", NearestName.To(name, file.Var.ColumnNames));
        return null;
    }

    private static int[]? Rows(Section section, Table obs)
    {
        try
        {
            if (section.Text("where") is not { } text) return obs.Rows > 0 ? [.. Enumerable.Range(0, obs.Rows)] : Nothing("from", "The file holds no cells");
            var rows = Where.Parse(text).Rows(obs);
            return rows.Length > 0 ? rows : Nothing("where", $"'{text}' selects none of the {obs.Rows} cells");
        }
        catch (WhereException error)
        {
            section.Wrong("where", error.Message);
            return null;
        }

        int[]? Nothing(string key, string what)
        {
            section.Wrong(key, $"{what}. `sintropia inspect` shows which columns and values there are");
            return null;
        }
    }

    private static (bool Sound, string? Layer)? Layer(Section section, AnnDataFile file)
    {
        if (section.Text("layer") is not { } layer)
        {
            if (file.X is not null) return (true, null);
            section.Wrong("from", $"'{section.Text("from")}' has no X. Name a layer with 'layer'{Layers(file)}");
            return null;
        }

        if (file.Layers.ContainsKey(layer)) return (true, layer);
        section.Wrong("layer", $"There is no layer '{layer}'{Layers(file)}", NearestName.To(layer, file.Layers.Keys));
        return null;
    }

    private static string Layers(AnnDataFile file) => file.Layers.Count == 0 ? "; the file has none" : $"; the file has {string.Join(", ", file.Layers.Keys)}";

    /// <summary>The panel; null if something was reported.</summary>
    private IReadOnlyList<string>? Choose(MeasuredDraft[] drafts, Section expression, FounderPanel panel)
    {
        if (panel.Genes is { } wanted)
        {
            var sound = true;
            foreach (var draft in drafts)
            {
                var missing = wanted.Where(g => GeneAliases.Shipped.In(draft.Panel, g) is null).ToArray();
                if (missing.Length == 0) continue;
                sound = false;
                expression.Wrong("genes", $"'{draft.Name}' has no {string.Join(", ", missing.Take(5))}{(missing.Length > 5 ? $" and {missing.Length - 5} more of these genes" : "")}. Name genes that all files of founders have", draft.Panel.Nearest(missing[0]));
            }

            if (wanted.Distinct().Count() < wanted.Count) expression.Wrong("genes", $"'{wanted.GroupBy(g => g).First(g => g.Count() > 1).Key}' stands here twice. Name each gene once");
            return sound && wanted.Distinct().Count() == wanted.Count ? wanted : null;
        }

        var common = drafts[0].Panel.Names.Where(g => drafts.All(d => d.Panel.Contains(g))).ToArray();
        if (common.Length == 0)
        {
            expression.Wrong($"The files {string.Join(", ", drafts.Select(d => d.Name).Distinct())} have no gene in common, so no state can be made of them. Use files whose genes are named alike");
            return null;
        }

        var most = panel.Variable ?? (common.Length > ExpressionPlan.MostDimensions ? UsualVariable : common.Length);
        if (most >= common.Length) return common;
        var stacked = Stack([.. drafts.Select(d => new GenePanel(common).AlignFrom(d.Panel).Apply(Logarithms(d, panel)))]);
        var variability = VariableGenes.Find(stacked, new() { Top = most });
        // Where genes are alike more are chosen than were asked for, and where dispersions are unknown fewer: then the order of the file decides.
        var chosen = variability.Chosen.Take(most).ToHashSet();
        for (var gene = 0; chosen.Count < most; gene++) chosen.Add(gene);
        return [.. chosen.Order().Select(g => common[g])];
    }

    private static CellMatrix Stack(CellMatrix[] parts)
    {
        if (parts.Length == 1) return parts[0];
        var width = parts[0].Columns;
        var all = new float[checked(parts.Sum(p => p.Rows) * width)];
        var at = 0;
        foreach (var part in parts)
            for (var row = 0; row < part.Rows; row++, at += width) part.CopyRow(row, all.AsSpan(at, width));
        return new DenseMatrix(all.Length / width, width, all);
    }

    private FounderPopulation Founders(MeasuredDraft draft, IReadOnlyList<string> genes, FounderPanel panel)
    {
        var logs = Logarithms(draft, panel);
        var states = new float[checked(logs.Rows * genes.Count)];
        var aligned = new GenePanel(genes).AlignFrom(draft.Panel, GeneAliases.Shipped).Apply(logs);
        for (var row = 0; row < logs.Rows; row++) aligned.CopyRow(row, states.AsSpan(row * genes.Count, genes.Count));
        if (panel.TrainedSizes is { } trained && draft.Values.Kind == ValueKind.Counts && draft.Sizes is null)
            reading.Warn(draft.Request.Section.At("from"), $"The model was trained on cells that were brought to one depth by the column '{trained}', and the founders of '{draft.Name}' are by the sum of the genes in the file. They are another kind of cells to the model. Name the column with 'sizes'");
        var notes = new List<string> { $"{draft.Obs.Rows} of {draft.All} cells of {draft.Name}, {genes.Count} of {draft.Panel.Count} genes; {Made(draft, panel)}." };
        var stages = Stages(draft, logs, notes);
        return new(draft.Name, draft.Sha256, new(genes.Count, states, stages, draft.Obs.Names), notes);
    }

    private static string Made(MeasuredDraft draft, FounderPanel panel) => draft.Values.Kind switch
    {
        ValueKind.Counts => string.Create(CultureInfo.InvariantCulture, $"counts were brought to {panel.Depth} per cell{(draft.Sizes is null ? "" : $" by the sizes in column '{draft.Request.Section.Text("sizes")}'")} and their logarithm taken"),
        ValueKind.Normalised => "the logarithm of normalised values was taken",
        _ => "log-normalised values were taken as they are",
    };

    private static CellMatrix Logarithms(MeasuredDraft draft, FounderPanel panel) => draft.Values.Kind switch
    {
        ValueKind.Counts => LogTransform.Log1p(LibrarySizes.Normalise(draft.Matrix, new() { Target = panel.Depth, Sizes = draft.Sizes }).Matrix),
        ValueKind.Normalised => LogTransform.Log1p(draft.Matrix),
        _ => draft.Matrix,
    };

    private PhaseSet[] Stages(MeasuredDraft draft, CellMatrix logs, List<string> notes)
    {
        if (draft.Request.Resting)
        {
            notes.Add("All rest in G0.");
            return [.. Enumerable.Repeat(PhaseSet.G0, logs.Rows)];
        }

        var stages = draft.Request.Section.Has("phase") ? Labelled(draft, notes) : Scored(draft, logs, notes);
        foreach (var few in stages.GroupBy(s => s).Where(g => g.Count() < FewestOfAPhase && stages.Length >= FewestOfAPhase))
            reading.Warn(draft.Request.Section.At("from"), $"Only {few.Count()} of the cells chosen from '{draft.Name}' are in {few.Key}, so the mean of that phase is uncertain. Choose more cells, or check their phases");
        return stages;
    }

    private static PhaseSet[] Labelled(MeasuredDraft draft, List<string> notes)
    {
        var section = draft.Request.Section;
        var name = section.Text("phase")!;
        if (draft.Obs.Find(name) is not { } column)
        {
            section.Wrong("phase", $"'{draft.Name}' has no column '{name}' in its obs; it has {string.Join(", ", draft.Obs.Columns.Select(c => c.Name))}", NearestName.To(name, draft.Obs.Columns.Select(c => c.Name)));
            return [.. Enumerable.Repeat(PhaseSet.Living, draft.Obs.Rows)];
        }

        var stages = new PhaseSet[draft.Obs.Rows];
        for (var row = 0; row < stages.Length; row++)
        {
            if (column.Text(row) is { } label && PhaseLabels.Of(label) is { } stage)
            {
                stages[row] = stage;
                continue;
            }

            var found = Enumerable.Range(0, stages.Length).Select(r => column.Text(r) ?? "nothing").Distinct().Take(10);
            section.Wrong("phase", $"The cell '{draft.Obs.Names[row]}' has {(column.Text(row) is { } other ? $"'{other}'" : "nothing")} in column '{name}', which is no phase. The column holds {string.Join(", ", found)}; phases are called {string.Join(", ", PhaseLabels.Words)}. Leave such cells out with 'where'");
            return [.. Enumerable.Repeat(PhaseSet.Living, draft.Obs.Rows)];
        }

        notes.Add($"Phases are those of column '{name}': {Counted(stages)}.");
        return stages;
    }

    private static PhaseSet[] Scored(MeasuredDraft draft, CellMatrix logs, List<string> notes)
    {
        var (s, late) = (CellCycleGenes.S.In(draft.Panel, GeneAliases.Shipped), CellCycleGenes.G2M.In(draft.Panel, GeneAliases.Shipped));
        if (s.Length < FewestScored || late.Length < FewestScored)
        {
            draft.Request.Section.Wrong("from", $"'{draft.Name}' has {s.Length} genes of S and {late.Length} of G2 and M of the lists that phases are scored by, and each needs {FewestScored}. Name the column of its var that holds symbols with 'symbols', name the column that says the phase with 'phase', or say 'cycling: false' for cells that rest");
            return [.. Enumerable.Repeat(PhaseSet.Living, draft.Obs.Rows)];
        }

        CellCycleScores scores;
        try
        {
            scores = PhaseScoring.Score(logs, draft.Panel, s: s, g2m: late);
        }
        catch (ArgumentException impossible)
        {
            draft.Request.Section.Wrong("from", $"Phases of the cells of '{draft.Name}' cannot be scored: {impossible.Message} Name the column that says the phase with 'phase'");
            return [.. Enumerable.Repeat(PhaseSet.Living, draft.Obs.Rows)];
        }

        var stages = scores.Phases.Select(p => p switch { CyclePhase.S => PhaseSet.S, CyclePhase.G2M => PhaseSet.G2 | PhaseSet.M, _ => PhaseSet.G0 | PhaseSet.G1 }).ToArray();
        notes.Add($"Phases were scored from {s.Length} genes of S and {late.Length} of G2 and M: {Counted(stages)}.");
        return stages;
    }

    private static string Counted(PhaseSet[] stages) => string.Join(", ", stages.GroupBy(s => s).OrderBy(g => g.Key).Select(g => $"{g.Count()} in {g.Key.ToString().Replace(", ", " or ", StringComparison.Ordinal)}"));
}

using System.Globalization;
using Sintropia.Biology.Interventions;
using Sintropia.Predictors.Trained;
using Sintropia.Scenarios.Experiments;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Founders;
using Sintropia.Scenarios.Presets;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Sections;

namespace Sintropia.Scenarios.Reading;

/// <summary>Reads one scenario from its text.</summary>
/// <param name="file">What to call it in messages.</param>
/// <param name="options">Where files may lie.</param>
/// <param name="branches">What to fork off one of its conditions; null for the scenario as it stands.</param>
internal sealed class ScenarioDocument(string file, ScenarioOptions options, ScenarioBranches? branches = null)
{
    private const double FarFounders = 3;

    private readonly ScenarioReading _reading = new(file, branches?.File);
    private readonly List<ScenarioCellType> _types = [];
    private readonly PresetFiles _presets = new(options);
    private readonly List<Agent> _agents = [];
    private readonly List<ScenarioCarried> _carried = [];
    private Body? _body;
    private ScenarioOrganism? _organism;
    private readonly List<(FounderRequest Request, int Tissue)> _requests = [];
    private readonly Dictionary<string, (IReadOnlyList<Effect> Loss, IReadOnlyList<Effect> Gain)> _genes = [];

    /// <summary>Reads the text.</summary>
    /// <exception cref="ScenarioException">Something is wrong.</exception>
    public Scenario Read(string text, string sha256)
    {
        var tree = YamlTree.Parse(text, file, _reading.Problems);
        var root = new Section(_reading, ScenarioFormat.Table("scenario"), branches?.Graft(tree, _reading) ?? tree, "", "");
        if (root.IsBroken) _reading.Stop();
        var tables = new LineageFiles(_reading, options);
        var cells = new CellTypeSection(tables);
        root.Base("format");
        ReadCellTypes(root, cells);
        var organism = root.Sub("organism", "organism");
        _body = new OrganismSection(_reading).Read(root, organism);
        ReadAgents(root);
        _organism = _body is null ? null : new(_body.Physiology, _body.Weight, OrganismSection.Functions(organism!), _carried) { Height = _body.Height };
        var tissues = ReadTissues(root, cells);
        var tick = root.In("tick", Units.Hour) ?? 0.5;
        var section = root.Sub("expression", "expression");
        var predictors = new PredictorFiles(options);
        var trained = section is null ? null : predictors.Read(section);
        if (section is not null && trained is null && !section.IsBroken && PredictorFiles.Names(section)) _reading.Stop(); // without its panel nothing else can be said
        var measured = ReadFounders(section, trained)?.Resolve([.. _requests.Select(r => r.Request.Type)]);
        var founders = measured?.Founders;
        if (founders is not null && trained is not null) CheckNearness(founders, trained);
        if (founders is not null) tissues = Founded(tissues, founders);
        var expression = section is null || _requests.Count > 0 && founders is null
            ? null
            : ExpressionSection.Read(section, [.. _types.Select(t => t.Name)], tick, measured, trained, _reading.Assumptions);
        var (conditions, places) = ReadConditions(root);
        AddGenes([.. conditions.SelectMany(c => c.Interventions)], trained is not null);
        var scenario = new Scenario
        {
            Name = root.Text("name")?.Trim() ?? Path.GetFileNameWithoutExtension(file),
            Description = root.Text("description")?.Trim() ?? "",
            Seed = Seed(root),
            Duration = root.In("duration", Units.Hour) ?? double.NaN,
            Tick = tick,
            RecordEvery = root.Every("record") ?? 1,
            Replicates = (int)(root.Base("replicates") ?? 1),
            KeepLineage = root.Choice("lineage") != "none",
            Limit = (long)(root.Base("limit") ?? 100_000_000),
            CellTypes = _types,
            Agents = _agents,
            Expression = expression,
            Founders = founders,
            SnapshotEvery = section?.Every("snapshot") ?? 0,
            SnapshotCells = (int)(section?.Base("sample") ?? Scenario.UsualSnapshot),
            Organism = _organism,
            Tissues = tissues,
            Conditions = conditions,
            Text = text,
            Sha256 = sha256,
            Sources = [.. tables.Sources, .. _presets.Sources, .. predictors.Sources],
        };
        if (root.Sub("sweep") is { } sweep)
        {
            if (sweep.Says("scenario")) sweep.Wrong("scenario", "This sweep stands in its scenario, which is the one that it is of. Leave the key out, or write the sweep to a file of its own");
            SweepSection.Read(sweep);
        }

        new ScenarioChecks(_reading, scenario, places).Check();
        branches?.Check(_reading, scenario, places);
        _reading.Stop();
        return scenario with { Assumptions = [.. _reading.Assumptions.Distinct()], Warnings = [.. _reading.Warnings.Distinct().OrderBy(w => w.Line)] };
    }

    private ulong Seed(Section root)
    {
        if (root.Text("seed") is not { } text) return 0;
        if (ulong.TryParse(text.Replace("_", ""), NumberStyles.None, CultureInfo.InvariantCulture, out var seed)) return seed;
        root.Wrong("seed", $"'{text}' is no seed. Write a whole number from 0 to {ulong.MaxValue}");
        return 0;
    }

    /// <summary>The cell type that another one starts from; null if that was reported.</summary>
    private static Section? Like(Section own, Dictionary<string, Section> read)
    {
        if (own.Says("preset"))
        {
            own.Wrong("like", "A cell type starts either from a preset or from another type of the scenario, not from both. Remove one; what it is like may have the preset");
            return null;
        }

        if (own.Name("like") is not { } name) return null;
        if (read.TryGetValue(name, out var model)) return model.Without("mutations", "hierarchy", "like", "description");
        own.Wrong("like", $"No cell type '{name}' stands above this one{(read.Count > 0 ? $"; there are {string.Join(", ", read.Keys)}" : "")}. Describe it first", NearestName.To(name, read.Keys));
        return null;
    }

    private void ReadCellTypes(Section root, CellTypeSection cells)
    {
        var read = new Dictionary<string, Section>();
        foreach (var (name, node, path) in root.Named("cell_types"))
        {
            if (_types.Count > ScenarioChecks.MostTypes) return; // which the checks report
            var own = new Section(_reading, ScenarioFormat.Table("cell_type"), node, path, name);
            var preset = Preset(own, PresetKind.CellType);
            if (own.IsBroken) continue;
            var defaults = PresetLibrary.Section(_reading, PresetKind.CellType, PresetLibrary.Defaults, name, null);
            var beneath = preset is null ? defaults : PresetFiles.IsFile(preset) ? _presets.Section(_reading, own, PresetKind.CellType, preset, name, defaults) : PresetLibrary.Section(_reading, PresetKind.CellType, preset, name, defaults);
            if (beneath is null) continue;
            if (own.Says("like"))
            {
                if (Like(own, read) is not { } model) continue;
                beneath = model;
            }

            var whole = read[name] = own.Over(beneath);
            _types.Add(cells.Read(whole, name, preset));
        }
    }

    private void ReadAgents(Section root)
    {
        var agents = new AgentSection(_reading);
        foreach (var (key, table, kind) in ((string, string, AgentKind)[])[("compounds", "compound", AgentKind.Compound), ("ligands", "ligand", AgentKind.Ligand), ("environment", "environment", AgentKind.Environment)])
            foreach (var (name, node, path) in root.Named(key))
            {
                if (_agents.Any(a => a.Name == name)) _reading.Wrong(path, $"'{name}' is described twice, as {_agents.First(a => a.Name == name).Kind.ToString().ToLowerInvariant()} and as {table}. Tables could not tell them apart; rename one");
                var own = new Section(_reading, ScenarioFormat.Table(table), node, path, name);
                var preset = kind == AgentKind.Compound ? Preset(own, PresetKind.Compound) : null;
                var beneath = preset is null ? null : PresetFiles.IsFile(preset) ? _presets.Section(_reading, own, PresetKind.Compound, preset, name, null) : PresetLibrary.Section(_reading, PresetKind.Compound, preset, name, null);
                if (preset is not null && beneath is null) continue;
                var section = beneath is null ? own : own.Over(beneath);
                if (own.IsBroken || agents.Read(section, name, kind) is not { } agent) continue;
                _agents.Add(agent);
                if (kind != AgentKind.Environment) ReadCirculation(own, section, agent);
            }

        foreach (var (name, node, path) in root.Named("genes"))
            _genes[name] = agents.Gene(new(_reading, ScenarioFormat.Table("gene"), node, path, name), name);
    }

    /// <summary>What the body does to an agent. A preset says so in case there is one.</summary>
    private void ReadCirculation(Section own, Section section, Agent agent)
    {
        if (_body is null)
        {
            if (own.Says("circulation") && !_reading.Says("organism")) own.Wrong("circulation", $"The scenario has no body that could carry {agent.Name}. Add 'organism: {{ body: reference-male }}', or remove 'circulation'");
            return;
        }

        if (section.Sub("circulation", agent.Name) is not { } circulation) return;
        foreach (var (has, key) in ((bool, string)[])[(agent.Uptake.Count > 0, "uptake"), (agent.Baseline > 0, "baseline")])
            if (has) section.Wrong(key, $"Blood carries {agent.Name}, so that its level follows what cells make and what organs clear, and '{key}' has no meaning. Remove it, or 'circulation'");
        if (new CirculationSection(_body).Read(circulation, agent.Name) is { } carried) _carried.Add(carried);
    }

    private string? Preset(Section section, PresetKind kind)
    {
        if (section.Text("preset") is not { } name) return null;
        var names = PresetLibrary.Names(kind);
        if (names.Contains(name) || (kind != PresetKind.Tissue && PresetFiles.IsFile(name))) return name;
        section.Wrong("preset", $"There is no preset '{name}'; there are {string.Join(", ", names)}", NearestName.To(name, names));
        return null;
    }

    private List<ScenarioTissue> ReadTissues(Section root, CellTypeSection cells)
    {
        var tissues = new List<ScenarioTissue>();
        foreach (var (name, node, path) in root.Named("tissues"))
        {
            var section = new Section(_reading, ScenarioFormat.Table("tissue"), node, path, name);
            if (section.IsBroken) continue;
            if (Preset(section, PresetKind.Tissue) is { } preset) section = Templated(section, preset, name, cells);
            tissues.Add(TissueSection.Read(section, name, (population, type) => Define(population, type, cells), request => _requests.Add((request, tissues.Count))));
        }

        return tissues;
    }

    /// <summary>A tissue over its template, whose cell types come with it where the scenario does not describe them itself.</summary>
    private Section Templated(Section own, string preset, string name, CellTypeSection cells)
    {
        var template = PresetLibrary.Section(_reading, PresetKind.Tissue, preset, name, null);
        foreach (var (type, node, _) in template.Named("cell_types"))
        {
            if (_types.Any(t => t.Name == type)) continue;
            var section = new Section(_reading, ScenarioFormat.Table("cell_type"), node, "", type);
            var defaults = PresetLibrary.Section(_reading, PresetKind.CellType, PresetLibrary.Defaults, type, null);
            _types.Add(cells.Read(section.Over(section.Text("preset") is { } beneath ? PresetLibrary.Section(_reading, PresetKind.CellType, beneath, type, defaults) : defaults), type, section.Text("preset")));
        }

        return template.Sub("tissue", name) is { } tissue ? own.Over(tissue) : own;
    }

    /// <summary>The measured cells that populations are founded on: from their files, or as an earlier reading of the scenario left them.</summary>
    private FounderSet? ReadFounders(Section? expression, TrainedModel? trained)
    {
        if (_requests.Count == 0) return null;
        if (expression is null)
        {
            _reading.Wrong(_requests[0].Request.Section.At("from"), "Founders are made of measured cells, and the scenario does not say how cells express. Add for example 'expression: { predictor: no-change }'");
            return null;
        }

        if (expression.IsBroken) return null;
        if (options.Founders is { } kept) return FounderArchive.Read(kept, _requests.Count);
        var variable = expression.Base("variable_genes");
        if (expression.Says("genes") && variable is not null) expression.Wrong("variable_genes", "Either 'genes' names the genes or 'variable_genes' says how many vary most, not both. Remove one");
        var genes = expression.Words("genes") ?? (variable is null ? trained?.Description.Genes : null);
        return new FounderFiles(_reading, options).Read([.. _requests.Select(r => r.Request)], expression, new(genes, (int?)variable, expression.Base("depth") ?? trained?.Description.Depth ?? FounderPanel.UsualDepth, trained?.Description.Sizes));
    }

    /// <summary>Says so where founders are other cells than those that a model was trained on.</summary>
    private void CheckNearness(FounderSet founders, TrainedModel trained)
    {
        if (!founders.Genes.SequenceEqual(trained.Description.Genes, StringComparer.Ordinal)) return; // which is reported
        for (var i = 0; i < founders.Populations.Count; i++)
        {
            var cells = founders.Populations[i].Cells;
            var distance = TrainingDistance.OfCells(trained, [.. Enumerable.Range(0, cells.Count).SelectMany(c => cells.State(c).ToArray())]);
            if (distance > FarFounders)
                _reading.Warn(_requests[i].Request.Section.At("from"), string.Create(CultureInfo.InvariantCulture, $"On average, the founders of '{founders.Populations[i].From}' are {distance:0.#} times as far from the control cells that {trained.Description.Name} was trained on as chance would have them. What it says of them is an extrapolation. Check that counts are brought to one depth as there ('sizes', 'depth'), or train it on such cells"));
        }
    }

    private List<ScenarioTissue> Founded(List<ScenarioTissue> tissues, FounderSet founders)
    {
        var next = 0;
        return [.. tissues.Select((tissue, t) => tissue with { Populations = [.. tissue.Populations.Select((population, p) =>
        {
            if (next == _requests.Count || _requests[next].Tissue != t || _requests[next].Request.Section.Path != $"tissues.{tissue.Name}.populations[{p}]") return population;
            var (request, measured) = (_requests[next].Request, founders.Populations[next++]);
            return population with { Measured = measured, Cells = request.Section.Has("cells") ? population.Cells : measured.Cells.Count };
        })] })];
    }

    /// <summary>A population may bring the cycle of a type that cell_types does not name.</summary>
    private void Define(Section population, string type, CellTypeSection cells)
    {
        if (_types.Any(t => t.Name == type))
        {
            population.Wrong("cycle", $"The type '{type}' has its cycle already, and all cells of a type share one. Put this one under 'cell_types', or give the population a type of its own");
            return;
        }

        if (population.Find("cycle") is not var (node, _)) return;
        var own = new Section(_reading, ScenarioFormat.Table("cell_type"), new MapNode(node.File, node.Line, node.Column, [(new(node.File, node.Line, node.Column, "cycle", false), node)]), population.Path, type);
        _types.Add(cells.Read(own.Over(PresetLibrary.Section(_reading, PresetKind.CellType, PresetLibrary.Defaults, type, null)), type, null));
    }

    private (List<ScenarioCondition> Conditions, List<(ScenarioIntervention Intervention, string Path)> Places) ReadConditions(Section root)
    {
        var interventions = new InterventionSection(_agents, _organism);
        var places = new List<(ScenarioIntervention, string)>();
        List<ScenarioIntervention> Read(IEnumerable<Section> sections)
        {
            var read = new List<ScenarioIntervention>();
            foreach (var section in sections)
            {
                if (interventions.Read(section) is not { } intervention) continue;
                read.Add(intervention);
                places.Add((intervention, section.Path));
            }

            return read;
        }

        var common = Read(root.Items("interventions", _ => ""));
        var conditions = new List<ScenarioCondition>();
        foreach (var (name, node, path) in root.Named("conditions"))
        {
            if (conditions.FirstOrDefault(c => string.Equals(c.Name, name, StringComparison.OrdinalIgnoreCase)) is { } like)
                _reading.Wrong(path, $"The conditions '{like.Name}' and '{name}' differ in letter case only, and some file systems cannot tell them apart. Rename one");
            conditions.Add(new(name, [.. common, .. Read(root.Items(node, path, new SectionForm("intervention"), _ => ""))]));
        }

        if (root.Find("conditions")?.Node is MapNode { Entries.Count: 0 }) root.Wrong("conditions", "No condition stands here. Name one, such as 'control: []', or leave the key out");
        if (conditions.Count == 0) conditions.Add(new(ScenarioCondition.Only, common));
        return (conditions, places);
    }

    /// <summary>A gene becomes two agents, its loss and its gain: as described, and as far as somebody asks for them.</summary>
    private void AddGenes(IReadOnlyList<ScenarioIntervention> interventions, bool isTrained)
    {
        var required = _agents.SelectMany(a => a.Effects).Concat(_genes.Values.SelectMany(g => g.Loss.Concat(g.Gain))).Select(e => e.Requires).OfType<string>();
        var edited = interventions.Where(i => i.Kind.Sets() is AgentKind.GeneLoss).Select(i => i.Subject);
        var gained = interventions.Where(i => isTrained && i.Kind.Sets() is AgentKind.GeneGain).Select(i => i.Subject).ToHashSet(); // whose effect the model says
        foreach (var gene in _genes.Keys.Concat(required).Concat(edited).Concat(gained).Distinct().ToArray())
        {
            var (loss, gain) = _genes.GetValueOrDefault(gene, ([], []));
            _agents.Add(new(gene, AgentKind.GeneLoss, "") { Effects = loss });
            if (gain.Count > 0 || gained.Contains(gene)) _agents.Add(new(gene, AgentKind.GeneGain, "") { Effects = gain });
        }
    }
}

using System.Globalization;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Numerics;
using Sintropia.Predictors.StandIn;
using Sintropia.Predictors.Trained;
using Sintropia.Scenarios.Format;
using Sintropia.Scenarios.Founders;
using Sintropia.Scenarios.Provenance;
using Sintropia.Scenarios.Quantities;
using Sintropia.Scenarios.Reading;

namespace Sintropia.Scenarios.Sections;

/// <summary>Reads what cells express.</summary>
internal static class ExpressionSection
{
    private const string Subject = "expression";
    private const double HalfLife = 6, Tolerance = 0.1, AskEvery = 24, Inherited = 0.9;

    /// <summary>How cells express; null where the section cannot be read, which is reported.</summary>
    /// <param name="section">Its section.</param>
    /// <param name="types">The cell types of the scenario.</param>
    /// <param name="tick">Length of a tick, h.</param>
    /// <param name="founders">The measured cells that populations are founded on, with means and spread; null if there are none.</param>
    /// <param name="trained">The trained model that the section names; null if it names none.</param>
    /// <param name="assumptions">Where its numbers are listed. None of them was measured, so all are assumed unless a source is given.</param>
    public static ExpressionPlan? Read(Section section, IReadOnlyList<string> types, double tick, (FounderSet Set, IReadOnlyList<PhaseProgramme> Programmes, double[] Spread)? founders, TrainedModel? trained, List<Assumption> assumptions)
    {
        if (section.IsBroken) return null;
        var first = assumptions.Count;
        var (predictor, dimensions) = (trained?.Description.Name ?? section.Choice("predictor"), (int)(section.Base("dimensions") ?? trained?.Description.Genes.Count ?? 1));
        if (founders is null) CheckUnmeasured(section, trained);
        else dimensions = CheckMeasured(section, dimensions, founders.Value.Set.Genes.Count);
        var plan = new ExpressionPlan
        {
            Predictor = predictor ?? StandInPredictor.Name,
            Trained = trained is null ? null : new ModelPredictor(trained),
            Dimensions = dimensions,
            HalfLives = [section.In("half_life", Units.Hour) ?? HalfLife],
            Tolerance = section.Base("tolerance") ?? Tolerance,
            AskEvery = Ticks(section, tick),
            Features = founders?.Set.Genes ?? trained?.Description.Genes ?? [],
            Space = founders is null && trained is null ? ExpressionSpace.Latent : ExpressionSpace.LogNormalised,
            ResidualSpread = section.Base("residual_spread") is { } given ? [given] : founders?.Spread ?? [0],
            Inheritance = section.Base("inherited") ?? Inherited,
            Programmes = section.Choice("programme") switch
            {
                StandInPredictor.Name => [.. types.Select(t => StandInProgramme.Of(t, dimensions))],
                "none" => [],
                null when founders is null && trained is not null => Controls(trained, types, assumptions),
                _ => Everybody(founders?.Programmes ?? [], types, founders?.Set, assumptions),
            },
        };
        plan = plan with { Fate = [.. section.Items("fate", i => $"fate effect {i + 1}").Select(effect => Fate(effect, plan)).OfType<FateEffect>()] };
        for (var i = first; i < assumptions.Count; i++)
            if (assumptions[i].Status == AssumptionStatus.Given) assumptions[i] = assumptions[i] with { Status = AssumptionStatus.Assumed };
        Default("half_life", "half-life of the way to the settled state", HalfLife, "h");
        Default("tolerance", "change of a level that counts", Tolerance * 100, "%");
        Default("inherited", "share of the residual that is inherited", Inherited * 100, "%");
        return plan;

        void Default(string key, string what, double value, string unit)
        {
            if (!section.Has(key)) assumptions.Add(new(Subject, what, value.ToString("R", CultureInfo.InvariantCulture), unit, "", AssumptionStatus.Assumed, "", "", "Left out of the scenario."));
        }
    }

    private static FateEffect? Fate(Section section, ExpressionPlan plan)
    {
        if (section.TheOne(section.Table.OneOf) is not { } verb) return null;
        var (programme, genes, phases) = (section.Text("programme"), section.Words("genes"), section.Words(verb));
        if (programme is not null) section.Subject = $"{programme} {verb} {string.Join(", ", phases ?? [])}";
        if (section.Base("fold") is not { } fold || programme is null || genes is not { Count: > 0 } || phases is not { Count: > 0 }) return null;
        var names = plan.Features.Count > 0 ? plan.Features : [.. Enumerable.Range(0, plan.Dimensions).Select(k => k.ToString(CultureInfo.InvariantCulture))];
        var places = names.Select((name, k) => (name, k)).ToLookup(p => p.name, p => p.k);
        var known = genes.Distinct().Where(places.Contains).ToArray();
        if (known.Length == genes.Count) return new(programme, [.. known.Select(gene => places[gene].First()).Order()], Elementary.Log(fold), PhaseWords.Set(phases), verb == "speeds" ? FateTarget.Progress : FateTarget.Hazard);
        if (genes.FirstOrDefault(gene => !places.Contains(gene)) is { } strange)
            section.Wrong("genes", plan.Features.Count > 0 ? $"'{strange}' is not among the {names.Count} genes that the state consists of, which has {known.Length} of the {genes.Count} named. Leave it out, or choose a panel that has it" : $"'{strange}' is no axis of the state: axes have numbers from 0 to {plan.Dimensions - 1}", NearestName.To(strange, names));
        else section.Wrong("genes", "A gene is named twice. Name each once");
        return null;
    }

    /// <summary>Types that were not measured, such as those that daughters become, express on average what all that were measured do.</summary>
    private static IReadOnlyList<PhaseProgramme> Everybody(IReadOnlyList<PhaseProgramme> measured, IReadOnlyList<string> types, FounderSet? founders, List<Assumption> assumptions)
    {
        var others = types.Except(measured.Select(m => m.CellType)).ToArray();
        if (founders is null || others.Length == 0) return measured;
        var all = MeasuredCells.Together([.. founders.Populations.Select(p => p.Cells)]);
        foreach (var type in others) assumptions.Add(new(type, "mean expression by phase", "that of all measured founders", "", "", AssumptionStatus.Assumed, "", "", "No founder of this type was measured."));
        return [.. measured, .. others.Select(type => PhaseProgramme.Of(type, all))];
    }

    /// <summary>Without measured founders every type expresses, in every phase, what the control cells of the model's training data do on average.</summary>
    private static IReadOnlyList<PhaseProgramme> Controls(TrainedModel trained, IReadOnlyList<string> types, List<Assumption> assumptions)
    {
        var mean = trained.MeanControl();
        float[] means = [.. Enumerable.Range(0, Phases.Count).SelectMany(_ => mean)];
        assumptions.Add(new(Subject, "mean expression in every phase", "that of the model's control cells", "", "", AssumptionStatus.Assumed, "", "", "No population is founded on measured cells."));
        return [.. types.Select(type => new PhaseProgramme(type, means))];
    }

    private static void CheckUnmeasured(Section section, TrainedModel? trained)
    {
        if (trained is not null && section.Says("dimensions") && section.Base("dimensions") != trained.Description.Genes.Count) section.Wrong("dimensions", $"The model works in a panel of {trained.Description.Genes.Count} genes, and another number stands here. Leave 'dimensions' out");
        if (trained is null && !section.Has("dimensions")) section.Wrong("'dimensions' is missing: how many numbers a state has. Write for example 'dimensions: 64', or found a population on measured cells with 'from'");
        foreach (var key in (string[])["genes", "variable_genes", "depth"])
            if (section.Says(key)) section.Wrong(key, $"'{key}' is about measured cells, and no population is founded on any. Give a population 'from', or leave the key out");
        if (section.Choice("programme") == ScenarioFormat.Measured) section.Wrong("programme", "No population is founded on measured cells, so there is no measured programme. Give a population 'from'");
    }

    private static int CheckMeasured(Section section, int dimensions, int genes)
    {
        if (section.Says("dimensions") && dimensions != genes) section.Wrong("dimensions", $"Measured founders make a state of {genes} genes, and {dimensions} stands here. Leave 'dimensions' out, or choose the genes by 'genes' or 'variable_genes'");
        if (genes > ExpressionPlan.MostDimensions) section.Wrong("genes", $"{genes} genes are more than the {ExpressionPlan.MostDimensions} that a state can have. Choose fewer");
        return genes;
    }

    private static int Ticks(Section section, double tick)
    {
        if (section.TicksOrHours("ask_every") is not var (ticks, hours)) return Math.Max(1, (int)Math.Round(AskEvery / tick));
        if (ticks > 0) return ticks;
        var whole = Math.Round(hours / tick);
        if (whole is >= 1 and <= int.MaxValue && Math.Abs(hours / tick - whole) < 1e-6) return (int)whole;
        section.Wrong("ask_every", "Predictors are asked at ends of ticks, and this is no whole number of them", $"every {(whole > 1 ? Math.Min(whole, 1e6).ToString(CultureInfo.InvariantCulture) + " ticks" : "1 tick")}");
        return 1;
    }
}

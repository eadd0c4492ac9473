using System.Diagnostics;

namespace Sintropia.Simulation.Watching;

/// <summary>Spans of ticks and tissues, and, from a source of their own since there are many more of them, of niches and batches of questions. Where nobody listens each costs a comparison.</summary>
public static class SimulationSpans
{
    /// <summary>Name of the source of the spans <c>tick</c> and <c>tissue</c>.</summary>
    public const string Ticks = "Sintropia.Simulation";

    /// <summary>Name of the source of the spans <c>niche</c> and <c>predictor batch</c>.</summary>
    public const string Niches = "Sintropia.Simulation.Niches";

    private static readonly ActivitySource OfTicks = new(Ticks), OfNiches = new(Niches);

    /// <summary>Whether somebody listens.</summary>
    public static bool AreHeard => OfTicks.HasListeners() || OfNiches.HasListeners();

    /// <summary>A tick of an organism.</summary>
    /// <param name="tick">Its number, from nought.</param>
    /// <param name="hours">Simulated time at its start, h.</param>
    /// <param name="cells">Cells at its start, the visible dead included.</param>
    public static Activity? Tick(long tick, double hours, long cells) =>
        OfTicks.StartActivity("tick")?.SetTag("sintropia.tick", tick).SetTag("sintropia.time_h", hours).SetTag("sintropia.cells", cells);

    /// <summary>A tick of a tissue.</summary>
    /// <param name="organ">Its organ.</param>
    /// <param name="tissue">Its name.</param>
    /// <param name="cells">Cells at its start, the visible dead included.</param>
    /// <param name="organism">What it is part of; what is current if left out.</param>
    public static Activity? Tissue(string organ, string tissue, long cells, ActivityContext organism = default) =>
        OfTicks.StartActivity("tissue", ActivityKind.Internal, organism)?.SetTag("sintropia.organ", organ).SetTag("sintropia.tissue", tissue).SetTag("sintropia.cells", cells);

    /// <summary>A tick of a niche, or of a cohort of cells that are grains of their own.</summary>
    /// <param name="name"><c>niche</c> or <c>cohort</c>.</param>
    /// <param name="tissue">What it is part of; what is current if left out.</param>
    /// <param name="cells">Cells at its start.</param>
    public static Activity? Niche(string name, int cells, ActivityContext tissue = default) =>
        OfNiches.StartActivity(name, ActivityKind.Internal, tissue)?.SetTag("sintropia.cells", cells);

    /// <summary>A batch of questions to a predictor. Its duration is the time that the predictor takes.</summary>
    /// <param name="predictor">Name of the predictor.</param>
    /// <param name="cells">Cells in it.</param>
    /// <param name="asking">Who asks; what is current if left out.</param>
    /// <param name="waited">How long the first of its questions has waited, s.</param>
    public static Activity? Batch(string predictor, int cells, ActivityContext asking = default, double waited = 0) =>
        OfNiches.StartActivity("predictor batch", ActivityKind.Client, asking)?.SetTag("sintropia.predictor", predictor).SetTag("sintropia.batch_size", cells).SetTag("sintropia.wait_s", waited);
}

using System.Diagnostics;
using Sintropia.Simulation.Tissues;

namespace Sintropia.Simulation.Watching;

/// <summary>Spans of all tissues of an organism through one tick: their niches take turns on the same threads, so they run side by side.</summary>
internal readonly struct TissueSpans : IDisposable
{
    private readonly Activity?[]? _spans; // null where nobody listens

    private TissueSpans(Activity?[] spans) => _spans = spans;

    public static TissueSpans Begin(Tissue[] tissues)
    {
        var tick = Activity.Current;
        if (tick?.Source.Name != SimulationSpans.Ticks) return default;
        var spans = new Activity?[tissues.Length];
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = SimulationSpans.Tissue(tissues[i].Plan.Organ, tissues[i].Plan.Name, tissues[i].Blocks.Sum(n => (long)n.Count));
            Activity.Current = tick; // the next one is its sister, not its daughter
        }

        return new(spans);
    }

    /// <summary>What spans of a tissue's niches are part of.</summary>
    public ActivityContext Of(int tissue) => _spans?[tissue]?.Context ?? default;

    public void Dispose()
    {
        foreach (var span in _spans ?? []) span?.Dispose();
    }
}

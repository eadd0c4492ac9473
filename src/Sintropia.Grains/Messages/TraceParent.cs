using System.Diagnostics;
using Orleans.Runtime;
using Sintropia.Simulation.Watching;

namespace Sintropia.Grains.Messages;

/// <summary>The span that calls between grains belong to, carried beside them where somebody listens. A filter would cost every call something, also those to single cells, of which there are most.</summary>
internal static class TraceParent
{
    private const string Key = "sintropia-trace";

    /// <summary>The span that this call came from; none where nobody listens.</summary>
    public static ActivityContext Current => RequestContext.Get(Key) is string id && ActivityContext.TryParse(id, null, isRemote: true, out var parent) ? parent : default;

    /// <summary>Calls from here on belong to a span, or to none.</summary>
    public static void Carry(Activity? span)
    {
        if (span is not null) RequestContext.Set(Key, span.Id!);
        else if (RequestContext.Get(Key) is not null && !SimulationSpans.AreHeard) RequestContext.Remove(Key);
    }

    /// <summary>Calls from here on carry nothing.</summary>
    public static void Drop() => RequestContext.Remove(Key);
}

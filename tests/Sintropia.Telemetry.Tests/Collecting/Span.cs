namespace Sintropia.Telemetry.Tests.Collecting;

/// <summary>A span as it came over the wire.</summary>
internal sealed record Span(string Trace, string Id, string Parent, string Name, string Source, ulong Start, ulong End, IReadOnlyDictionary<string, object> Attributes, int Status);

namespace Sintropia.Telemetry.Tests.Collecting;

/// <summary>A point of a metric as it came over the wire: its value, or the count of a histogram.</summary>
internal sealed record Point(string Name, string Kind, string Unit, IReadOnlyDictionary<string, object> Attributes, double Value);

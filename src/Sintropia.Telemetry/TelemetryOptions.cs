using System.ComponentModel.DataAnnotations;

namespace Sintropia.Telemetry;

/// <summary>Where traces and metrics go. Bound from the <c>Telemetry</c> section of a host.</summary>
public sealed record TelemetryOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Address of an OpenTelemetry collector, such as <c>http://collector:4317</c>; null keeps traces and metrics in the process.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <summary>How the collector is spoken to.</summary>
    public TelemetryProtocol Protocol { get; init; } = TelemetryProtocol.Grpc;

    /// <summary>How far down traces go.</summary>
    public TraceDetail Traces { get; init; } = TraceDetail.Ticks;

    /// <summary>Time between two reports of metrics.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Telemetry:MetricsEvery must be from {1} to {2}. Use 00:00:10.")]
    public TimeSpan MetricsEvery { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the variables <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> ask for, as programs with OpenTelemetry have it; nothing is sent where the first is not set.</summary>
    /// <param name="variable">Reads a variable.</param>
    /// <exception cref="FormatException">One of them cannot be understood.</exception>
    public static TelemetryOptions FromEnvironment(Func<string, string?> variable)
    {
        if (variable("OTEL_EXPORTER_OTLP_ENDPOINT") is not { Length: > 0 } address) return new();
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || !IsAddress(endpoint))
            throw new FormatException($"OTEL_EXPORTER_OTLP_ENDPOINT is '{address}'. Give a whole address, such as http://localhost:4317, or unset it to send nothing.");
        return new()
        {
            OtlpEndpoint = endpoint,
            Protocol = variable("OTEL_EXPORTER_OTLP_PROTOCOL") switch
            {
                null or "" or "grpc" => TelemetryProtocol.Grpc,
                "http/protobuf" => TelemetryProtocol.Http,
                var other => throw new FormatException($"OTEL_EXPORTER_OTLP_PROTOCOL is '{other}'. Use grpc or http/protobuf."),
            },
        };
    }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is not null && !IsAddress(OtlpEndpoint))
            yield return new($"Telemetry:OtlpEndpoint is '{OtlpEndpoint}'. Give a whole address, such as http://collector:4317, or leave it out to send nothing.", [nameof(OtlpEndpoint)]);
    }

    private static bool IsAddress(Uri address) => address.IsAbsoluteUri && address.Scheme is "http" or "https";
}

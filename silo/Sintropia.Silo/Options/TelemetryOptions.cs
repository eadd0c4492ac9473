using System.ComponentModel.DataAnnotations;

namespace Sintropia.Silo.Options;

/// <summary>Where traces and metrics go. Bound from the <c>Telemetry</c> section.</summary>
public sealed record TelemetryOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Telemetry";

    /// <summary>Address of an OpenTelemetry collector that takes OTLP over gRPC, such as <c>http://collector:4317</c>; null keeps traces and metrics in the process.</summary>
    public Uri? OtlpEndpoint { get; init; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (OtlpEndpoint is not null && !(OtlpEndpoint.IsAbsoluteUri && OtlpEndpoint.Scheme is "http" or "https"))
            yield return new($"Telemetry:OtlpEndpoint is '{OtlpEndpoint}'. Give a whole address, such as http://collector:4317, or leave it out to send nothing.", [nameof(OtlpEndpoint)]);
    }
}

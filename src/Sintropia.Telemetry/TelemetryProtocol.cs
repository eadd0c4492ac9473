namespace Sintropia.Telemetry;

/// <summary>How a collector is spoken to.</summary>
public enum TelemetryProtocol
{
    /// <summary>OTLP over gRPC, usually port 4317.</summary>
    Grpc,

    /// <summary>OTLP as protobuf over HTTP, usually port 4318; <c>/v1/traces</c> and <c>/v1/metrics</c> are appended to the address.</summary>
    Http,
}

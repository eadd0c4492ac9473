using System.CommandLine;
using Sintropia.Cli.Terminals;
using Sintropia.Telemetry;

namespace Sintropia.Cli.Commands;

/// <summary>The options of commands whose runs can be watched from outside.</summary>
internal sealed class TelemetryFlags
{
    private readonly Option<string?> _otlp = new("--otlp") { Description = "Send metrics and traces to an OpenTelemetry collector, such as http://localhost:4317 (gRPC) or http://localhost:4318 (HTTP) [default: as OTEL_EXPORTER_OTLP_ENDPOINT says]", HelpName = "URL" };
    private readonly Option<TraceDetail> _traces = new("--traces") { Description = "How far down traces go: none, runs, ticks or niches", HelpName = "DETAIL", DefaultValueFactory = _ => TraceDetail.Ticks };

    public void AddTo(Command command)
    {
        command.Add(_otlp);
        command.Add(_traces);
    }

    /// <summary>Sends until it is disposed; null where nobody asked for it.</summary>
    public TelemetryExport? Start(ParseResult parsed, string service, Terminal terminal)
    {
        try
        {
            var options = parsed.GetValue(_otlp) is { } address ? Of(address) : TelemetryOptions.FromEnvironment(Environment.GetEnvironmentVariable);
            return TelemetryExport.Start(options with { Traces = parsed.GetValue(_traces) }, service, trouble: terminal.Error.WriteLine);
        }
        catch (FormatException wrong)
        {
            throw new CommandFailure(ExitCode.Usage, wrong.Message, wrong);
        }
    }

    private static TelemetryOptions Of(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var endpoint) || endpoint.Scheme is not ("http" or "https"))
            throw new FormatException($"--otlp '{address}' is no address of a collector. Write it as http://localhost:4317.");
        return new() { OtlpEndpoint = endpoint, Protocol = endpoint.Port == 4318 ? TelemetryProtocol.Http : TelemetryProtocol.Grpc };
    }
}

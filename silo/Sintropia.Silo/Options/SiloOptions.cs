using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Sintropia.Silo.Options;

/// <summary>What a silo is, where it listens, and how it finds the others. Bound from the <c>Silo</c> section; as environment variables <c>Silo__Roles=cells,predictor</c>.</summary>
public sealed record SiloOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Silo";

    /// <summary>What this silo is there for. Default: all of it, so that one silo is a cluster.</summary>
    public SiloRoles Roles { get; init; } = SiloRoles.Cells | SiloRoles.Predictor | SiloRoles.Gateway;

    /// <summary>Silos with one cluster id are one cluster; it changes with a deployment that must not meet the one before.</summary>
    [Matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}", ErrorMessage = "Silo:ClusterId must be 1 to 100 letters, digits, '.', '_' or '-', such as sintropia.")]
    public string ClusterId { get; init; } = "sintropia";

    /// <summary>What is stored is stored under the service id; it stays while the runs are to be found again.</summary>
    [Matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}", ErrorMessage = "Silo:ServiceId must be 1 to 100 letters, digits, '.', '_' or '-', such as sintropia.")]
    public string ServiceId { get; init; } = "sintropia";

    /// <summary>Where silos find each other. Default: on this machine.</summary>
    public Clustering Clustering { get; init; } = Clustering.Localhost;

    /// <summary>How to reach the store of <see cref="Clustering"/>: <c>Host=…;Database=…;Username=…;Password=…</c> of PostgreSQL; of Azure Tables a connection string, or the https address of the
    /// account's table service, which is then entered under the identity of the workload. A secret.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Port at which silos speak to each other.</summary>
    [Range(1, 65535, ErrorMessage = "Silo:SiloPort must be from {1} to {2}; 11111 is usual.")]
    public int SiloPort { get; init; } = 11111;

    /// <summary>Port for Orleans clients, such as a gateway that is no silo; 0 where none may come.</summary>
    [Range(0, 65535, ErrorMessage = "Silo:GatewayPort must be from {1} to {2}; 30000 is usual, and 0 lets no Orleans client in.")]
    public int GatewayPort { get; init; } = 30000;

    /// <summary>With localhost clustering, the silo port of the first silo, which the others on this machine join; null is the first itself.</summary>
    [Range(1, 65535, ErrorMessage = "Silo:PrimaryPort must be from {1} to {2}: the Silo:SiloPort of the silo that was started first on this machine.")]
    public int? PrimaryPort { get; init; }

    /// <summary>The address that other silos reach this one at; null has it found. On Kubernetes, the pod's.</summary>
    public string? AdvertisedAddress { get; init; }

    /// <summary>Port of <see cref="HealthPaths"/>.</summary>
    [Range(1, 65535, ErrorMessage = "Silo:HealthPort must be from {1} to {2}; 8081 is usual.")]
    public int HealthPort { get; init; } = 8081;

    /// <summary>Port of the HTTP API and the page, of a silo with the role gateway.</summary>
    [Range(1, 65535, ErrorMessage = "Silo:ApiPort must be from {1} to {2}; 8080 is usual.")]
    public int ApiPort { get; init; } = 8080;

    /// <summary>How long a silo may be silent before the others take it for lost, s. Runs that had cells on it then go on from their newest checkpoint.</summary>
    [Range(2, 600, ErrorMessage = "Silo:LostAfterSeconds must be from {1} to {2} s. 20 tells a lost silo from a busy one.")]
    public int LostAfterSeconds { get; init; } = 20;

    /// <summary>For how long a silo that is told to stop may write checkpoints and hand over, s. Whoever stops it has to wait longer than this.</summary>
    [Range(0, 3600, ErrorMessage = "Silo:DrainSeconds must be from {1} to {2} s. 60 does for a million cells on a local disk.")]
    public int DrainSeconds { get; init; } = 60;

    /// <summary>Whether this silo has a GPU for its predictors. It is declared, not guessed: a silo with cells on a machine with a GPU need not use it.</summary>
    public bool Gpu { get; init; }

    /// <summary>The device of the predictors: <c>auto</c>, <c>cpu</c>, or <c>cuda:0</c> and so on. Auto is the first GPU where one is declared, else the CPU.</summary>
    [Matches("auto|cpu|cuda:[0-9]{1,2}", ErrorMessage = "Silo:Device must be auto, cpu or cuda:N with the number of the GPU, such as cuda:0.")]
    public string Device { get; init; } = "auto";

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Roles == SiloRoles.None ? [new("Silo:Roles is empty. Write one or several of cells, predictor, gateway.", [nameof(Roles)])]
        : [.. Meeting(), .. Listening(), .. Computing()];

    /// <summary>All but the connection string, which is a secret.</summary>
    public override string ToString() =>
        $"{Roles} of {ClusterId}/{ServiceId} by {Clustering}, ports {SiloPort}, {GatewayPort}, {HealthPort}, {ApiPort}, device {Device}{(Gpu ? " with a GPU" : "")}, drains for {DrainSeconds} s";

    private IEnumerable<ValidationResult> Meeting()
    {
        if (Clustering != Clustering.Localhost && PrimaryPort is not null)
            yield return new($"Silo:PrimaryPort is of localhost clustering, and Silo:Clustering is {Clustering}. Leave it out: silos find each other in the store.", [nameof(PrimaryPort)]);

        if (Clustering == Clustering.Postgres && !Connections.IsPostgres(ConnectionString))
            yield return new(
                $"Silo:ConnectionString {Connections.Lack(ConnectionString)} the PostgreSQL of Silo:Clustering. Give Host=…;Database=…;Username=…;Password=…, as the environment variable Silo__ConnectionString from a secret.",
                [nameof(ConnectionString)]);

        if (Clustering == Clustering.AzureTables && !Connections.IsAzure(ConnectionString))
            yield return new(
                $"Silo:ConnectionString {Connections.Lack(ConnectionString)} the Azure Tables of Silo:Clustering. Give the account's connection string, or the address https://ACCOUNT.table.core.windows.net to enter it by identity.",
                [nameof(ConnectionString)]);
    }

    private IEnumerable<ValidationResult> Listening()
    {
        if (AdvertisedAddress is not null && !IPAddress.TryParse(AdvertisedAddress, out _))
            yield return new($"Silo:AdvertisedAddress is '{AdvertisedAddress}', which is no IP address. Give one that other silos reach, or leave it out to have it found.", [nameof(AdvertisedAddress)]);

        (string Name, int Port)[] ports = [(nameof(SiloPort), SiloPort), (nameof(GatewayPort), GatewayPort), (nameof(HealthPort), HealthPort), (nameof(ApiPort), ApiPort)];
        foreach (var shared in ports.Where(p => p.Port != 0).GroupBy(p => p.Port).Where(same => same.Count() > 1))
            yield return new(
                $"{string.Join(" and ", shared.Select(p => $"Silo:{p.Name}"))} are both {shared.Key}. Give each a port of its own.",
                [.. shared.Select(p => p.Name)]);
    }

    private IEnumerable<ValidationResult> Computing()
    {
        if (!Gpu && Device.StartsWith("cuda", StringComparison.Ordinal))
            yield return new($"Silo:Device is {Device}, and no GPU is declared. Set Silo:Gpu to true on a machine that has one, or Silo:Device to cpu.", [nameof(Device)]);

        if (Gpu && Device == "cpu")
            yield return new("Silo:Gpu declares a GPU that Silo:Device cpu would leave idle. Set Silo:Device to auto, or Silo:Gpu to false.", [nameof(Device)]);
    }
}

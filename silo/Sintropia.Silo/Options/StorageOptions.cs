using System.ComponentModel.DataAnnotations;

namespace Sintropia.Silo.Options;

/// <summary>Where runs, checkpoints and the list of runs are kept. Bound from the <c>Storage</c> section.</summary>
public sealed record StorageOptions : IValidatableObject
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Storage";

    /// <summary>Folder of the run directories, and of their checkpoints where these are kept in a folder. Silos of several machines share it: a run may be taken over by any of them.</summary>
    [Required(ErrorMessage = "Storage:DataFolder is empty. Give a folder that this silo may write, and that all silos with cells share.")]
    public string DataFolder { get; init; } = "data";

    /// <summary>Where checkpoints are kept.</summary>
    public CheckpointStorage Checkpoints { get; init; } = CheckpointStorage.Folder;

    /// <summary>Connection string of the Azure storage account for checkpoints and grain storage; instead of <see cref="BlobServiceUri"/>. A secret.</summary>
    public string? BlobConnectionString { get; init; }

    /// <summary>Address of that account's blob service, entered under the identity of the workload; instead of <see cref="BlobConnectionString"/>.</summary>
    public Uri? BlobServiceUri { get; init; }

    /// <summary>Container of the checkpoints; made if it is not there.</summary>
    [Matches("[a-z0-9](?!.*--)[a-z0-9-]{1,61}[a-z0-9]", ErrorMessage = "Storage:Container must be 3 to 63 small letters, digits and single hyphens, as Azure has it; such as sintropia-checkpoints.")]
    public string Container { get; init; } = "sintropia-checkpoints";

    /// <summary>Where the list of runs, and which checkpoint each goes on from, are kept.</summary>
    public GrainStorage GrainStorage { get; init; } = GrainStorage.Folder;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var usesBlobs = Checkpoints == CheckpointStorage.AzureBlob || GrainStorage == GrainStorage.AzureBlob;
        if (usesBlobs && BlobConnectionString is null && BlobServiceUri is null)
            yield return new(
                $"Storage:{(Checkpoints == CheckpointStorage.AzureBlob ? "Checkpoints" : "GrainStorage")} is AzureBlob, and no account is given. Set Storage:BlobServiceUri to https://ACCOUNT.blob.core.windows.net, or Storage:BlobConnectionString from a secret.",
                [nameof(BlobServiceUri)]);

        if (BlobConnectionString is not null && BlobServiceUri is not null)
            yield return new("Storage:BlobConnectionString and Storage:BlobServiceUri are both given, and may mean two accounts. Keep one.", [nameof(BlobServiceUri)]);

        if (BlobServiceUri is not null && !(BlobServiceUri.IsAbsoluteUri && BlobServiceUri.Scheme == Uri.UriSchemeHttps))
            yield return new($"Storage:BlobServiceUri is '{BlobServiceUri}'. Give a whole https address, such as https://ACCOUNT.blob.core.windows.net.", [nameof(BlobServiceUri)]);

        if (BlobConnectionString is not null && !Connections.IsAzure(BlobConnectionString))
            yield return new($"Storage:BlobConnectionString {Connections.Lack(BlobConnectionString)} an Azure storage account. Copy it from the account's access keys.", [nameof(BlobConnectionString)]);
    }

    /// <summary>All but the connection string, which is a secret.</summary>
    public override string ToString() => $"runs in {DataFolder}, checkpoints in {Checkpoints}{(Checkpoints == CheckpointStorage.AzureBlob ? $" {BlobServiceUri} {Container}" : "")}, list of runs in {GrainStorage}";
}

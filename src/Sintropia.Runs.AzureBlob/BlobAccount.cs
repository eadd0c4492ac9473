using Azure.Core;
using Azure.Storage.Blobs;

namespace Sintropia.Runs.AzureBlob;

/// <summary>Ways into an Azure storage account. Nothing is told to its makers, logged or traced by the client: it would write names of runs and addresses where nobody looks for them.</summary>
public static class BlobAccount
{
    /// <summary>With the account's connection string, which is a secret.</summary>
    /// <exception cref="FormatException">It is no connection string of a storage account.</exception>
    public static BlobServiceClient Enter(string connectionString) => new(connectionString, Options());

    /// <summary>With an identity that has the role Storage Blob Data Contributor.</summary>
    /// <param name="service">Address of the blob service, https.</param>
    /// <param name="identity">The identity.</param>
    public static BlobServiceClient Enter(Uri service, TokenCredential identity) => new(service, identity, Options());

    /// <summary>How the client behaves.</summary>
    /// <param name="retries">How often a request that failed by the network, or by a service that is busy, is repeated; the first time after half a second, then after twice as long each time.</param>
    public static BlobClientOptions Options(int retries = 5)
    {
        var options = new BlobClientOptions();
        options.Diagnostics.IsTelemetryEnabled = false;
        options.Diagnostics.IsLoggingEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.Delay = TimeSpan.FromSeconds(0.5);
        options.Retry.MaxRetries = retries;
        return options;
    }
}

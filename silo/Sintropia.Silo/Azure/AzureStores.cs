#if SINTROPIA_AZURE
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Sintropia.Runs.AzureBlob;
using Sintropia.Runs.Checkpoints;
using Sintropia.Silo.Options;

namespace Sintropia.Silo.Azure;

/// <summary>Azure's parts of a silo; compiled with <c>-p:SintropiaAzure=true</c> only.</summary>
internal static class AzureStores
{
    /// <summary>Membership in Azure Tables.</summary>
    public static void Join(ISiloBuilder orleans, SiloOptions silo) => orleans.UseAzureStorageClustering(o => o.TableServiceClient = Uri.TryCreate(silo.ConnectionString, UriKind.Absolute, out var address)
        ? new TableServiceClient(address, new DefaultAzureCredential())
        : new TableServiceClient(silo.ConnectionString));

    /// <summary>The list of runs in Azure Blobs.</summary>
    public static void Keep(ISiloBuilder orleans, StorageOptions storage) =>
        orleans.AddAzureBlobGrainStorage(Grains.Runs.GrainStorage.Name, o => (o.BlobServiceClient, o.ContainerName) = (Service(storage), $"{storage.Container}-grains"));

    /// <summary>Checkpoints in Azure Blobs.</summary>
    public static Func<string, ICheckpointStore> Checkpoints(StorageOptions storage)
    {
        var container = Service(storage).GetBlobContainerClient(storage.Container);
        return folder => new BlobCheckpoints(container, folder);
    }

    private static BlobServiceClient Service(StorageOptions storage) => storage.BlobServiceUri is { } address
        ? BlobAccount.Enter(address, new DefaultAzureCredential())
        : BlobAccount.Enter(storage.BlobConnectionString!); // one of both is there: StorageOptions
}
#endif

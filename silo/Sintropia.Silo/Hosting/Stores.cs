using Sintropia.Grains;
using Sintropia.Runs.Checkpoints;
using Sintropia.Silo.Options;

namespace Sintropia.Silo.Hosting;

/// <summary>Where the list of runs and the checkpoints are kept.</summary>
internal static class Stores
{
    public static void Keep(ISiloBuilder orleans, SiloOptions silo, StorageOptions storage)
    {
        switch (storage.GrainStorage)
        {
            case GrainStorage.Memory:
                orleans.AddMemoryGrainStorage(Grains.Runs.GrainStorage.Name);
                break;

            case GrainStorage.Folder:
                orleans.AddFolderGrainStorage(Path.Combine(storage.DataFolder, "grains"));
                break;

            case GrainStorage.Postgres:
                orleans.AddAdoNetGrainStorage(Grains.Runs.GrainStorage.Name, o => (o.Invariant, o.ConnectionString) = ("Npgsql", silo.ConnectionString));
                break;

            case GrainStorage.AzureBlob:
#if SINTROPIA_AZURE
                Azure.AzureStores.Keep(orleans, storage);
                break;
#else
                throw new NotSupportedException("Storage:GrainStorage is AzureBlob, and this silo was built without Azure. Build it with -p:SintropiaAzure=true, or use Postgres or Folder.");
#endif
        }
    }

    /// <summary>The checkpoints of the run in a folder, given by its name; null for a folder within it.</summary>
    public static Func<string, ICheckpointStore>? Checkpoints(StorageOptions storage) => storage.Checkpoints switch
    {
        CheckpointStorage.Folder => null,
#if SINTROPIA_AZURE
        _ => Azure.AzureStores.Checkpoints(storage),
#else
        _ => throw new NotSupportedException("Storage:Checkpoints is AzureBlob, and this silo was built without Azure. Build it with -p:SintropiaAzure=true, or use Folder."),
#endif
    };
}

using System.ComponentModel;

namespace Sintropia.Silo.Options;

/// <summary>Where checkpoints are kept.</summary>
[TypeConverter(typeof(Word<CheckpointStorage>))]
public enum CheckpointStorage
{
    /// <summary>In the data folder, which all silos with cells then have to share.</summary>
    Folder,

    /// <summary>In a container of an Azure storage account.</summary>
    AzureBlob,
}

using System.ComponentModel;

namespace Sintropia.Silo.Options;

/// <summary>Where the list of runs, and which checkpoint each goes on from, are kept.</summary>
[TypeConverter(typeof(Word<GrainStorage>))]
public enum GrainStorage
{
    /// <summary>In the memory of the silos: gone when they are.</summary>
    Memory,

    /// <summary>In <see cref="StorageOptions.DataFolder"/>, which the silos share.</summary>
    Folder,

    /// <summary>In the database of <see cref="SiloOptions.ConnectionString"/>.</summary>
    Postgres,

    /// <summary>In an Azure storage account.</summary>
    AzureBlob,
}

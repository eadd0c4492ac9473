using System.ComponentModel;

namespace Sintropia.Silo.Options;

/// <summary>Where silos find each other.</summary>
[TypeConverter(typeof(Word<Clustering>))]
public enum Clustering
{
    /// <summary>In the memory of one silo: all of them on this machine, for trying out. The cluster ends with that silo.</summary>
    Localhost,

    /// <summary>In a PostgreSQL database.</summary>
    Postgres,

    /// <summary>In a table of an Azure storage account.</summary>
    AzureTables,
}

using System.ComponentModel;

namespace Sintropia.Silo.Options;

/// <summary>What a silo is there for; written as words: <c>cells,predictor</c>.</summary>
[Flags]
[TypeConverter(typeof(Word<SiloRoles>))]
public enum SiloRoles
{
    /// <summary>Nothing; no silo is started with it.</summary>
    None = 0,

    /// <summary>Keeps organisms, tissues, niches and cells.</summary>
    Cells = 1,

    /// <summary>Keeps predictors, and answers the cells of all silos.</summary>
    Predictor = 2,

    /// <summary>Serves the HTTP API and the page.</summary>
    Gateway = 4,
}

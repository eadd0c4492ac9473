namespace Sintropia.Data.AnnData;

/// <summary>How a file keeps a matrix.</summary>
public enum StoredLayout
{
    /// <summary>Every value, row after row.</summary>
    Dense,

    /// <summary>What is not zero, by rows (CSR): rows are read without the rest.</summary>
    ByRows,

    /// <summary>What is not zero, by columns (CSC): each read of rows passes over the whole matrix.</summary>
    ByColumns,
}

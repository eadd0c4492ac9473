namespace Sintropia.Grains.Niches;

/// <summary>Cells are not where they should be: the machine that held them is gone, and the grain that answers in its place knows nothing of them.</summary>
[GenerateSerializer, Alias("cells-lost")]
public sealed class CellsLostException : Exception
{
    /// <summary>Cells are lost.</summary>
    /// <param name="key">Key of the grain that should hold them.</param>
    /// <param name="found">What it found instead.</param>
    public CellsLostException(string key, string found) : base($"{key} {found}. Bring the organism back from its newest checkpoint.")
    {
    }
}

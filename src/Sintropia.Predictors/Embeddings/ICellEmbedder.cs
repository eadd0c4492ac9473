using Sintropia.Tensors;

namespace Sintropia.Predictors.Embeddings;

/// <summary>A network that gives each cell a vector, by itself: neither the cells beside it nor its place in a batch matter.</summary>
public interface ICellEmbedder
{
    /// <summary>What it is, for a person.</summary>
    string Name { get; }

    /// <summary>Licence of the weights, as the folder says it.</summary>
    string Licence { get; }

    /// <summary>Under what name embeddings lie beside cells by convention.</summary>
    string Key { get; }

    /// <summary>Length of a vector.</summary>
    int Width { get; }

    /// <summary>Cells that are computed at once with little memory.</summary>
    int CellsAtOnce { get; }

    /// <summary>The row of a gene among those that it knows, or −1.</summary>
    int Find(string gene);

    /// <summary>Vectors of some cells.</summary>
    /// <param name="logCounts">log1p of counts, [cells, genes], not negative.</param>
    /// <param name="rows">Of each gene, by <see cref="Find"/>.</param>
    /// <param name="first">Number of the first of these cells among all: what is drawn depends on a cell's number and on nothing beside it.</param>
    /// <returns>[cells, <see cref="Width"/>]</returns>
    /// <exception cref="ArgumentException">A value is no expression, or a cell expresses none of the genes.</exception>
    Tensor Embed(Tensor logCounts, ReadOnlySpan<int> rows, long first);
}

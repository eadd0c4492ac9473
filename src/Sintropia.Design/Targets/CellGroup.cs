using System.Collections.Immutable;

namespace Sintropia.Design.Targets;

/// <summary>Cells that are in one state.</summary>
/// <param name="Name">What the state is called.</param>
/// <param name="Genes">Names of genes, in order.</param>
/// <param name="Values">Log-normalised expression; [cells × genes].</param>
public sealed record CellGroup(string Name, ImmutableArray<string> Genes, float[] Values)
{
    /// <summary>How many cells there are.</summary>
    public int Count => Genes.Length == 0 ? 0 : Values.Length / Genes.Length;

    /// <summary>Mean expression [genes].</summary>
    /// <exception cref="DesignException">There are no cells.</exception>
    public double[] Mean() => Count > 0 ? Mean(Enumerable.Range(0, Count)) : throw new DesignException($"The state '{Name}' has no cells. Name cells that are in the file.");

    /// <summary>Mean expression of some of the cells, which may come more than once [genes].</summary>
    internal double[] Mean(IEnumerable<int> cells)
    {
        var (sums, count) = (new double[Genes.Length], 0);
        foreach (var cell in cells)
        {
            for (var g = 0; g < sums.Length; g++) sums[g] += Values[cell * sums.Length + g];
            count++;
        }

        for (var g = 0; g < sums.Length; g++) sums[g] /= count;
        return sums;
    }
}

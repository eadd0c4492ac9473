namespace Sintropia.Data.GroundTruth;

/// <summary>What data to make up.</summary>
public sealed record GroundTruthOptions
{
    /// <summary>How many cells.</summary>
    public int Cells { get; init; } = 2000;

    /// <summary>How many genes, at least 150: the 97 that are scored for phases, regulators, and targets. From about 1,000 on there are enough others to compare the 97 to.</summary>
    public int Genes { get; init; } = 2000;

    /// <summary>How many perturbations beside the control: knock-outs, knock-downs, activations and compounds take turns.</summary>
    public int Perturbations { get; init; } = 20;

    /// <summary>How many cell types.</summary>
    public int CellTypes { get; init; } = 2;

    /// <summary>How many batches.</summary>
    public int Batches { get; init; } = 2;

    /// <summary>The share of cells that nothing was done to.</summary>
    public double ControlShare { get; init; } = 0.2;

    /// <summary>The seed of everything.</summary>
    public ulong Seed { get; init; }

    /// <summary>How strongly and unevenly genes are expressed.</summary>
    public ExpressionStatistics Statistics { get; init; } = ExpressionStatistics.K562;

    /// <summary>Molecules counted in an average cell; null for what the statistics give these genes.</summary>
    public double? MoleculesPerCell { get; init; }

    internal void Check()
    {
        Least(Cells, 1, "cells");
        Least(Genes, 150, "genes", " The lists of the cell cycle take 97, and regulators and targets the rest.");
        Least(Perturbations, 0, "perturbations");
        Least(CellTypes, 1, "cell types");
        Least(Batches, 1, "batches");
        if (Perturbations > Genes) throw new ArgumentException($"{Perturbations} perturbations of {Genes} genes cannot each hit another. Ask for fewer, or for more genes.");
        if (!(ControlShare is > 0 and <= 1)) throw new ArgumentException($"{ControlShare} of the cells cannot be controls. Give a share above 0, at most 1.");
        if (MoleculesPerCell is { } molecules && !(molecules > 0 && molecules <= 1e7)) throw new ArgumentException($"A cell of {molecules} molecules cannot be counted. Give a positive number, at most 10⁷.");
        if ((long)Cells * Genes > 4_000_000_000) throw new ArgumentException($"{Cells} cells × {Genes} genes are too much for one file in memory. Ask for at most 4·10⁹ values.");
    }

    private static void Least(int value, int least, string what, string why = "")
    {
        if (value < least) throw new ArgumentException($"There cannot be {value} {what}; give at least {least}.{why}");
    }
}

using System.Collections.Immutable;
using Sintropia.Data.AnnData;
using Sintropia.Data.Matrices;
using Sintropia.Data.Preprocessing;
using Sintropia.Training.Cells;

namespace Sintropia.Training.Quantising;

/// <summary>Cells with labels, in three parts that are drawn: six in ten to train on, two to calibrate by, two to test.</summary>
internal sealed class LabelledCells
{
    private readonly CellMatrix _counts;

    private LabelledCells(CellMatrix counts, string[] genes, string[] labels, ulong seed)
    {
        (_counts, Genes, Labels) = (counts, genes, labels);
        var draws = new Draws(seed);
        var drawn = Enumerable.Range(0, labels.Length).GroupBy(cell => draws.Uniform(Draws.Use.Kept, 0, cell) is var u && u < 0.6 ? 0 : u < 0.8 ? 1 : 2).ToDictionary(g => g.Key, g => g.ToImmutableArray());
        (Training, Calibration, Test) = (Part(0), Part(1), Part(2));

        ImmutableArray<int> Part(int number) => drawn.TryGetValue(number, out var part) ? part : throw new TrainingException($"{labels.Length} labelled cells are too few to train, calibrate and test. Give some hundred.");
    }

    public string[] Genes { get; }

    public string[] Labels { get; }

    public ImmutableArray<int> Training { get; }

    public ImmutableArray<int> Calibration { get; }

    public ImmutableArray<int> Test { get; }

    /// <summary>Reads cells that have a label.</summary>
    public static LabelledCells Read(StudyOptions options)
    {
        using var file = AnnDataFile.Open(options.Cells);
        var column = file.Obs.Read(options.Label);
        int[] rows = [.. Enumerable.Range(0, file.Cells).Where(cell => column.Text(cell) is { Length: > 0 } text && !options.Unlabelled.Contains(text))];
        var named = options.Genes is null ? null : file.Var.Read(options.Genes);
        var names = named is null ? file.Var.ReadNames() : [.. Enumerable.Range(0, file.Genes).Select(gene => named.Text(gene) ?? "")];
        var counts = file.Matrix().ReadRows(rows);
        if (CountsCheck.Of(counts).Kind is not ValueKind.Counts) throw new TrainingException($"{options.Cells}: X holds no counts. Name a file of counts.");
        return new(counts, names, [.. rows.Select(row => column.Text(row)!)], options.Seed);
    }

    /// <summary>The genes whose ln(count per 10,000 + 1) varies most over training cells, in order of their names.</summary>
    public string[] Variable(int most)
    {
        var (sums, squares, row) = (new double[Genes.Length], new double[Genes.Length], new float[Genes.Length]);
        foreach (var cell in Training)
        {
            _counts.CopyRow(cell, row);
            double total = 0;
            foreach (var count in row) total += count;
            for (var gene = 0; gene < row.Length; gene++)
                if (row[gene] > 0 && Math.Log(1 + 1e4 * row[gene] / total) is var value) (sums[gene], squares[gene]) = (sums[gene] + value, squares[gene] + value * value);
        }

        return [.. Enumerable.Range(0, Genes.Length).OrderByDescending(gene => squares[gene] / Training.Length - sums[gene] / Training.Length * (sums[gene] / Training.Length)).ThenBy(gene => Genes[gene], StringComparer.Ordinal).Select(gene => Genes[gene]).Where(name => name.Length > 0).Distinct(StringComparer.Ordinal).Take(most).Order(StringComparer.Ordinal)];
    }

    /// <summary>log1p counts of a cell in some columns.</summary>
    public float[] Logged(int cell, int[] columns)
    {
        var row = new float[Genes.Length];
        _counts.CopyRow(cell, row);
        return [.. columns.Select(column => MathF.Log(1 + row[column]))];
    }
}

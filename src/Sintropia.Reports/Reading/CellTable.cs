using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;

namespace Sintropia.Reports.Reading;

/// <summary>Some cells of cells.h5ad, evenly chosen: cells lie by snapshot and tissue, so each has its share.</summary>
/// <param name="All">Cells in the file.</param>
/// <param name="Matrix">What the chosen express; shape [cells, genes].</param>
/// <param name="Genes">Names of genes; empty for a latent space.</param>
/// <param name="Space">What the numbers are.</param>
/// <param name="Phase">Phase of each.</param>
/// <param name="Condition">Condition of each.</param>
/// <param name="Generation">Divisions since the founder.</param>
/// <param name="Time">Time of the snapshot, h.</param>
internal sealed record CellTable(long All, CellMatrix Matrix, IReadOnlyList<string> Genes, string Space, string[] Phase, string[] Condition, int[] Generation, double[] Time)
{
    public const string FileName = "cells.h5ad";

    private const string Latent = "X_latent";

    public int Count => Matrix.Rows;

    /// <summary>Reads at most so many cells; null where the run wrote none, or the file cannot be read, which is then told.</summary>
    public static CellTable? Read(string directory, int most, List<string> notices)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path)) return null;
        try
        {
            using var file = AnnDataFile.Open(path);
            if (file.Cells == 0) return null;
            var rows = Thinning.Evenly(Enumerable.Range(0, file.Cells).ToArray(), most);
            var (phase, condition, generation, time) = (Column("phase"), Column("condition"), Column("generation"), Column("time_h"));
            var matrix = file.X is { } x ? x.ReadRows(rows) : ((Data.Annotated.MatrixAnnotation)file.ReadObsm(Latent)).Matrix.SelectRows(rows);
            var space = file.ReadUns().Find("sintropia/space") is Data.Annotated.ScalarAnnotation { Value: string words } ? words : "";
            return new(file.Cells, matrix, file.X is null ? [] : file.Var.ReadNames(), space, Texts(phase), Texts(condition),
                [.. rows.Select(r => (int)((IntegerColumn)generation).Values[r])], [.. rows.Select(r => ((NumberColumn)time).Values[r])]);

            Column Column(string name) => file.Obs.Read(name);
            string[] Texts(Column column) => [.. rows.Select(r => column.Text(r) ?? "")];
        }
        catch (Exception unread) when (unread is DataFileException or InvalidCastException or OverflowException)
        {
            notices.Add($"{FileName} was left out: {(unread is DataFileException ? unread.Message : "it is not as this version writes it.")}");
            return null;
        }
    }
}

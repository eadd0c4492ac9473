using System.Globalization;
using Sintropia.Data;
using Sintropia.Data.AnnData;
using Sintropia.Data.Annotated;
using Sintropia.Data.Matrices;
using Sintropia.Data.Tables;
using Sintropia.Runs.Port;
using Sintropia.Runs.Results;
using Sintropia.Web.Problems;

namespace Sintropia.Web.Expression;

/// <summary>Cells of one snapshot of cells.h5ad: no more than are asked for are read.</summary>
/// <param name="Times">All snapshots, h.</param>
/// <param name="Time">This one, h.</param>
/// <param name="Of">Cells of it in the file.</param>
/// <param name="Obs">What is known of the chosen.</param>
/// <param name="States">What they express; shape [cells, dimensions].</param>
/// <param name="Space">What that is.</param>
/// <param name="Units">Units of columns.</param>
internal sealed record SnapshotCells(double[] Times, double Time, int Of, Table Obs, CellMatrix States, string Space, IReadOnlyDictionary<string, string> Units)
{
    public const string FileName = "cells.h5ad", Latent = "X_latent", Dose = "dose_";
    private const int MostRows = 2_000_000;

    /// <summary>Reads cells of a snapshot, evenly over those in the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="time">Which snapshot, h; null for the last.</param>
    /// <param name="most">Most cells.</param>
    /// <exception cref="ApiProblem">There is no such snapshot, or the file is too large for this.</exception>
    public static SnapshotCells Read(string path, double? time, int most)
    {
        using var file = Opened(path);
        var times = Numbers(file, "time_h");
        var all = times.Distinct().Order().ToArray();
        if (all.Length == 0) throw new ApiProblem(StatusCodes.Status404NotFound, "no-cells", "No cell lived when the snapshots of this run were taken, so that there is nothing to show.");
        var at = time ?? all[^1];
        if (!all.Contains(at)) throw ApiProblem.Bad(string.Create(CultureInfo.InvariantCulture, $"There is no snapshot at {at} h. Give one of {string.Join(", ", all.Take(50))}."));
        var rows = Enumerable.Range(0, times.Length).Where(i => times[i] == at).ToArray();
        var chosen = rows.Length <= most ? rows : [.. Enumerable.Range(0, most).Select(i => rows[(int)((long)i * rows.Length / most)])];
        return Rows(file, all, at, rows.Length, chosen);
    }

    /// <summary>Reads one cell.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cell">Who.</param>
    /// <param name="condition">Under which condition; null for any.</param>
    /// <param name="replicate">In which replicate; null for any.</param>
    /// <param name="time">In which snapshot, h; null for the first that has it.</param>
    /// <returns>Null where the file has no such cell.</returns>
    public static SnapshotCells? One(string path, string cell, string? condition, int? replicate, double? time)
    {
        using var file = Opened(path);
        var (times, ids, conditions, replicates) = (Numbers(file, "time_h"), file.Obs.Read("cell_id"), file.Obs.Read("condition"), Numbers(file, "replicate"));
        var row = Enumerable.Range(0, file.Cells).Where(i => ids.Text(i) == cell && (condition is null || conditions.Text(i) == condition) && (replicate is null || replicates[i] == replicate) && (time is null || times[i] == time)).Cast<int?>().FirstOrDefault();
        return row is { } found ? Rows(file, [times[found]], times[found], 1, [found]) : null;
    }

    /// <summary>Does something with the file on this machine's disk: the run's own where it is here, else a copy.</summary>
    public static async Task<T> With<T>(IRuns runs, RunId id, Func<string, T> read, CancellationToken cancellation)
    {
        var view = await runs.Get(id, cancellation);
        Stream stream;
        try
        {
            stream = await runs.Open(id, FileName, cancellation);
        }
        catch (FileNotFoundException)
        {
            throw new ApiProblem(StatusCodes.Status404NotFound, "no-expression", view.Status is RunStatus.Completed
                ? $"The run has no {FileName}: its cells express nothing. Give the scenario an `expression:` section."
                : $"The run has no {FileName} yet: it is written when a run with `expression:` is complete. Ask again then.");
        }

        await using (stream)
        {
            try
            {
                if (stream is FileStream here) return read(here.Name);
                var copy = Path.Combine(Path.GetTempPath(), $"sintropia-web-{Guid.NewGuid():n}.h5ad");
                try
                {
                    await using (var to = new FileStream(copy, FileMode.CreateNew)) await stream.CopyToAsync(to, cancellation);
                    return read(copy);
                }
                finally
                {
                    File.Delete(copy);
                }
            }
            catch (DataFileException unreadable)
            {
                throw new ApiProblem(StatusCodes.Status409Conflict, "unreadable-cells", $"The {FileName} of run {id} cannot be read here: {unreadable.Message.Replace(view.Directory + Path.DirectorySeparatorChar, "", StringComparison.Ordinal)}");
            }
        }
    }

    /// <summary>A number of a row; null where there is none.</summary>
    public double? Number(string column, int row) => Obs.Find(column) switch
    {
        NumberColumn n when !n.IsMissing(row) => n.Values[row],
        IntegerColumn n when !n.IsMissing(row) => n.Values[row],
        _ => null,
    };

    private static AnnDataFile Opened(string path)
    {
        var file = AnnDataFile.Open(path);
        if (file.Cells <= MostRows) return file;
        file.Dispose();
        throw new ApiProblem(StatusCodes.Status409Conflict, "too-many-cells", $"{FileName} holds {file.Cells} cells, more than is looked through here. Download it, or take fewer with `sample:` in the scenario.");
    }

    private static SnapshotCells Rows(AnnDataFile file, double[] times, double time, int of, int[] rows)
    {
        var states = file.X is { } genes ? genes.ReadRows(rows) : file.ReadObsm(Latent) is MatrixAnnotation latent ? latent.Matrix.SelectRows(rows) : throw new DataFileException(file.Path, "obsm", $"It has neither X nor {Latent}.", "Run the scenario again with this version.");
        var uns = file.ReadUns();
        var space = (uns.Find("sintropia/space") as ScalarAnnotation)?.Value.ToString() ?? "";
        var units = uns.Find("sintropia/units") is AnnotationTree given ? given.Names.ToDictionary(n => n, n => (given[n] as ScalarAnnotation)?.Value.ToString() ?? "") : [];
        return new(times, time, of, new Table(rows.Select(r => r.ToString(CultureInfo.InvariantCulture)).ToArray(), file.Obs.ColumnNames.Select(c => file.Obs.Read(c).SelectRows(rows))), states, space, units);
    }

    private static double[] Numbers(AnnDataFile file, string column) => file.Obs.Has(column) ? file.Obs.Read(column) switch
    {
        NumberColumn n => n.Values,
        IntegerColumn n => Array.ConvertAll(n.Values, v => (double)v),
        _ => throw new DataFileException(file.Path, "obs", $"'{column}' holds no numbers.", "Run the scenario again with this version."),
    } : throw new DataFileException(file.Path, "obs", $"It has no column '{column}'.", "Run the scenario again with this version.");
}
